package io.github.dcssync.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** As PostgreSQL's documentation of COPY has the text format. */
class CopyTextTest {

    private static String written(CopyText text) throws IOException {
        return new String(text.stream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void separatesValuesByTabsAndEndsRowsByANewline() throws IOException {
        CopyText text = new CopyText().value("a").separator().value("b").endOfRow().value("").separator().value(null)
                .endOfRow();

        assertThat(written(text)).isEqualTo("a\tb\n\t\\N\n");
    }

    @Test
    void writesWithABackslashWhatWouldEndAValueOrARow() throws IOException {
        assertThat(written(new CopyText().value("a\\b\tc\nd\re"))).isEqualTo("a\\\\b\\tc\\nd\\re");
    }

    @Test
    void leavesAllOtherCharactersAsTheyAre() throws IOException {
        String text = "\u0001 \u001f \u007f äöü 漢字 😀 \u2028";

        assertThat(written(new CopyText().value(text))).isEqualTo(text);
    }

    @Test
    void growsWithWhatItHolds() throws IOException {
        CopyText start = new CopyText().value("start").separator();
        CopyText text = new CopyText();
        for (int i = 0; i < 100; i++) {
            text.append(start).value("\t".repeat(1000)).endOfRow();
        }

        assertThat(written(text)).isEqualTo(("start\t" + "\\t".repeat(1000) + "\n").repeat(100));
    }
}
