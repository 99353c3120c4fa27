package io.github.dcssync.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.testkit.TestDatabase;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WorklistTest extends ViewTest {

    WorklistTest(TestDatabase store) {
        super(store);
    }

    @BeforeEach
    void explainCodes() throws SQLException {
        given().policy("default", 1440, 60, 90).code("dcs.1").code("unknown").code("unclassified");
    }

    private List<String> work(String columns) {
        return given().report(Report.WORKLIST, columns);
    }

    @Test
    void isEmptyWhereNothingNeedsAnybody() throws SQLException {
        given().instance("i").backup("i", "b", minutesAgo(60)).restore("i", "r", daysAgo(1));
        given().failure("backup", "i", "old", "dcs.1", daysAgo(9));
        given().execute("update operation_failure set resolved_at = detected_at");

        assertThat(work("kind")).isEmpty();
    }

    @Test
    void hasTheMostUrgentFirstWithWhoAndWhatToDo() throws SQLException {
        given().instance("old").backup("old", "b", daysAgo(3))
                .instance("bad").backup("bad", "good", daysAgo(2))
                .backup("bad", "failed", minutesAgo(30), "status", "failed", "error_code", "DCS.1 ")
                .instance("bad ever")
                .backup("bad ever", "failed", minutesAgo(9), "status", "failed", "error_code", "dcs.1")
                .instance("never").instance("fine").backup("fine", "b", minutesAgo(1))
                .failure("restore", "fine", "f", "dcs.1", minutesAgo(20))
                .backup("fine", "stuck", minutesAgo(90), "status", "backuping");
        given().read("fine", "restores", now(), "quarantined_until", now().plusHours(1), "error_code", "DCS.4091",
                "history_gap_at", daysAgo(2));
        given().run("r", daysAgo(2), daysAgo(2), "failed", "source", "away", "error", "refused");

        assertThat(work("kind, source, instance_id, since, error_code, detail, owner")).containsExactly(
                "breach s old " + daysAgo(3).toInstant() + " null too_old instance owner",
                "breach s bad " + daysAgo(2).toInstant() + " DCS.1  last_failed o-dcs.1",
                "never s bad ever null dcs.1 none_succeeded o-dcs.1",
                "never s never null null no_backups instance owner",
                "failure s fine " + minutesAgo(20).toInstant() + " dcs.1 restore o-dcs.1",
                "stuck s fine " + minutesAgo(90).toInstant() + " null backup instance owner",
                "stale_source away null null null refused operator of dcs-sync",
                "history_gap s fine " + daysAgo(2).toInstant() + " null restores operator of dcs-sync",
                "quarantine s fine " + now().toInstant() + " DCS.4091 restores operator of dcs-sync");
        assertThat(work("to_do")).contains("book-dcs.1").doesNotContain("null");
    }

    @Test
    void tellsFailuresSinceYesterdayThatNothingHasMadeGood() throws SQLException {
        OffsetDateTime yesterday = now().truncatedTo(ChronoUnit.DAYS).minusDays(1);
        given().instance("i").backup("i", "b", minutesAgo(1));
        for (String id : List.of("yesterday", "before", "resolved")) {
            given().failure("backup", "i", id, "dcs.9", yesterday);
        }
        given().execute("update operation_failure set resolved_at = detected_at where record_id = 'resolved'");
        given().execute("delete from operation_failure where record_id in ('yesterday', 'before')");
        for (Map.Entry<String, OffsetDateTime> one : Map.of("yesterday", yesterday, "before",
                yesterday.minus(MICROSECOND)).entrySet()) {
            given().insert("operation_failure", Map.of("record_type", "backup", "instance_id", "i", "record_id",
                    one.getKey(), "source", "s", "error_code", "dcs.9", "operation_at", one.getValue(),
                    "detected_at", one.getValue()));
        }

        assertThat(work("kind, since, error_code, owner"))
                .containsExactly("failure " + yesterday.toInstant() + " dcs.9 o-unknown");
    }

    @Test
    void leavesOutWhatIsNotSelectedOrGoneAndGapsThatAreOld() throws SQLException {
        given().instance("gone", "gone_at", now()).instance("out", "is_selected", false)
                .instance("i").backup("i", "b", minutesAgo(1))
                .read("i", "backups", now(), "history_gap_at", daysAgo(7));
        for (String id : List.of("gone", "out")) {
            given().failure("backup", id, "f", null, minutesAgo(1))
                    .backup(id, "stuck", daysAgo(1), "status", "waiting")
                    .read(id, "backups", now(), "history_gap_at", daysAgo(1), "quarantined_until", now().plusDays(1));
        }

        assertThat(work("kind, instance_id")).isEmpty();
    }
}
