package io.github.dcssync.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.testkit.Document;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The messages that the documents explain are messages of the program. */
class MessagesTest {

    private static final String VARIES = "…";
    private static final int SHORTEST_PART = 3;

    @Test
    void areWrittenByTheProgramAsTheyAreExplained() throws IOException {
        List<String> sources = sources();
        List<String> messages = Document.page("operations").section("Troubleshooting").rows("message").stream()
                .map(cells -> cells.get(0).replaceAll("^`+ ?| ?`+$", "")).toList();

        assertThat(messages).hasSizeGreaterThan(20);
        assertThat(messages.stream().filter(message -> sources.stream().noneMatch(source -> isIn(source, message))))
                .isEmpty();
    }

    private static boolean isIn(String source, String message) {
        return Stream.of(message.split(VARIES)).map(String::strip).filter(part -> part.length() >= SHORTEST_PART)
                .allMatch(source::contains);
    }

    /** Texts that stand in several literals are put together. */
    private static List<String> sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            return Stream.concat(Stream.of(Path.of("dcs-sync"), Path.of("config/api-errors.yaml")),
                    files.filter(Files::isRegularFile)).map(MessagesTest::text).toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file).replaceAll("\"\\s*\\+\\s*\"", "").replace("\\\"", "\"");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
