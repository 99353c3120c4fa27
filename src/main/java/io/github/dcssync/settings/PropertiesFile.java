package io.github.dcssync.settings;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** A properties file in UTF-8, read as the JDK reads one but with the line of each key, and nothing overwritten. */
final class PropertiesFile {

    /**
     * A key with its value.
     *
     * @param number where it begins in the file, from 1
     */
    record Line(int number, String key, String value) {
    }

    private PropertiesFile() {
    }

    /** The lines of the file in order; none when there is no such file. What cannot be read is a fault. */
    static List<Line> read(Path file, String shownPath, Violations faults) {
        if (file == null || Files.notExists(file)) {
            return List.of();
        }
        try {
            return parse(Files.readAllLines(file), shownPath, faults);
        } catch (CharacterCodingException notUtf8) {
            faults.add(shownPath + ": is not UTF-8; save it in that encoding");
        } catch (IOException unreadable) {
            faults.add(shownPath + ": cannot be read; make it a file that this user may read");
        }
        return List.of();
    }

    private static List<Line> parse(List<String> text, String shownPath, Violations faults) {
        List<Line> lines = new ArrayList<>();
        for (int first = 0, next; first < text.size(); first = next) {
            next = endOfEntry(text, first);
            addEntry(String.join("\n", text.subList(first, next)), first + 1, lines, shownPath, faults);
        }
        return lines;
    }

    /** An entry goes on where a line ends in a backslash; a comment never does. */
    private static int endOfEntry(List<String> text, int first) {
        int last = first;
        if (!isComment(text.get(first))) {
            while (last < text.size() - 1 && continues(text.get(last))) {
                last++;
            }
        }
        return last + 1;
    }

    private static boolean isComment(String line) {
        String start = line.stripLeading();
        return start.isEmpty() || start.startsWith("#") || start.startsWith("!");
    }

    private static boolean continues(String line) {
        int backslashes = 0;
        while (backslashes < line.length() && line.charAt(line.length() - 1 - backslashes) == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }

    private static void addEntry(String entry, int number, List<Line> lines, String shownPath, Violations faults) {
        Properties one = new Properties();
        try {
            one.load(new StringReader(number == 1 && entry.startsWith("\uFEFF") ? entry.substring(1) : entry));
        } catch (IOException | IllegalArgumentException malformed) {
            faults.add(shownPath + ":" + number + ": a \\u in it is not followed by four hexadecimal digits;"
                    + " write a backslash as \\\\");
        }
        for (Map.Entry<Object, Object> pair : one.entrySet()) {
            lines.add(new Line(number, (String) pair.getKey(), (String) pair.getValue()));
        }
    }
}
