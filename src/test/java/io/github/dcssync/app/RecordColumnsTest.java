package io.github.dcssync.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.simulator.AbsentAs;
import io.github.dcssync.simulator.EmptyAs;
import io.github.dcssync.simulator.SimulatedKind;
import io.github.dcssync.sync.Summary;
import io.github.dcssync.testkit.SyncFixture;
import io.github.dcssync.testkit.TestDatabase;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every column holds what the service says, whichever way it says it. */
class RecordColumnsTest {

    private static final String RESTORES =
            "select restore_id, source_instance_id, source_instance_name from restore_record order by restore_id";

    @ParameterizedTest
    @CsvSource({"H2, NULL", "H2, MISSING", "POSTGRESQL, EMPTY_OBJECT", "MARIADB, EMPTY_STRING"})
    void equalTheServicesFieldsHoweverAbsentOnesAreWritten(TestDatabase kind, AbsentAs absent) throws Exception {
        EmptyAs empty = absent.ordinal() % 2 == 0 ? EmptyAs.EMPTY_ARRAY : EmptyAs.NO_CONTENT;
        try (SyncFixture fixture = SyncFixture.on(kind).fleet(4, 30, 12)
                .service(service -> service.absentAs(absent).emptyAs(empty)).start()) {
            fixture.fleet().resize(SimulatedKind.BACKUP, fixture.instance(3), 0);

            assertThat(fixture.sync().getSummary().status()).isEqualTo(Summary.Status.COMPLETE);

            assertThat(fixture.tables().rows("select * from backup_record"))
                    .containsExactlyInAnyOrderElementsOf(expectedBackups(fixture));
            assertThat(fixture.tables().rows("select * from restore_record"))
                    .containsExactlyInAnyOrderElementsOf(expectedRestores(fixture));
            assertThat(fixture.tables().rows("select instance_id, source, project_id, name, engine, engine_version,"
                    + " status, spec_code, capacity_gb, created_at, first_seen_at, changed_at from dcs_instance"))
                    .containsExactlyInAnyOrderElementsOf(expectedInstances(fixture));
        }
    }

    @ParameterizedTest
    @EnumSource
    void keepMicrosecondsLargeNumbersAndWhatThisVersionDoesNotKnow(TestDatabase kind) throws Exception {
        try (SyncFixture fixture = SyncFixture.on(kind).fleet(1, 0, 0).start()) {
            fixture.fleet().addRaw(SimulatedKind.BACKUP, fixture.instance(0), 0, """
                    {"backup_id":"odd","backup_name":42,"backup_format":"RDB","status":"paused","progress":"7.5",
                    "size":9007199254740993,"is_support_restore":true,"created_at":"2026-02-28T23:59:59.123456Z",
                    "execution_at":"2026-03-01T01:00:00.654321+01:00","updated_at":"soon","error_code":"dcs.08.9999",
                    "storage":{"class":"cold","copies":[1,2]},"instance_id":"somebody-else"}""");

            fixture.sync();

            Map<String, Object> row = fixture.tables().row("select * from backup_record");
            assertThat(row).containsEntry("instance_id", fixture.instance(0)).containsEntry("backup_name", "42")
                    .containsEntry("backup_format", "rdb").containsEntry("status", "paused")
                    .containsEntry("progress", new BigDecimal("7.50"))
                    .containsEntry("size_bytes", 9_007_199_254_740_993L).containsEntry("is_support_restore", true)
                    .containsEntry("created_at", Instant.parse("2026-02-28T23:59:59.123456Z"))
                    .containsEntry("execution_at", Instant.parse("2026-03-01T00:00:00.654321Z"))
                    .containsEntry("updated_at", null).containsEntry("error_code", "dcs.08.9999")
                    .containsEntry("extra", "{\"storage\":{\"class\":\"cold\",\"copies\":[1,2]},"
                            + "\"updated_at\":\"soon\"}");
        }
    }

    @Test
    void nameTheSourceInstanceInEverySpelling() throws Exception {
        try (SyncFixture fixture = SyncFixture.onAnyDatabase().fleet(1, 0, 0).start()) {
            for (String spelling : List.of("sourceInstanceId", "sourceInstanceID")) {
                fixture.fleet().addRaw(SimulatedKind.RESTORE, fixture.instance(0), 0,
                        "{\"restore_id\":\"%s\",\"%s\":\"from\",\"sourceInstanceName\":\"orders\"}"
                                .formatted(spelling, spelling));
            }

            fixture.sync();

            assertThat(fixture.tables().rows(RESTORES)).containsExactly(
                    Map.of("restore_id", "sourceInstanceID", "source_instance_id", "from", "source_instance_name",
                            "orders"),
                    Map.of("restore_id", "sourceInstanceId", "source_instance_id", "from", "source_instance_name",
                            "orders"));
        }
    }

    private static List<Map<String, Object>> expectedBackups(SyncFixture fixture) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (String instance : fixture.fleet().instanceIds()) {
            fixture.fleet().records(SimulatedKind.BACKUP, instance).forEach(json -> rows.add(ExpectedRow.backup(
                    SyncFixture.DEFAULT, fixture.fleet().projectId(), instance, json, fixture.clock().instant())));
        }
        return rows;
    }

    private static List<Map<String, Object>> expectedRestores(SyncFixture fixture) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (String instance : fixture.fleet().instanceIds()) {
            fixture.fleet().records(SimulatedKind.RESTORE, instance).forEach(json -> rows.add(ExpectedRow.restore(
                    SyncFixture.DEFAULT, fixture.fleet().projectId(), instance, json, fixture.clock().instant())));
        }
        return rows;
    }

    private static List<Map<String, Object>> expectedInstances(SyncFixture fixture) {
        return fixture.fleet().instanceIds().stream().map(id -> ExpectedRow.instance(SyncFixture.DEFAULT,
                fixture.fleet().projectId(), fixture.fleet().instance(id), fixture.clock().instant())).toList();
    }
}
