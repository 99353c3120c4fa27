package io.github.dcssync.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.testkit.Document;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Links of the documents lead somewhere, in a checkout and in an unpacked release. */
class LinksTest {

    private static final Path CHECKOUT = Path.of(System.getProperty("user.dir"));
    private static final Pattern INCLUDE = Pattern.compile("<include>([^<]+)</include>");

    static List<Document> documents() {
        return Document.all();
    }

    @Test
    void areInEveryDocument() {
        assertThat(documents()).extracting(Document::name).contains("README.md", "SECURITY.md",
                "src/site/markdown/operations.md");
        assertThat(documents()).filteredOn(document -> !document.links().isEmpty()).hasSizeGreaterThan(5);
    }

    @ParameterizedTest
    @MethodSource("documents")
    void leadToFilesAndHeadingsThatAreThere(Document document) {
        assertThat(document.links()).filteredOn(LinksTest::isRelative).allSatisfy(link -> {
            String[] parts = link.split("#", 2);
            Path target = parts[0].isEmpty() ? document.file()
                    : document.file().getParent().resolve(parts[0]).normalize();
            assertThat(target).as(link).exists();
            if (parts.length == 2) {
                assertThat(Document.of(CHECKOUT.relativize(target).toString()).anchors()).as(link).contains(parts[1]);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("documents")
    void leadToWhatAReleaseHasToo(Document document) throws IOException {
        List<String> shipped = INCLUDE.matcher(Files.readString(CHECKOUT.resolve("src/main/assembly/release.xml")))
                .results().map((MatchResult result) -> result.group(1).replace("/**", "")).toList();

        assertThat(document.name()).matches(name -> isShipped(name, shipped), "is in the release");
        assertThat(document.links()).filteredOn(link -> isRelative(link) && !link.startsWith("#"))
                .allSatisfy(link -> assertThat(
                        CHECKOUT.relativize(document.file().getParent().resolve(link.split("#")[0]).normalize())
                                .toString())
                        .matches(name -> isShipped(name, shipped), "is in the release"));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void nameFilesThatAreThere(Document document) {
        assertThat(document.spans()).filteredOn(span -> span.matches("(src|config|routes|\\.ci)/[\\w./-]+"))
                .allSatisfy(name -> assertThat(CHECKOUT.resolve(name)).exists());
    }

    private static boolean isShipped(String name, List<String> shipped) {
        return shipped.stream().anyMatch(one -> name.equals(one) || name.startsWith(one + "/"));
    }

    private static boolean isRelative(String link) {
        return !URI.create(link).isAbsolute();
    }
}
