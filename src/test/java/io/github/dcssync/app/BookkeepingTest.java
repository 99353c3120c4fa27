package io.github.dcssync.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.simulator.FaultRates;
import io.github.dcssync.simulator.Operation;
import io.github.dcssync.simulator.SimulatedKind;
import io.github.dcssync.sync.Summary;
import io.github.dcssync.sync.SyncObserver;
import io.github.dcssync.sync.SyncRun;
import io.github.dcssync.testkit.SyncFixture;
import io.github.dcssync.testkit.TestDatabase;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a sync writes down about itself. */
class BookkeepingTest {

    @ParameterizedTest
    @EnumSource
    void saysInTheDatabaseWhatTheSummarySays(TestDatabase kind) throws Exception {
        try (SyncFixture fixture = SyncFixture.on(kind).fleet(5, 13, 3).start()) {
            fixture.sync();
            fixture.fleet().addFirst(SimulatedKind.BACKUP, fixture.instance(4));
            fixture.fleet().addRaw(SimulatedKind.BACKUP, fixture.instance(3), 0, "{}");
            fixture.fleet().change(SimulatedKind.RESTORE, fixture.instance(2),
                    fixture.record(SimulatedKind.RESTORE, fixture.instance(2), 1), json -> json.put("status", "odd"));
            fixture.simulator().injectFaults(FaultRates.parse("bad-instance:1"));

            SyncRun run = fixture.fullSync();

            Summary summary = run.getSummary();
            assertThat(summary.fields()).containsEntry("inserted", 1L).containsEntry("changed", 1L)
                    .containsEntry("rejected", 1L).containsEntry("unchanged", 63L).containsEntry("retries", 2L);
            Map<String, Object> row = fixture.tables().row("select * from sync_run where run_id = ?", run.getId());
            assertThat(row).containsEntry("trigger_type", "once").containsEntry("source", SyncFixture.DEFAULT)
                    .containsEntry("node", run.getNode()).containsEntry("version", Version.current())
                    .containsEntry("status", "partial").containsEntry("error", null)
                    .containsEntry("instances", 5L).containsEntry("tasks_complete", 8L)
                    .containsEntry("tasks_failed", 2L).containsEntry("requests", summary.requests());
            for (String count : List.of("read", "inserted", "changed", "unchanged", "vanished", "rejected")) {
                assertThat(row).containsEntry("records_" + count, summary.fields().get(count));
            }
            assertThat(row).containsEntry("retries", summary.retries());
            assertThat(run.getNode()).endsWith("/" + ProcessHandle.current().pid());
        }
    }

    @ParameterizedTest
    @EnumSource
    void notesWhenASyncBeganAndEnded(TestDatabase kind) throws Exception {
        try (SyncFixture fixture = SyncFixture.on(kind).fleet(1, 1, 1).start()) {
            Instant begin = fixture.clock().instant();
            fixture.bundle().observe(new SyncObserver() {
                @Override
                public void planned(SyncRun run) {
                    assertThat(fixture.tables().row("select status, started_at, finished_at from sync_run"))
                            .containsEntry("status", "running").containsEntry("started_at", begin)
                            .containsEntry("finished_at", null);
                    fixture.clock().advance(Duration.ofHours(1));
                }
            });

            SyncRun run = fixture.sync();

            assertThat(run.getSummary().status()).as(run.getError()).isEqualTo(Summary.Status.COMPLETE);
            assertThat(run.getSummary().seconds()).as("as long as it took, however the clock was set")
                    .isBetween(0.001, 3599.0);
            assertThat(fixture.tables().row("select status, started_at, finished_at from sync_run")).isEqualTo(
                    Map.of("status", "complete", "started_at", begin, "finished_at", begin.plus(Duration.ofHours(1))));
        }
    }

    @ParameterizedTest
    @EnumSource
    void notesOfEachListHowSurelyItWasRead(TestDatabase kind) throws Exception {
        try (SyncFixture fixture = SyncFixture.on(kind).fleet(1, 25, 0)
                .variable("DCS_BACKUPS_PAGE_SIZE", "10").start()) {
            fixture.fleet().addRaw(SimulatedKind.BACKUP, fixture.instance(0), 7, "{}");

            SyncRun run = fixture.sync();

            Map<String, Object> backups = fixture.tables()
                    .row("select * from instance_sync where endpoint = 'backups'");
            assertThat(backups).containsEntry("instance_id", fixture.instance(0))
                    .containsEntry("source", SyncFixture.DEFAULT).containsEntry("run_id", run.getId())
                    .containsEntry("attempted_at", fixture.clock().instant())
                    .containsEntry("completed_at", fixture.clock().instant()).containsEntry("proof", "proved")
                    .containsEntry("records", 26L).containsEntry("total_num", 26L)
                    .containsEntry("pages", fixture.simulator().traffic().requests(Operation.BACKUPS_V1))
                    .containsEntry("shifts", 0L).containsEntry("rereads", 0L)
                    .containsEntry("consecutive_failures", 0L).containsEntry("http_status", null);
            assertThat(fixture.tables().row("select * from instance_sync where endpoint = 'restores'"))
                    .containsEntry("records", 0L).containsEntry("proof", "proved").containsEntry("total_num", 0L);
        }
    }

    @Test
    void countsEveryRequestOfDiscoveryAndLists() throws Exception {
        try (SyncFixture fixture = SyncFixture.onAnyDatabase().fleet(7, 12, 1).start()) {
            Summary summary = fixture.sync().getSummary();

            assertThat(summary.requests()).isEqualTo(fixture.simulator().requests());
            assertThat(fixture.tables().column("select cast(sum(pages) as decimal(20)) from instance_sync"))
                    .containsExactly(BigDecimal.valueOf(summary.requests()
                            - fixture.simulator().traffic().requests(Operation.INSTANCES_V2)));
        }
    }
}
