package io.github.dcssync.report;

import io.github.dcssync.logging.Printable;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Rows of a report as a table for people: numbers to the right, columns as wide as they have to be. */
public final class TextTable {

    private static final String GAP = "  ";
    /** A column is not made narrower than that; a table that is still too wide wraps. */
    private static final int NARROWEST = 8;
    private static final String CUT = "\u2026";
    private static final String PLAIN = "\u001b[0m";
    private static final String BOLD = "\u001b[1m";
    private static final String GREEN = "\u001b[32m";
    private static final String RED = "\u001b[31m";
    private static final String YELLOW = "\u001b[33m";
    private static final Map<String, String> COLOURS = Map.ofEntries(
            Map.entry("ok", GREEN), Map.entry("succeed", GREEN), Map.entry("complete", GREEN),
            Map.entry("breach", RED), Map.entry("never", RED), Map.entry("due", RED), Map.entry("failed", RED),
            Map.entry("critical", RED), Map.entry("unknown", YELLOW), Map.entry("warning", YELLOW),
            Map.entry("partial", YELLOW), Map.entry("new", YELLOW));
    private static final Pattern FRACTION = Pattern.compile("\\.\\d+Z$");
    private final PrintWriter out;
    private final int columns;
    private final boolean coloured;

    /**
     * @param columns  how wide a line may be
     * @param coloured whether words such as {@code breach} are coloured
     */
    public TextTable(PrintWriter out, int columns, boolean coloured) {
        this.out = out;
        this.columns = columns;
        this.coloured = coloured;
    }

    /** @param rows of a report, as {@link Reports#rows} gives them */
    public void print(Report report, List<Map<String, Object>> rows) {
        List<String[]> lines = new ArrayList<>();
        rows.forEach(row -> lines.add(cells(row.values())));
        String[] names = report.columns().stream().map(Column::name).toArray(String[]::new);
        int[] widths = widths(names, lines);
        printLine(report, names, widths, true);
        lines.forEach(line -> printLine(report, line, widths, false));
        out.flush();
    }

    private static String[] cells(Collection<Object> values) {
        return values.stream().map(value -> value == null ? "-" : text(value)).toArray(String[]::new);
    }

    private static String text(Object value) {
        String text = FRACTION.matcher(value.toString()).replaceFirst("Z");
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(c -> shown.appendCodePoint(Printable.isPlain(c) && c != '\t' ? c : '?'));
        return shown.toString();
    }

    /** As wide as the widest cell; while that is too much, the widest column gives way. */
    private int[] widths(String[] names, List<String[]> lines) {
        int[] widths = Arrays.stream(names).mapToInt(String::length).toArray();
        for (String[] line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line[i].length());
            }
        }
        int excess = Arrays.stream(widths).sum() + GAP.length() * (widths.length - 1) - columns;
        for (; excess > 0; excess--) {
            int widest = widest(widths);
            if (widths[widest] <= NARROWEST) {
                break;
            }
            widths[widest]--;
        }
        return widths;
    }

    private static int widest(int[] widths) {
        int widest = 0;
        for (int i = 1; i < widths.length; i++) {
            widest = widths[i] > widths[widest] ? i : widest;
        }
        return widest;
    }

    private void printLine(Report report, String[] cells, int[] widths, boolean isHead) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.length; i++) {
            boolean isNumber = report.columns().get(i).type() == ColumnType.NUMBER;
            String cell = fitted(cells[i], widths[i]);
            String space = " ".repeat(widths[i] - cell.length());
            String colour = isHead ? BOLD : COLOURS.get(cell.toLowerCase(Locale.ROOT));
            String shown = coloured && colour != null ? colour + cell + PLAIN : cell;
            line.append(i == 0 ? "" : GAP).append(isNumber ? space + shown : shown + space);
        }
        out.println(line.toString().stripTrailing());
    }

    private static String fitted(String cell, int width) {
        return cell.length() <= width ? cell : cell.substring(0, width - 1) + CUT;
    }
}
