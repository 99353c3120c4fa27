package io.github.dcssync.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dcssync.simulator.FaultRates;
import io.github.dcssync.simulator.Operation;
import io.github.dcssync.simulator.SimulatedKind;
import io.github.dcssync.simulator.SimulatedRequest;
import io.github.dcssync.simulator.TimeFilter;
import io.github.dcssync.sync.Summary;
import io.github.dcssync.sync.Summary.Status;
import io.github.dcssync.sync.SyncRun;
import io.github.dcssync.testkit.SyncFixture;
import io.github.dcssync.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Restorations are read from the oldest that may still change, and nothing is missed by it. */
class IncrementalRestoresTest {

    private static final DateTimeFormatter FOURTEEN_DIGITS =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss").withZone(ZoneOffset.UTC);
    private static final Duration LOOKBACK = Duration.ofHours(48);
    /** What lies between a time in UTC and the same digits anywhere on earth. */
    private static final Duration ANY_ZONE = Duration.ofHours(14);

    @ParameterizedTest
    @EnumSource
    void asksFromTheNewestRecordWhenAllHaveEnded(TestDatabase store) throws Exception {
        try (SyncFixture stage = SyncFixture.on(store).fleet(1, 1, 8).start()) {
            endAll(stage);
            stage.sync();
            assertThat(lastQuery(stage, Operation.RESTORES_V2)).doesNotContainKeys("begin_time", "end_time");
            stage.clock().advance(Duration.ofDays(3));

            stage.sync();

            Instant newest = Instant.parse(restorations(stage).get(0).get("created_at").asText());
            assertThat(lastQuery(stage, Operation.RESTORES_V2)).containsOnlyKeys("offset", "limit", "begin_time")
                    .containsEntry("begin_time", FOURTEEN_DIGITS.format(newest.minus(LOOKBACK).minus(ANY_ZONE)));
            assertThat(stage.stored().lastRead(SimulatedKind.RESTORE, stage.instance(0)))
                    .containsEntry("low_water_at", newest);
            assertThat(lastQuery(stage, Operation.BACKUPS_V1)).containsOnlyKeys("start", "limit");

            stage.fleet().addFirst(SimulatedKind.RESTORE, stage.instance(0));
            Summary third = stage.sync().getSummary();

            assertThat(third.inserted()).isOne();
            assertThat(third.read()).isLessThan(9);
            assertThat(third.vanished()).isZero();
            assertThatRowsEqualTheService(stage);
        }
    }

    private static void endAll(SyncFixture stage) {
        for (ObjectNode restoration : restorations(stage)) {
            stage.fleet().change(SimulatedKind.RESTORE, stage.instance(0), restoration.get("restore_id").asText(),
                    json -> json.put("status", "succeed"));
        }
    }

    private static List<ObjectNode> restorations(SyncFixture stage) {
        return stage.fleet().records(SimulatedKind.RESTORE, stage.instance(0));
    }

    private static Map<String, String> lastQuery(SyncFixture stage, Operation operation) {
        List<SimulatedRequest> requests = stage.simulator().traffic().recent(operation);
        return requests.get(requests.size() - 1).query();
    }

    @ParameterizedTest
    @CsvSource({"POSTGRESQL, restoring", "MARIADB, waiting", "H2, a-status-nobody-knows"})
    void asksFromTheOldestRecordThatMayStillChangeAndSeesItEnd(TestDatabase store, String status) throws Exception {
        try (SyncFixture stage = SyncFixture.on(store).fleet(1, 1, 30)
                .variable("DCS_RESTORES_LOOKBACK", "1h").start()) {
            endAll(stage);
            String instance = stage.instance(0);
            ObjectNode old = restorations(stage).get(25);
            String id = old.get("restore_id").asText();
            stage.fleet().change(SimulatedKind.RESTORE, instance, id, json -> json.put("status", status));
            stage.sync();
            for (int i = 0; i < 3; i++) {
                stage.clock().advance(Duration.ofDays(5));
                stage.fleet().addFirst(SimulatedKind.RESTORE, instance);
                assertThat(stage.sync().getSummary().inserted()).isOne();
                assertThat(lastQuery(stage, Operation.RESTORES_V2)).containsEntry("begin_time",
                        FOURTEEN_DIGITS.format(Instant.parse(old.get("created_at").asText())
                                .minus(Duration.ofHours(1)).minus(ANY_ZONE)));
            }
            stage.clock().advance(Duration.ofDays(1));
            stage.fleet().change(SimulatedKind.RESTORE, instance, id, json -> json.put("status", "failed")
                    .put("error_code", "dcs.08.0007").put("updated_at", "2026-03-27T00:00:00.000Z"));

            SyncRun ended = stage.sync();

            assertThat(ended.getSummary().changed()).isOne();
            assertThatRowsEqualTheService(stage);
            assertThat(stage.sync().getSummary().read()).isLessThan(30);
            assertThat(Instant.parse(restorations(stage).get(0).get("created_at").asText()))
                    .isEqualTo(stage.stored().lastRead(SimulatedKind.RESTORE, instance).get("low_water_at"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void isNotMovedByTimesOfTheFutureAndByNoTime(TestDatabase store) throws Exception {
        try (SyncFixture stage = SyncFixture.on(store).fleet(1, 1, 8).start()) {
            endAll(stage);
            String instance = stage.instance(0);
            Instant newest = Instant.parse(restorations(stage).get(0).get("created_at").asText());
            for (String time : List.of("2099-01-01T00:00:00.000Z", "0001-01-01T00:00:00.000Z",
                    "1970-01-01T00:00:00.000Z")) {
                String id = stage.fleet().addFirst(SimulatedKind.RESTORE, instance);
                stage.fleet().change(SimulatedKind.RESTORE, instance, id,
                        json -> json.put("status", "succeed").put("created_at", time));
            }

            stage.sync();

            assertThat(stage.stored().lastRead(SimulatedKind.RESTORE, instance)).containsEntry("low_water_at", newest);
            stage.clock().advance(Duration.ofDays(3));
            stage.fleet().addFirst(SimulatedKind.RESTORE, instance);
            assertThat(stage.sync().getSummary().inserted()).isOne();
            assertThat(lastQuery(stage, Operation.RESTORES_V2)).containsEntry("begin_time",
                    FOURTEEN_DIGITS.format(newest.minus(LOOKBACK).minus(ANY_ZONE)));
        }
    }

    @Test
    void readsFromTheBeginningWhenItsMarkLiesInTheFuture() throws Exception {
        try (SyncFixture stage = SyncFixture.on(TestDatabase.H2).fleet(1, 1, 8).start()) {
            endAll(stage);
            stage.sync();
            stage.tables().execute("update instance_sync set low_water_at = timestamp with time zone"
                    + " '2099-01-01 00:00:00+00' where endpoint = 'restores'");

            stage.sync();

            assertThat(lastQuery(stage, Operation.RESTORES_V2)).containsOnlyKeys("offset", "limit");
            assertThat(stage.stored().lastRead(SimulatedKind.RESTORE, stage.instance(0))).containsEntry("low_water_at",
                    Instant.parse(restorations(stage).get(0).get("created_at").asText()));
        }
    }

    static List<Arguments> filters() {
        List<Arguments> filters = new ArrayList<>();
        for (TimeFilter.Field field : TimeFilter.Field.values()) {
            for (int hours : new int[] {0, 14, -12}) {
                filters.add(Arguments.of(field, hours));
            }
        }
        return filters.subList(0, filters.size() - 2);
    }

    /** The last of {@link #filters()} takes no notice of the filter, whatever the zone. */
    @ParameterizedTest(name = "{0} at UTC+{1}")
    @MethodSource("filters")
    void givesTheSameRowsWhateverTheServiceMakesOfTheFilter(TimeFilter.Field field, int hours) throws Exception {
        TimeFilter filter = new TimeFilter(field, ZoneOffset.ofHours(hours));
        try (SyncFixture stage = SyncFixture.on(TestDatabase.H2).fleet(1, 1, 12).variable("DCS_RESTORES_LOOKBACK", "0s")
                .service(service -> service.timeFilter(filter)).start()) {
            endAll(stage);
            String instance = stage.instance(0);
            stage.sync();
            List<String> running = new ArrayList<>();
            for (int step = 0; step < 12; step++) {
                stage.clock().advance(Duration.ofHours(7));
                String started = stage.fleet().addFirst(SimulatedKind.RESTORE, instance);
                if (step % 3 != 1) {
                    stage.fleet().change(SimulatedKind.RESTORE, instance, started,
                            json -> json.put("status", "restoring"));
                    running.add(started);
                }
                if (step % 4 == 3) {
                    end(stage, instance, running.remove(0));
                }

                assertThat(stage.sync().getSummary().status()).isEqualTo(Status.COMPLETE);

                assertThatRowsEqualTheService(stage);
            }
            assertThat(stage.tables().column("select vanished_at from restore_record")).containsOnlyNulls();
        }
    }

    private static void end(SyncFixture stage, String instance, String id) {
        String now = stage.clock().instant().toString();
        stage.fleet().change(SimulatedKind.RESTORE, instance, id,
                json -> json.put("status", "succeed").put("updated_at", now));
    }

    private static void assertThatRowsEqualTheService(SyncFixture stage) {
        List<String> rows = stage.tables().rows("select restore_id, status, error_code, updated_at from restore_record")
                .stream().map(row -> row.get("restore_id") + " " + row.get("status") + " " + row.get("error_code")
                        + " " + row.get("updated_at"))
                .toList();
        assertThat(rows).containsExactlyInAnyOrderElementsOf(restorations(stage).stream()
                .map(json -> json.get("restore_id").asText() + " " + json.get("status").asText() + " "
                        + json.get("error_code").asText() + " " + Instant.parse(json.get("updated_at").asText()))
                .toList());
    }

    @Test
    void readsFromTheBeginningInAFullSync() throws Exception {
        try (SyncFixture stage = SyncFixture.on(TestDatabase.POSTGRESQL).fleet(1, 1, 30).start()) {
            endAll(stage);
            stage.sync();
            assertThat(stage.sync().getSummary().read()).isLessThan(31);
            String unexpected = stage.record(SimulatedKind.RESTORE, stage.instance(0), 29);
            stage.fleet().change(SimulatedKind.RESTORE, stage.instance(0), unexpected,
                    json -> json.put("status", "odd"));

            SyncRun full = stage.fullSync();

            assertThat(lastQuery(stage, Operation.RESTORES_V2)).containsOnlyKeys("offset", "limit");
            assertThat(full.getSummary().read()).isEqualTo(31);
            assertThat(full.getSummary().changed()).isOne();
            assertThatRowsEqualTheService(stage);
        }
    }

    @ParameterizedTest
    @CsvSource({"POSTGRESQL, v1.0, BACKUPS_V1, beginTime, endTime", "MARIADB, v2, BACKUPS_V2, begin_time, end_time",
        "H2, v1.0, BACKUPS_V1, beginTime, endTime"})
    void fillsAPartOfTheHistoryAndLeavesItsBookmarksAlone(TestDatabase store, String api, Operation backups,
            String begin,
            String end) throws Exception {
        try (SyncFixture stage = SyncFixture.on(store).fleet(2, 5, 5).variable("DCS_BACKUPS_API", api).start()) {
            stage.sync();
            List<Map<String, Object>> before = bookmarks(stage);
            stage.clock().advance(Duration.ofHours(1));
            String added = stage.fleet().addFirst(SimulatedKind.RESTORE, stage.instance(0));
            stage.fleet().addFirst(SimulatedKind.BACKUP, stage.instance(1));
            Instant from = Instant.parse("2026-03-08T10:00:00Z");
            Instant to = Instant.parse("2026-03-11T00:00:00Z");

            SyncRun run = stage.backfill(from, to);

            assertThat(run.getSummary().status()).isEqualTo(Status.COMPLETE);
            assertThat(run.getSummary().inserted()).isEqualTo(2);
            assertThat(run.getSummary().vanished()).isZero();
            assertThat(stage.tables().value("select trigger_type from sync_run where run_id = ?", run.getId()))
                    .isEqualTo("backfill");
            assertThat(bookmarks(stage)).isEqualTo(before);
            assertThat(stage.tables().column("select restore_id from restore_record")).contains(added);
            String first = FOURTEEN_DIGITS.format(from.minus(ANY_ZONE));
            String last = FOURTEEN_DIGITS.format(to.plus(ANY_ZONE));
            assertThat(lastQuery(stage, backups)).containsEntry(begin, first).containsEntry(end, last);
            assertThat(lastQuery(stage, backups).keySet())
                    .isEqualTo(Set.of(api.equals("v2") ? "offset" : "start", "limit", begin, end));
            assertThat(lastQuery(stage, Operation.RESTORES_V2)).containsEntry("begin_time", first)
                    .containsEntry("end_time", last);
        }
    }

    @ParameterizedTest
    @EnumSource
    void findsWhatABackfillHasStoredBeforeAnyOtherSync(TestDatabase store) throws Exception {
        try (SyncFixture stage = SyncFixture.on(store).fleet(1, 60, 0).start()) {
            Instant now = stage.clock().instant();
            long filledIn = stage.backfill(now.minus(Duration.ofDays(20)), now.minus(Duration.ofDays(10)))
                    .getSummary().inserted();

            Summary first = stage.sync().getSummary();

            assertThat(filledIn).isBetween(10L, 13L);
            assertThat(first.fields()).containsEntry("unchanged", filledIn)
                    .containsEntry("inserted", 60L - filledIn).containsEntry("failed", 0L);
        }
    }

    /** All that is known of the lists but what their last answers were, which what a backfill brings makes forgotten. */
    private static List<Map<String, Object>> bookmarks(SyncFixture stage) {
        List<Map<String, Object>> rows = stage.tables().rows("select * from instance_sync order by 1, 2");
        rows.forEach(row -> row.remove("checksum"));
        return rows;
    }

    @Test
    void leavesTheBookmarksAloneWhenABackfillFails() throws Exception {
        try (SyncFixture stage = SyncFixture.on(TestDatabase.POSTGRESQL).fleet(2, 5, 5).start()) {
            stage.sync();
            List<Map<String, Object>> before = bookmarks(stage);
            stage.simulator().injectFaults(FaultRates.parse("bad-instance:1"));

            SyncRun run = stage.backfill(Instant.parse("2026-03-01T00:00:00Z"), null);

            assertThat(run.getSummary().status()).isEqualTo(Status.PARTIAL);
            assertThat(bookmarks(stage)).isEqualTo(before);
        }
    }
}
