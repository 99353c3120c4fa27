package io.github.dcssync.report;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Rows of a report for people: a table, numbers to the right, in which long texts go on in the next line; where the
 * columns find no room even so, each row becomes a list of names and values.
 */
public final class TextTable {

    private static final String GAP = "  ";
    /** Where the columns find no room otherwise. */
    private static final String NARROW_GAP = " ";
    /** Texts may be cut, numbers and times may not; that much is left of a text. */
    private static final int NARROWEST = 10;
    /** Below that, values beside their names are no longer read. */
    private static final int NARROWEST_VALUE = 16;

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

    /**
     * @param rows by column, as {@link Reports#rows} gives them
     * @return whether that is a table; lists of names and values otherwise
     */
    public boolean print(List<ViewColumn> shown, List<Map<String, Object>> rows) {
        List<List<String>> lines = lines(shown, rows);
        List<String> names = shown.stream().map(ViewColumn::name).toList();
        for (String gap : List.of(GAP, NARROW_GAP)) {
            int room = columns - gap.length() * (shown.size() - 1);
            int[] widths = widths(shown, names, lines, room);
            if (IntStream.of(widths).sum() <= room || rows.isEmpty()) {
                printLine(shown, names, widths, gap, true);
                lines.forEach(line -> printLine(shown, line, widths, gap, false));
                out.flush();
                return true;
            }
        }
        printVertically(shown, rows);
        return false;
    }

    /** The same with a line for each value; rows are numbered. */
    public void printVertically(List<ViewColumn> shown, List<Map<String, Object>> rows) {
        List<List<String>> lines = lines(shown, rows);
        int width = shown.stream().mapToInt(column -> column.name().length()).max().orElse(0);
        int room = Math.max(NARROWEST_VALUE, columns - width - GAP.length());
        for (int row = 0; row < lines.size(); row++) {
            String head = "row " + (row + 1) + " of " + lines.size();
            out.println((row == 0 ? "" : System.lineSeparator()) + (coloured ? Cells.bold(head) : head));
            for (int i = 0; i < shown.size(); i++) {
                printValue(shown.get(i).name(), lines.get(row).get(i), width, room);
            }
        }
        out.flush();
    }

    private void printValue(String name, String cell, int width, int room) {
        String before = name + " ".repeat(width - name.length());
        for (String line : Cells.wrapped(cell, room)) {
            out.println((before + GAP + (coloured ? Cells.coloured(line, cell) : line)).stripTrailing());
            before = " ".repeat(width);
        }
    }

    private static List<List<String>> lines(List<ViewColumn> shown, List<Map<String, Object>> rows) {
        return rows.stream().map(row -> shown.stream().map(column -> Cells.text(row.get(column.name()))).toList())
                .toList();
    }

    /** As wide as the widest cell; while that is too much, the widest column that still can gives way. */
    private static int[] widths(List<ViewColumn> shown, List<String> names, List<List<String>> lines, int room) {
        int[] widths = new int[names.size()];
        int[] least = new int[names.size()];
        for (int i = 0; i < widths.length; i++) {
            int column = i;
            widths[i] = Stream.concat(Stream.of(names), lines.stream()).mapToInt(line -> Cells.width(line.get(column)))
                    .max().orElse(0);
            least[i] = Math.max(Cells.widthOfWords(names.get(i)), lines.stream()
                    .mapToInt(line -> least(shown.get(column), line.get(column))).max().orElse(0));
        }
        int excess = IntStream.of(widths).sum() - room;
        for (int widest = widest(widths, least); excess > 0 && widest >= 0; excess--) {
            widths[widest]--;
            widest = widest(widths, least);
        }
        return widths;
    }

    private static int least(ViewColumn column, String cell) {
        return column.type() == ViewColumnType.TEXT ? Math.min(NARROWEST, Cells.width(cell)) : Cells.width(cell);
    }

    /** @return the widest column above its least width, or -1 */
    private static int widest(int[] widths, int[] least) {
        int widest = -1;
        for (int i = 0; i < widths.length; i++) {
            if (widths[i] > least[i] && (widest < 0 || widths[i] > widths[widest])) {
                widest = i;
            }
        }
        return widest;
    }

    private void printLine(List<ViewColumn> shown, List<String> cells, int[] widths, String gap, boolean isHead) {
        List<List<String>> wrapped = new ArrayList<>();
        for (int i = 0; i < widths.length; i++) {
            wrapped.add(Cells.wrapped(cells.get(i), widths[i]));
        }
        int height = wrapped.stream().mapToInt(List::size).max().orElse(1);
        for (int at = 0; at < height; at++) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String part = at < wrapped.get(i).size() ? wrapped.get(i).get(at) : "";
                String space = " ".repeat(widths[i] - Cells.width(part));
                boolean isNumber = shown.get(i).type() == ViewColumnType.NUMBER;
                String seen = styled(part, cells.get(i), isHead);
                line.append(i == 0 ? "" : gap).append(isNumber ? space + seen : seen + space);
            }
            out.println(line.toString().stripTrailing());
        }
    }

    private String styled(String part, String cell, boolean isHead) {
        if (!coloured || part.isEmpty()) {
            return part;
        }
        return isHead ? Cells.bold(part) : Cells.coloured(part, cell);
    }
}
