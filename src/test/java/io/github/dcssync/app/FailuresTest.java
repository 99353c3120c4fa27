package io.github.dcssync.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.dcssync.simulator.Answer;
import io.github.dcssync.simulator.FaultRates;
import io.github.dcssync.simulator.SimulatedKind;
import io.github.dcssync.sync.Summary;
import io.github.dcssync.sync.SyncRun;
import io.github.dcssync.testkit.SyncFixture;
import io.github.dcssync.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** What goes wrong stays where it is, and passes when it can. */
class FailuresTest {

    @ParameterizedTest
    @EnumSource
    void ofOneInstanceHarmNoOtherAndAreClearedByTheNextGoodSync(TestDatabase kind) throws Exception {
        try (SyncFixture fixture = SyncFixture.on(kind).fleet(4, 3, 2).start()) {
            String bad = fixture.instance(0);
            fixture.simulator().injectFaults(FaultRates.parse("bad-instance:1"));

            Summary summary = fixture.sync().getSummary();

            assertThat(summary.status()).isEqualTo(Summary.Status.PARTIAL);
            assertThat(summary.fields()).containsEntry("complete", 6L).containsEntry("failed", 2L)
                    .containsEntry("inserted", 15L);
            assertThat(failed(fixture, bad)).hasSize(2).allSatisfy(row -> {
                assertThat(row).containsEntry("http_status", 500L).containsEntry("error_code", "DCS.5078")
                        .containsEntry("error_msg", "Query backup record failed.").containsEntry("proof", "none")
                        .containsEntry("consecutive_failures", 1L).containsEntry("completed_at", null)
                        .containsEntry("attempted_at", fixture.clock().instant());
                assertThat((String) row.get("request_id")).isNotBlank();
            });
            fixture.sync();
            assertThat(failed(fixture, bad))
                    .allSatisfy(row -> assertThat(row).containsEntry("consecutive_failures", 2L));

            fixture.simulator().injectFaults(FaultRates.NONE);
            assertThat(fixture.sync().getSummary().status()).isEqualTo(Summary.Status.COMPLETE);
            assertThat(fixture.tables().rows("select * from instance_sync where consecutive_failures <> 0"
                    + " or http_status is not null or error_code is not null or error_msg is not null"
                    + " or request_id is not null")).isEmpty();
            assertAllStored(fixture);
        }
    }

    @Test
    void areLoggedWithTheSyncTheSourceAndTheInstanceTheyAreAbout() throws Exception {
        Logger logger = (Logger) LoggerFactory.getLogger("io.github.dcssync");
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        try (SyncFixture fixture = SyncFixture.onAnyDatabase().fleet(2, 3, 2).start()) {
            fixture.simulator().injectFaults(FaultRates.parse("bad-instance:1"));

            SyncRun run = fixture.sync();

            assertThat(log.list).filteredOn(event -> event.getLevel() == Level.WARN
                    && event.getFormattedMessage().contains("DCS.5078")).hasSize(2)
                    .allSatisfy(event -> assertThat(event.getMDCPropertyMap())
                            .isEqualTo(Map.of("run_id", run.getId(), "source",
                                    "default", "instance_id", fixture.instance(0))));
            assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
        } finally {
            logger.detachAppender(log);
        }
    }

    @ParameterizedTest
    @EnumSource
    void keepWhenTheListWasLastReadWhole(TestDatabase kind) throws Exception {
        try (SyncFixture fixture = SyncFixture.on(kind).fleet(1, 3, 2).start()) {
            fixture.sync();
            Instant read = fixture.clock().instant();
            fixture.clock().advance(Duration.ofHours(1));
            fixture.simulator().injectFaults(FaultRates.parse("bad-instance:1"));

            assertThat(fixture.sync().getSummary().status()).isEqualTo(Summary.Status.FAILED);

            assertThat(fixture.tables().rows("select completed_at, attempted_at from instance_sync")).hasSize(2)
                    .containsOnly(Map.of("completed_at", read, "attempted_at", fixture.clock().instant()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"429-bare:0.12,500:0.1,502:0.05,503:0.05,504:0.03", "reset:0.3", "truncate:0.3",
        "html:0.3"})
    void thatPassLoseNothing(String faults) throws Exception {
        try (SyncFixture fixture = SyncFixture.onAnyDatabase().fleet(5, 23, 4)
                .variable("DCS_BACKUPS_PAGE_SIZE", "10").start()) {
            fixture.simulator().injectFaults(FaultRates.parse(faults));

            SyncRun run = fixture.sync();

            Summary summary = run.getSummary();
            assertThat(fixture.tables().column("select error_msg from instance_sync")).containsOnlyNulls();
            assertThat(summary.status()).as(run.getError()).isEqualTo(Summary.Status.COMPLETE);
            assertThat(summary.inserted()).isEqualTo(5 * 27);
            assertThat(summary.requests()).isEqualTo(fixture.simulator().requests());
            assertThat(summary.retries()).isPositive();
            assertAllStored(fixture);
        }
    }

    @Test
    void thatMakeAnAnswerUnreadableLoseNothing() throws Exception {
        try (SyncFixture fixture = SyncFixture.onAnyDatabase().fleet(3, 23, 4)
                .variable("DCS_BACKUPS_PAGE_SIZE", "10").start()) {
            List<String> broken = List.of("{\"backup_record_response\":[{\"backup_id\":\"half", "<html>welcome</html>",
                    "[]", "\"text\"", "{\"backup_record_response\":[]} {}");
            Set<String> seen = new HashSet<>();
            fixture.simulator().injectFaults((request, answer) -> {
                synchronized (seen) {
                    return seen.add(request.path() + request.rawQuery())
                            ? Answer.json(200, broken.get(seen.size() % broken.size())) : answer;
                }
            });

            Summary summary = fixture.sync().getSummary();

            assertThat(fixture.tables().column("select error_msg from instance_sync")).containsOnlyNulls();
            assertThat(summary.inserted()).isEqualTo(3 * 27);
            assertThat(summary.retries()).isEqualTo(seen.size());
            assertAllStored(fixture);
        }
    }

    @Test
    void areEachCountedAsOneRetry() throws Exception {
        try (SyncFixture fixture = SyncFixture.onAnyDatabase().fleet(2, 5, 1).start()) {
            Set<String> broken = new HashSet<>();
            fixture.simulator().injectFaults((request, answer) -> {
                synchronized (broken) {
                    boolean first = request.operation().listsRecords() && broken.add(request.path());
                    return first ? Answer.json(503, "{\"error_code\":\"APIGW.0613\",\"error_msg\":\"later\"}") : answer;
                }
            });

            assertThat(fixture.sync().getSummary().retries()).isEqualTo(4);
            assertThat(fixture.simulator().traffic().answered(503)).isEqualTo(4);
        }
    }

    @ParameterizedTest
    @EnumSource
    void ofAPageLeaveNothingOfItAndDisturbNoOtherInstance(TestDatabase kind) throws Exception {
        try (SyncFixture fixture = SyncFixture.on(kind).fleet(4, 6, 2).start()) {
            String bad = fixture.instance(0);
            String refused = fixture.record(SimulatedKind.BACKUP, bad, 3);
            fixture.tables().execute("alter table backup_record add constraint refuses_one check (backup_id <> '"
                    + refused + "')");

            Summary summary = fixture.sync().getSummary();

            assertThat(summary.status()).isEqualTo(Summary.Status.PARTIAL);
            assertThat(summary.fields()).containsEntry("complete", 7L).containsEntry("failed", 1L)
                    .containsEntry("inserted", 3L * 6 + 4 * 2);
            assertThat(fixture.tables().rows("select * from backup_record where instance_id = ?", bad)).isEmpty();
            assertThat(failed(fixture, bad)).hasSize(1)
                    .allSatisfy(row -> assertThat((String) row.get("error_msg")).containsIgnoringCase("refuses_one"));

            fixture.tables().execute("alter table backup_record drop constraint refuses_one");
            assertThat(fixture.sync().getSummary().status()).isEqualTo(Summary.Status.COMPLETE);
            assertAllStored(fixture);
        }
    }

    @ParameterizedTest
    @EnumSource
    void ofAPageUndoWhatWasWrittenOfItBefore(TestDatabase kind) throws Exception {
        try (SyncFixture fixture = SyncFixture.on(kind).fleet(1, 4, 0).start()) {
            String instance = fixture.instance(0);
            String changed = fixture.record(SimulatedKind.BACKUP, instance, 1);
            fixture.sync();
            String rows = "select * from backup_record order by backup_id";
            List<Map<String, Object>> before = fixture.tables().rows(rows);
            fixture.tables().execute("alter table record_change add constraint refuses_all check (field = '')");
            fixture.fleet().addFirst(SimulatedKind.BACKUP, instance);
            fixture.fleet().change(SimulatedKind.BACKUP, instance, changed, json -> json.put("remark", "another"));

            assertThat(fixture.sync().getSummary().fields()).containsEntry("failed", 1L)
                    .containsEntry("inserted", 0L).containsEntry("changed", 0L);

            assertThat(fixture.tables().rows(rows)).isEqualTo(before);
        }
    }

    private static List<Map<String, Object>> failed(SyncFixture fixture, String instance) {
        return fixture.tables().rows("select * from instance_sync where instance_id = ?"
                + " and consecutive_failures > 0 and error_msg is not null", instance);
    }

    private static void assertAllStored(SyncFixture fixture) {
        for (String instance : fixture.fleet().instanceIds()) {
            assertThat(fixture.tables().column("select backup_id from backup_record where instance_id = ?", instance))
                    .containsExactlyInAnyOrderElementsOf(
                            new ArrayList<>(fixture.fleet().recordIds(SimulatedKind.BACKUP, instance)));
            assertThat(fixture.tables().column("select restore_id from restore_record where instance_id = ?",
                    instance)).containsExactlyInAnyOrderElementsOf(
                            new ArrayList<>(fixture.fleet().recordIds(SimulatedKind.RESTORE, instance)));
        }
    }
}
