package io.github.dcssync.check;

import io.github.dcssync.logging.Printable;
import io.github.dcssync.settings.SettingEntry;
import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Findings for people: a line each, shown as soon as it is known. */
public final class TextReport implements CheckReport {

    private static final int SUBJECT_WIDTH = 14;
    private static final int LEVEL_WIDTH = 7;
    /** Longer values push their origin aside rather than everybody's. */
    private static final int WIDEST_VALUE = 32;
    private static final Map<Level, String> COLOURS = Map.of(Level.OK, "\u001b[32m", Level.WARNING, "\u001b[33m",
            Level.PROBLEM, "\u001b[31m");
    private static final String PLAIN = "\u001b[0m";

    private final PrintWriter out;
    private final boolean coloured;
    private final Map<Level, Integer> counts = new EnumMap<>(Level.class);

    /** @param coloured whether the levels are coloured, for a terminal */
    public TextReport(PrintWriter out, boolean coloured) {
        this.out = out;
        this.coloured = coloured;
    }

    @Override
    public void settings(List<SettingEntry> entries) {
        int keyWidth = entries.stream().mapToInt(entry -> entry.key().length()).max().orElse(1);
        int valueWidth = Math.min(WIDEST_VALUE,
                entries.stream().mapToInt(entry -> entry.value().length()).max().orElse(1));
        out.println("Settings");
        entries.forEach(entry -> out.println("  " + padded(entry.key(), keyWidth) + "  "
                + padded(Printable.line(entry.value()), valueWidth) + "  " + Printable.line(entry.origin())));
        out.flush();
    }

    @Override
    public void area(String area, String target) {
        out.println();
        out.println(Character.toUpperCase(area.charAt(0)) + area.substring(1) + ": " + Printable.line(target));
        out.flush();
    }

    @Override
    public void finding(Finding finding) {
        counts.merge(finding.level(), 1, Integer::sum);
        out.println(
                "  " + level(finding.level()) + "  " + padded(Printable.line(finding.subject()), SUBJECT_WIDTH) + "  "
                        + Printable.line(finding.text()));
        out.flush();
    }

    @Override
    public void end() {
        out.println();
        out.println("dcs-sync: " + count(Level.PROBLEM) + ", " + count(Level.WARNING));
        out.flush();
    }

    private String count(Level level) {
        int count = counts.getOrDefault(level, 0);
        return (count == 0 ? "no" : count) + " " + level + (count == 1 ? "" : "s");
    }

    private String level(Level level) {
        String word = padded(level.toString(), LEVEL_WIDTH);
        return coloured ? COLOURS.get(level) + word + PLAIN : word;
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
