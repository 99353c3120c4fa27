package io.github.dcssync.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.testkit.TestDatabase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OverviewTest extends ViewTest {

    private static final String LONG_NAME = "eu-de/project-of-the-payments-team";

    OverviewTest(TestDatabase store) {
        super(store);
    }

    @BeforeEach
    void store() throws SQLException {
        given().policy("default", 1440, 60, 90).freshness("10m")
                .instance("i", "source", LONG_NAME).read("i", "backups", minutesAgo(20))
                .instance("j", "source", LONG_NAME, "created_at", minutesAgo(5));
    }

    private List<String> printed(int columns) {
        StringWriter text = new StringWriter();
        Overview overview = new Overview(given().reports(), new PrintWriter(text), columns);
        overview.print();
        overview.printViews();
        return text.toString().lines().toList();
    }

    @Test
    void staysWithinTheTerminalAndCutsNothing() {
        for (int columns : List.of(40, 50, 59, 60, 80, 100)) {
            assertThat(printed(columns)).as(columns + " columns")
                    .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(columns));
        }
        assertThat(printed(80)).contains(
                "Protection               ok 0, breach 0, never 0,       report_rpo_status",
                "                         unknown 1, new 1",
                "  report_rpo_status          an instance that is not gone: whether its newest",
                "                             good backup is as young as its policy asks");
    }

    @Test
    void isALineAFactWhereNobodyLooks() {
        assertThat(printed(Integer.MAX_VALUE))
                .contains("Protection               ok 0, breach 0, never 0, unknown 1, new 1    report_rpo_status")
                .anyMatch(line -> line.matches("Source " + LONG_NAME + " .* report_sync_health"));
    }
}
