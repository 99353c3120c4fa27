package io.github.dcssync.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.testkit.TestDatabase;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SyncHealthTest extends ViewTest {

    SyncHealthTest(TestDatabase store) {
        super(store);
    }

    @Test
    void isAsNewAsTheListReadLongestAgo() throws SQLException {
        given().freshness("10m").instance("i").instance("j").read("j", "restores", minutesAgo(10));
        assertThat(given().report(Report.SYNC_HEALTH, "source, as_of, is_fresh, instances"))
                .containsExactly("s " + minutesAgo(10).toInstant() + " true 2");
        given().read("j", "restores", minutesAgo(10).minus(MICROSECOND));
        assertThat(given().report(Report.SYNC_HEALTH, "is_fresh")).containsExactly("false");
    }

    @Test
    void isNotFreshOnAReadingFromTheFuture() throws SQLException {
        given().instance("i").read("i", "backups", minutesAgo(-4)).read("i", "restores", minutesAgo(-4));
        assertThat(given().report(Report.SYNC_HEALTH, "is_fresh")).as("clocks differ").containsExactly("true");
        given().read("i", "backups", minutesAgo(-6)).read("i", "restores", minutesAgo(-6));
        assertThat(given().report(Report.SYNC_HEALTH, "is_fresh")).containsExactly("false");
    }

    @Test
    void passesOverWhatTheClockWroteBeforeItWasSetBack() throws SQLException {
        given().instance("i").run("1", minutesAgo(30), minutesAgo(29), "complete")
                .run("2", minutesAgo(-1000), minutesAgo(-1001), "complete")
                .read("i", "backups", now(), "consecutive_failures", 5, "attempted_at", minutesAgo(-1000),
                        "quarantined_until", minutesAgo(-2000));
        assertThat(given().report(Report.SYNC_HEALTH, "last_run_id, last_complete_at, quarantined"))
                .containsExactly("1 " + minutesAgo(29).toInstant() + " 0");
    }

    @Test
    void hasNoTimeWhileAListWasNeverRead() throws SQLException {
        given().instance("i").instance("j").read("j", "restores", null);
        assertThat(given().report(Report.SYNC_HEALTH, "as_of, is_fresh, lists_never_read"))
                .containsExactly("null false 1");
        given().execute("delete from instance_sync where instance_id = 'j'");
        assertThat(given().report(Report.SYNC_HEALTH, "as_of, lists_never_read")).containsExactly("null 2");
    }

    @Test
    void countsProofsFailuresAndGaps() throws SQLException {
        given().instance("i").instance("j").instance("k").instance("gone", "gone_at", now())
                .read("i", "backups", now(), "proof", "weak")
                .read("i", "restores", now(), "consecutive_failures", 3, "quarantined_until", now().plusHours(1))
                .read("j", "backups", now(), "consecutive_failures", 3, "quarantined_until", now())
                .read("k", "backups", now(), "history_gap_at", now());
        assertThat(given().report(Report.SYNC_HEALTH,
                "instances, lists_proved, lists_weak, lists_failing, quarantined, history_gaps"))
                .containsExactly("3 3 1 2 1 1");
        assertThat(given().report(Report.HISTORY_GAP, "source, instance_id, instance_name, endpoint, history_gap_at"))
                .containsExactly("s k name-k backups " + now().toInstant());
    }

    @Test
    void showsTheLastSyncAndTheLastCompleteOne() throws SQLException {
        given().run("1", minutesAgo(50), minutesAgo(49), "complete")
                .run("2", minutesAgo(40), minutesAgo(39), "complete", "trigger_type", "backfill")
                .run("3", minutesAgo(30), minutesAgo(29), "failed", "error", "no network")
                .run("4", minutesAgo(1), null, "running", "source", "t");
        assertThat(given().report(Report.SYNC_HEALTH, "source, last_run_id, last_trigger_type, last_status,"
                + " last_started_at, last_finished_at, last_complete_at, as_of, last_error")).containsExactly(
                        "s 3 schedule failed " + minutesAgo(30).toInstant() + " " + minutesAgo(29).toInstant() + " "
                                + minutesAgo(49).toInstant() + " " + minutesAgo(49).toInstant() + " no network",
                        "t 4 schedule running " + minutesAgo(1).toInstant() + " null null null null");
    }

    @Test
    void isReadWholeWhenAllShardsWereAndNotByAPart() throws SQLException {
        given().run("1", minutesAgo(59), minutesAgo(58), "complete", "shard", 1, "shards", 2, "is_whole", true)
                .run("2", minutesAgo(49), minutesAgo(48), "complete", "shard", 1, "shards", 2, "is_whole", true);
        assertThat(given().report(Report.SYNC_HEALTH, "last_complete_at")).containsExactly("null");
        given().run("3", minutesAgo(39), minutesAgo(38), "complete", "shard", 2, "shards", 2, "is_whole", true)
                .run("4", minutesAgo(29), minutesAgo(28), "complete", "shard", 1, "shards", 2, "is_whole", false)
                .run("5", minutesAgo(19), minutesAgo(18), "complete", "is_whole", false)
                .run("6", minutesAgo(9), minutesAgo(8), "complete", "shard", 2, "shards", 2, "is_whole", true)
                .run("7", minutesAgo(5), minutesAgo(4), "complete", "shard", 3);
        assertThat(given().report(Report.SYNC_HEALTH, "last_complete_at"))
                .containsExactly(minutesAgo(48).toInstant().toString());
    }

    @Test
    void countsRejectedRecordsThatStillWait() throws SQLException {
        given().instance("i");
        for (String state : new String[] {"waiting", "replayed"}) {
            Map<String, Object> row = new HashMap<>(Map.of("run_id", "r", "source", "s",
                    "endpoint", "backups", "payload_sha256", state, "rejected_at", now(), "last_seen_at", now()));
            if (state.equals("replayed")) {
                row.put("replayed_at", now());
            }
            given().insert("rejected_record", row);
        }
        assertThat(given().report(Report.SYNC_HEALTH, "rejected_records")).containsExactly("1");
    }

    @Test
    void countsListedRecordsWhoseTimeCannotBeRead() throws SQLException {
        given().instance("i").instance("out", "is_selected", false).backup("i", "good", minutesAgo(1))
                .backup("i", "none", null).backup("i", "zero", OffsetDateTime.parse("0001-01-01T00:00:00Z"))
                .backup("i", "gone", null, "vanished_at", now()).backup("out", "none", null)
                .restore("i", "good", minutesAgo(1)).restore("i", "none", null)
                .restore("i", "zero", OffsetDateTime.parse("1970-01-01T00:00:00Z"));
        assertThat(given().report(Report.SYNC_HEALTH, "time_unreadable")).containsExactly("4");
    }

    @Test
    void hasARowForASourceThatWasNeverSynced() throws SQLException {
        given().instance("i", "source", "new");
        assertThat(given().report(Report.SYNC_HEALTH, "source, last_run_id, rejected_records"))
                .containsExactly("new null 0");
    }

    @Test
    void looksAtTheSelectedInstancesAlone() throws SQLException {
        given().instance("i").instance("out", "is_selected", false).read("out", "backups", daysAgo(9),
                "consecutive_failures", 5, "quarantined_until", now().plusHours(1)).read("out", "restores", null);
        for (String instance : new String[] {"i", "out", "never listed"}) {
            given().insert("rejected_record", Map.of("run_id", "r", "source", "s", "instance_id", instance, "endpoint",
                    "backups", "payload_sha256", instance, "rejected_at", now(), "last_seen_at", now()));
        }
        assertThat(given().report(Report.SYNC_HEALTH, "as_of, is_fresh, instances, lists_failing, lists_never_read,"
                + " quarantined, rejected_records")).containsExactly(now().toInstant() + " true 1 0 0 0 2");
    }

    @Test
    void isAsNewAsTheLastCompleteSyncWhereNoInstanceIsSelected() throws SQLException {
        given().instance("out", "is_selected", false).run("1", minutesAgo(5), minutesAgo(4), "complete");
        assertThat(given().report(Report.SYNC_HEALTH, "as_of, is_fresh, instances"))
                .containsExactly(minutesAgo(4).toInstant() + " true 0");
    }
}
