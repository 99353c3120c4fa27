package io.github.dcssync.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A table in a document that comes from the program, but for a last column that may come from people. With
 * {@code -Ddocuments.write=true} the test that compares writes the program's columns, and keeps what people have said of
 * rows that are still there.
 *
 * @param page    name of the page
 * @param heading the heading above the table
 * @param titles  of all columns
 */
public record DocumentedTable(String page, String heading, List<String> titles) {

    private static final boolean WRITES = Boolean.getBoolean("documents.write");

    /**
     * A row as the program has it.
     *
     * @param cells    all that the program has, which may be but the last
     * @param proposal for the last where nobody has written one yet; of no use where the program has it
     */
    public record Row(List<String> cells, String proposal) {
    }

    /** Fails where the document says something else of the first columns, or nothing in the last one. */
    public void says(List<Row> expected) throws IOException {
        if (WRITES) {
            // Tests of several processes write tables of the same page.
            try (FileChannel file = FileChannel.open(Path.of("target", "documents.lock"), StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE); FileLock held = file.lock()) {
                write(expected);
            }
        }
        List<List<String>> found = Document.page(page).section(heading).rows(titles.get(0));
        assertThat(expected).isNotEmpty();
        assertThat(found.stream().map(cells -> cells.subList(0, expected.get(0).cells().size())))
                .as("%s, table below '%s' (mvn test -Ddocuments.write=true writes it)", page, heading)
                .containsExactlyElementsOf(expected.stream().map(Row::cells).toList());
        assertThat(found).as("%s, last column below '%s'", page, heading)
                .allSatisfy(cells -> assertThat(cells.get(titles.size() - 1)).as(cells.get(0)).isNotBlank());
    }

    private void write(List<Row> expected) throws IOException {
        Document document = Document.page(page);
        Document section = document.section(heading);
        Map<String, String> said = new HashMap<>();
        section.rows(titles.get(0)).forEach(cells -> said.put(cells.get(0), cells.get(titles.size() - 1)));
        List<String> table = new ArrayList<>(List.of(line(titles.stream()), line(titles.stream().map(title -> "---"))));
        expected.forEach(row -> table.add(line(Stream.concat(row.cells().stream(),
                Stream.of(said.getOrDefault(row.cells().get(0), row.proposal()))).limit(titles.size()))));
        String old = section.text().lines().dropWhile(line -> !line.startsWith("| " + titles.get(0) + " |"))
                .takeWhile(line -> line.startsWith("|")).collect(Collectors.joining("\n"));
        Files.writeString(document.file(), document.text().replace(section.text(),
                section.text().replace(old, String.join("\n", table))));
    }

    private static String line(Stream<String> cells) {
        return cells.collect(Collectors.joining(" | ", "| ", " |"));
    }
}
