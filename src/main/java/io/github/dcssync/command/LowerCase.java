package io.github.dcssync.command;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/** Values of an option as people type them, for a shell that completes. */
abstract class LowerCase implements Iterable<String> {

    private final List<String> words;

    private LowerCase(Enum<?>... values) {
        words = Arrays.stream(values).map(value -> value.name().toLowerCase(Locale.ROOT)).toList();
    }

    @Override
    public Iterator<String> iterator() {
        return words.iterator();
    }

    /** Of {@code completion}. */
    static final class Shells extends LowerCase {
        Shells() {
            super(CompletionCommand.Shell.values());
        }
    }

    /** Of {@code report --format}. */
    static final class Formats extends LowerCase {
        Formats() {
            super(ReportCommand.Format.values());
        }
    }
}
