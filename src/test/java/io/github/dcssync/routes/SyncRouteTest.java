package io.github.dcssync.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.app.RouteTestSupport;
import io.github.dcssync.lease.LeaseLostException;
import io.github.dcssync.simulator.Answer;
import io.github.dcssync.sync.FaultHandling;
import io.github.dcssync.sync.SyncRun;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.BadSqlGrammarException;

/** {@code sync.camel.yaml}. Two instances have two lists each. */
class SyncRouteTest extends RouteTestSupport {

    private static final String READ = "read-" + SOURCE;
    /** Refused rather than away, so that nothing waits for it. */
    private static final Exception REFUSED = new DataIntegrityViolationException("refused");
    /** Whatever a row has. */
    private static final Exception NO_TABLE = new BadSqlGrammarException("noting", "insert into",
            new SQLException("no such table", "42S02"));

    /** In pages that show what the service's counts mean. */
    @Override
    protected Map<String, String> variables() {
        return Map.of("DCS_BACKUPS_PAGE_SIZE", "2", "DCS_ALERT_URI", "mock:sink");
    }

    @Test
    void bearsAConflictBehindAnOutageOfManyAttempts() throws Exception {
        SyncRun run = underLease();
        Exception conflict = new CannotAcquireLockException("", new SQLException("once more", "40001"));
        FaultHandling faults = bean("faultHandling", FaultHandling.class);

        assertThat(faults.waitOut(run, conflict, 3)).isTrue();
        assertThat(faults.waitOut(run, conflict, 16)).isTrue();

        release(run);
    }

    private List<String> runs(String columns) {
        return jdbc().queryForList("select concat_ws(' ', " + columns + ", null) from sync_run", String.class);
    }

    private int called(String route) {
        return calls(route).getReceivedExchanges().size();
    }

    private void refuseInstances() {
        simulator().injectFaults((request, answer) -> Answer.json(403,
                "{\"error_code\":\"DCS.3001\",\"error_msg\":\"no right\"}"));
    }

    private List<String> held() {
        return jdbc().queryForList("select source from sync_lease where expires_at is not null", String.class);
    }

    @Test
    void notesItsBeginningReadsAndNotesWhatItMetAndItsEndInThisOrder() {
        List<String> trail = trail("sync-begins", READ, "sync-errors", "sync-meanings", "sync-ends", "retention");

        SyncRun run = sync();

        assertThat(trail).containsExactly("sync-begins", READ, "sync-errors", "sync-meanings", "sync-ends",
                "retention");
        assertThat(runs("run_id, status, tasks_complete")).containsExactly(run.getId() + " complete 4");
        assertThat(held()).isEmpty();
    }

    @Test
    void readsBothListsOfEachInstance() {
        sync();

        assertThat(called("list-instances")).isEqualTo(1);
        assertThat(called("sync-list")).isEqualTo(4);
        assertThat(called("list-backups")).isEqualTo(2);
        assertThat(called("list-restores")).isEqualTo(2);
    }

    @Test
    void callsWhatADeadProcessLeftInterrupted() {
        jdbc().update("insert into sync_run (run_id, trigger_type, source, started_at, status)"
                + " values ('dead', 'once', ?, current_timestamp, 'running')", SOURCE);

        sync();

        assertThat(runs("status")).containsExactlyInAnyOrder("interrupted", "complete");
    }

    @Test
    void recallsInTheNextSyncWhatTheCountsMean() {
        sync();
        String meanings = "select endpoint, meaning, learned_at from total_num_meaning order by endpoint";
        List<Map<String, Object>> learned = jdbc().queryForList(meanings);
        assertThat(learned).extracting(meaning -> meaning.get("endpoint")).contains("backups");
        clock().advance(Duration.ofHours(1));

        sync();

        assertThat(jdbc().queryForList(meanings)).as("none is learned anew").isEqualTo(learned);
    }

    @Test
    void readsWhatAPlanWouldReadAndNotesNothing() {
        Exchange planned = call("plan-" + SOURCE, planRequest(), Map.of());

        assertThat(planned.getMessage().getBody(SyncRun.class).getSummary().inserted()).isEqualTo(10);
        assertThat(called("sync-begins") + called("sync-ends") + called("hold-lease")).isZero();
        assertThat(runs("run_id")).isEmpty();
    }

    @Test
    void readsNoListWhenTheInstancesCannotBeListed() {
        fail("list-instances", new IOException("no way"));

        SyncRun run = sync();

        assertThat(run.getError()).contains("no way");
        assertThat(called("sync-list")).isZero();
        assertThat(called("sync-meanings")).isZero();
        assertThat(runs("status")).containsExactly("failed");
    }

    @Test
    void letsTheOtherListsGoOnWhenOneCannotBeRead() {
        calls("sync-records").whenExchangeReceived(1, exchange -> {
            throw new IOException("no way: \0 \ud834");
        });

        sync();

        assertThat(called("sync-list-failed")).isEqualTo(1);
        assertThat(called("store-failure")).isEqualTo(1);
        assertThat(runs("status, tasks_complete, tasks_failed")).containsExactly("partial 3 1");
        assertThat(jdbc().queryForList("select error_msg from sync_error", String.class)).singleElement().asString()
                .as("what any database can hold").isEqualTo("no way: ? ?");
    }

    @Test
    void notesFaultsOnTheWayWhenThereAreMany() {
        for (int i = 0; i < 60; i++) {
            fleet().addInstance("more-" + i);
        }
        fail("sync-records", new IOException("no way"));

        sync();

        assertThat(called("sync-errors")).isGreaterThan(1);
        assertThat(jdbc().queryForObject("select count(*) from sync_error", Integer.class)).isEqualTo(124);
    }

    @Test
    void notesTogetherHowListsWereReadThatBroughtNothingNew() {
        sync();
        assertThat(called("store-readings")).as("all is new").isZero();

        SyncRun run = sync();

        assertThat(called("store-readings")).isPositive();
        assertThat(jdbc().queryForList("select run_id from instance_sync", String.class)).hasSize(4)
                .containsOnly(run.getId());
        assertThat(runs("status, tasks_complete")).containsExactly("complete 4", "complete 4");
    }

    @Test
    void notesReadingsOnTheWayWhenThereAreMany() {
        for (int i = 0; i < 60; i++) {
            fleet().addInstance("more-" + i);
        }
        sync();

        SyncRun run = sync();

        assertThat(called("store-readings")).isGreaterThan(1);
        assertThat(run.getSummary().complete()).isEqualTo(124);
        assertThat(jdbc().queryForObject("select count(*) from instance_sync where run_id = ?", Integer.class,
                run.getId()))
                .isEqualTo(124);
    }

    @Test
    void failsOnlyTheListWhoseReadingIsRefused() {
        sync();
        jdbc().execute("update instance_sync set shifts = 7");
        jdbc().execute("alter table instance_sync add constraint refuses check (endpoint <> 'restores' or instance_id"
                + " <> '" + fleet().instanceIds().get(0) + "' or shifts = 7)");

        SyncRun run = sync();

        assertThat(run.getError()).isNull();
        assertThat(runs("status, tasks_complete, tasks_failed")).contains("partial 3 1");
        assertThat(jdbc().queryForList("select consecutive_failures from instance_sync order by 1", Integer.class))
                .containsExactly(0, 0, 0, 1);
        assertThat(jdbc().queryForList("select endpoint from sync_error where action = 'skip_instance'", String.class))
                .containsExactly("restores");
        assertThat(called("sync-list-failed")).isEqualTo(1);
    }

    @Test
    void endsWhenReadingsCannotBeNotedBecauseTheLeaseIsLost() {
        sync();
        fail("store-readings", new LeaseLostException(SOURCE));

        SyncRun run = sync();

        assertThat(run.getError()).contains("taken source " + SOURCE + " over");
        assertThat(called("store-readings")).as("undivided, and not told again").isEqualTo(1);
        assertThat(run.getSummary().complete()).isZero();
        assertThat(runs("status, tasks_complete")).contains("partial 0");
    }

    @Test
    void goesOnWhenItIsRefusedToNoteWhyAListHasFailed() {
        calls("sync-records").whenExchangeReceived(1, exchange -> {
            throw new IOException("no way");
        });
        fail("store-failure", REFUSED);

        assertThat(sync().getError()).isNull();

        assertThat(called("store-failure")).isEqualTo(1);
        assertThat(runs("status, tasks_complete, tasks_failed")).containsExactly("partial 3 1");
    }

    @Test
    void endsWhenNoFailureCanBeNoted() {
        fail("sync-records", new IOException("no way"));
        fail("store-failure", NO_TABLE);

        assertThat(sync().getError()).contains("no such table");

        assertThat(called("store-failure")).isPositive();
        assertThat(runs("status")).containsExactly("failed");
    }

    @Test
    void leavesOnlyTheFaultThatIsRefused() {
        fail("sync-records", new IOException("no way"));
        jdbc().execute("alter table sync_error add constraint refuses check (endpoint <> 'restores' or instance_id <> '"
                + instance(0) + "')");

        SyncRun run = sync();

        assertThat(run.getError()).isNull();
        assertThat(jdbc().queryForObject("select count(*) from sync_error", Integer.class)).isEqualTo(3);
        assertThat(called("store-errors")).as("all four, two and two, one and one").isEqualTo(5);
        assertThat(called("sync-meanings")).isEqualTo(1);
        assertThat(runs("tasks_failed")).containsExactly("4");
    }

    @Test
    void endsUndividedWhenNoFaultCanBeNotedOrTheLeaseIsLost() {
        fail("sync-records", new IOException("no way"));
        fail("store-errors", NO_TABLE);
        assertThat(sync().getError()).contains("no such table");

        fail("store-errors", new LeaseLostException(SOURCE));
        assertThat(sync().getError()).contains("taken source " + SOURCE + " over");

        assertThat(called("store-errors")).isEqualTo(2);
        assertThat(called("sync-meanings")).isZero();
    }

    @Test
    void givesItsLeaseBackAndTellsAlertsWhenItsBeginningOrEndCannotBeNoted() {
        fail("sync-begins", REFUSED);
        assertThat(sync().getError()).contains("refused");
        assertThat(called(READ)).isZero();
        assertThat(held()).isEmpty();

        calls("sync-begins").reset();
        fail("sync-ends", REFUSED);
        assertThat(sync().getError()).contains("refused");
        assertThat(called(READ)).isEqualTo(1);
        assertThat(held()).isEmpty();
    }

    @Test
    void standsWhenOldHistoryCannotBeDeleted() {
        fail("retention", REFUSED);

        assertThat(sync().getStatus()).isEqualTo("complete");

        assertThat(runs("status")).containsExactly("complete");
    }

    @Test
    void leavesAlertsForTheirSinkBehindItsEnd() {
        refuseInstances();
        List<String> trail = trail("sync-ends", "alerts", "alerts-sink");

        sync();

        assertThat(trail).containsExactly("sync-ends", "alerts", "alerts-sink");
    }
}
