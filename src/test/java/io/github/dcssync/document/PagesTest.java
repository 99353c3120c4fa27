package io.github.dcssync.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.testkit.Document;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The documents are found, and short where they are to be read at once. */
class PagesTest {

    private static final int README_LINES = 150;
    private static final int DECISION_LINES = 40;
    private static final String PAGES = "src/site/markdown/";
    private static final String DECISIONS = PAGES + "adr/";

    static Stream<Document> decisions() {
        return Document.all().stream().filter(document -> document.name().startsWith(DECISIONS));
    }

    @Test
    void areFoundFromAReadmeThatIsReadAtOnce() {
        Document readme = Document.of("README.md");
        List<String> pages = Document.all().stream().map(Document::name).filter(name -> !name.startsWith(DECISIONS)
                && !name.equals(readme.name())).toList();

        assertThat(readme.text().lines()).hasSizeLessThanOrEqualTo(README_LINES);
        assertThat(readme.links().stream().map(link -> link.split("#")[0])).containsAll(pages);
    }

    @Test
    void haveEveryDecisionInTheArchitecture() {
        assertThat(Document.page("architecture").section("Decisions").links())
                .containsExactlyElementsOf(
                        decisions().map(decision -> decision.name().substring(PAGES.length())).toList());
    }

    @ParameterizedTest
    @MethodSource("decisions")
    void sayOfADecisionWhyWhatAndWhatFollows(Document decision) {
        assertThat(decision.text().lines()).hasSizeLessThanOrEqualTo(DECISION_LINES);
        assertThat(decision.text().lines().filter(line -> line.startsWith("## ")))
                .containsExactly("## Context", "## Decision", "## Consequences");
    }
}
