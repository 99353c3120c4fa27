package io.github.dcssync.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CellsTest {

    @Test
    void wrapsBetweenWordsAndWithinThemWhereThereIsNoOtherWay() {
        assertThat(Cells.wrapped("", 4)).containsExactly("");
        assertThat(Cells.wrapped("a bc   def", 4)).containsExactly("a", "bc", "def");
        assertThat(Cells.wrapped("  abcdefgh ij ", 4)).containsExactly("", "abcd", "efgh", "ij ");
        assertThat(Cells.wrapped("\u6f22\u5b57\u6f22", 3)).containsExactly("\u6f22", "\u5b57", "\u6f22");
        assertThat(Cells.wrapped("\ud83d\ude00\ud83d\ude00x", 1)).containsExactly("\ud83d\ude00", "\ud83d\ude00", "x");
        assertThat(Cells.wrapped("ab      ", 4)).containsExactly("ab", "");
    }

    @Test
    void wrapsATextOfAnyLengthInTimeThatGrowsWithItAlone() {
        String text = "x".repeat(2_000_000);

        List<String> lines = assertTimeoutPreemptively(Duration.ofMinutes(1), () -> Cells.wrapped(text, 10));

        assertThat(lines).hasSize(200_000).containsOnly("x".repeat(10));
    }
}
