package io.github.dcssync.rule;

import io.github.dcssync.table.TableEntry;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Reads HTTP statuses as rules write them: 404, 5xx or 500-504. */
final class HttpStatuses {

    private static final Pattern ONE = Pattern.compile("[1-5][0-9]{2}");
    private static final Pattern CLASS = Pattern.compile("([1-5])xx");
    private static final Pattern RANGE = Pattern.compile("([1-5][0-9]{2})-([1-5][0-9]{2})");

    private HttpStatuses() {
    }

    static Set<Integer> read(TableEntry entry) {
        List<String> texts = entry.texts("status");
        return texts.stream().flatMapToInt(text -> read(entry, text)).boxed().collect(Collectors.toSet());
    }

    private static IntStream read(TableEntry entry, String text) {
        Matcher statusClass = CLASS.matcher(text);
        Matcher range = RANGE.matcher(text);
        if (ONE.matcher(text).matches()) {
            return IntStream.of(Integer.parseInt(text));
        }
        if (statusClass.matches()) {
            int first = Integer.parseInt(statusClass.group(1)) * 100;
            return IntStream.range(first, first + 100);
        }
        if (range.matches() && range.group(1).compareTo(range.group(2)) <= 0) {
            return IntStream.rangeClosed(Integer.parseInt(range.group(1)), Integer.parseInt(range.group(2)));
        }
        entry.refuse("the status '" + text + "' is none; write 404, 5xx or 500-504, between 100 and 599");
        return IntStream.empty();
    }
}
