package io.github.dcssync.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SizingPageTest {

    private static final String BEGIN = "<!-- figures of the fleet: written by its measurement -->\n";
    private static final List<FleetFigures> FIGURES = List.of(
            new FleetFigures(1_000, 25_000, 1.5, 0.4, 60, 20_000_000),
            new FleetFigures(100_000, 2_500_000, 1.25, 0.25, 85, 2_000_000_000));

    @Test
    void computesWhatAFleetTakesFromWhatWasMeasured() {
        assertThat(SizingPage.with("before\n" + BEGIN + "old\n<!-- end of the figures -->\nafter\n", FIGURES))
                .startsWith("before\n" + BEGIN + "\n| instances |")
                .endsWith("|\n\n<!-- end of the figures -->\nafter\n")
                .contains("| 1,000 | 0.40 | 1.5 | 60 | 20 |\n| 100,000 | 0.25 | 1.3 | 85 | 20 |\n")
                .contains("| 1,000 | 2,002 | 1.7 minutes | 1 | 4 | 0.29 |\n"
                        + "| 100,000 | 200,101 | 2.8 hours | 50 | 334 | 29.2 |\n")
                .doesNotContain("old");
    }

    @Test
    void wantsItsMarks() {
        assertThatThrownBy(() -> SizingPage.with("no marks", FIGURES)).hasMessageContaining("has no marks");
    }
}
