package io.github.dcssync.document;

import io.github.dcssync.testkit.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The commands of a document's {@code sh} blocks as a shell would take them apart, as far as documents need it. */
final class ShellCommands {

    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");
    private static final String END = "#|\\||>|2>|&&|;";

    private ShellCommands() {
    }

    /** @return each command of this program, as its words, the first of which is the program */
    static Stream<List<String>> of(Document document, String program) {
        return document.fences().stream().filter(fence -> fence.language().equals("sh"))
                .flatMap(fence -> String.join("\n", fence.lines()).replace("\\\n", " ").lines())
                .map(line -> words(line.strip().replaceFirst("^([A-Z_]+=\\S+ )+", "")))
                .filter(words -> !words.isEmpty() && words.get(0).endsWith(program));
    }

    /** @return the words up to a comment, a pipe or where the output goes */
    static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        for (MatchResult match : WORD.matcher(line).results().toList()) {
            if (match.group().matches(END)) {
                break;
            }
            words.add(Stream.of(1, 2, 3).map(match::group).filter(text -> text != null).findFirst().orElseThrow());
        }
        return words;
    }
}
