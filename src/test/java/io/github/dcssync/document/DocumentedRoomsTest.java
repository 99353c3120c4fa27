package io.github.dcssync.document;

import io.github.dcssync.testkit.DocumentedTable;
import io.github.dcssync.testkit.DocumentedTable.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The architecture says of each package what its {@code package-info} says. */
class DocumentedRoomsTest {

    private static final Path HOUSE = Path.of("src/main/java/io/github/dcssync");

    @Test
    void areAllThereWithWhatTheySayOfThemselves() throws IOException {
        List<Row> rows = new ArrayList<>();
        try (Stream<Path> entries = Files.list(HOUSE)) {
            for (Path room : entries.filter(Files::isDirectory).sorted().toList()) {
                rows.add(new Row(List.of("`" + room.getFileName() + "`", said(room.resolve("package-info.java"))),
                        null));
            }
        }
        new DocumentedTable("architecture", "Rooms", List.of("room", "what it is for, and what it must not know"))
                .says(rows);
    }

    private static String said(Path packageInfo) throws IOException {
        String text = Files.readString(packageInfo);
        return text.substring(text.indexOf("/**") + 3, text.indexOf("*/")).replaceAll("\\s*\n \\* ?", " ")
                .replaceAll("\\{@(?:code|link) ([^}]+)}", "`$1`").strip();
    }
}
