package io.github.dcssync.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.operation.Category;
import io.github.dcssync.rule.Action;
import io.github.dcssync.rule.FixedBy;
import io.github.dcssync.testkit.Document;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The words that stand in tables, files and metrics are the same in the documents. */
class DocumentedWordsTest {

    private static final Document ERRORS = Document.page("errors-and-alerts");

    private static List<String> words(Document document, String heading) {
        return document.rows(heading).stream().map(cells -> cells.get(0).replace("`", "")).toList();
    }

    @Test
    void haveEveryCategoryOfErrorCodes() throws IOException {
        List<String> categories = Stream.of(Category.values()).map(Category::text).toList();
        assertThat(words(ERRORS.section("Failed operations"), "category")).containsExactlyElementsOf(categories);
        assertThat(Files.readString(Path.of("config/error-codes.yaml"))).contains(String.join(", ", categories));
    }

    @Test
    void haveEveryActionAndWhoCanMend() {
        Document section = ERRORS.section("When the service does not answer as asked");
        assertThat(words(section, "action"))
                .containsExactlyInAnyOrderElementsOf(Stream.of(Action.values()).map(Action::text).toList());
        assertThat(section.spans()).containsAll(Stream.of(FixedBy.values()).map(FixedBy::text).toList());
    }

    @Test
    void haveEveryKindOfAlert() throws IOException {
        String sources = String.join("\n", sources(""));
        assertThat(words(ERRORS.section("Alerts"), "kind")).hasSizeGreaterThan(5)
                .allSatisfy(kind -> assertThat(sources).contains("\"" + kind + "\""));
    }

    private static List<String> sources(String room) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java/io/github/dcssync").resolve(room))) {
            return files.filter(Files::isRegularFile).map(file -> {
                try {
                    return Files.readString(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }).toList();
        }
    }
}
