package io.github.dcssync.simulator;

import static io.github.dcssync.simulator.ApiClient.backups;
import static io.github.dcssync.simulator.ApiClient.json;
import static io.github.dcssync.simulator.ApiClient.restores;
import static io.github.dcssync.simulator.ApiClient.values;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dcssync.testkit.TestClock;
import java.net.http.HttpResponse;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordListTest {

    private static final String BACKUPS = SimulatedKind.BACKUP.listField();
    private static final String RESTORES = SimulatedKind.RESTORE.listField();

    private final TestClock clock = new TestClock("2026-03-01T12:00:00Z");
    private Simulator simulator;

    @AfterEach
    void close() {
        simulator.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1.0", "v2"})
    void showsTenRecordsWhenNoLimitIsGiven(String version) {
        String id = start(options().backupsPerInstance(24).restoresPerInstance(12));
        assertThat(values(get(backups(version, id)), BACKUPS, "backup_id"))
                .isEqualTo(ids(SimulatedKind.BACKUP, id).subList(0, 10));
        assertThat(values(get(restores(version, id)), RESTORES, "restore_id"))
                .isEqualTo(ids(SimulatedKind.RESTORE, id).subList(0, 10));
    }

    @Test
    void countsStartFromOneAndOffsetFromZero() {
        String id = start(options());
        List<String> all = ids(SimulatedKind.BACKUP, id);
        assertThat(values(get(backups("v1.0", id) + "?start=4&limit=2"), BACKUPS, "backup_id"))
                .isEqualTo(all.subList(3, 5));
        assertThat(values(get(backups("v2", id) + "?offset=3&limit=2"), BACKUPS, "backup_id"))
                .isEqualTo(all.subList(3, 5));
    }

    @ParameterizedTest
    @CsvSource({"v1.0, start=25", "v1.0, start=2147483647", "v2, offset=24", "v2, offset=2147483647&limit=1000"})
    void answersAPageBeyondTheEndWithAnEmptyArray(String version, String query) {
        String id = start(options());
        HttpResponse<String> response = get(backups(version, id) + "?" + query);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"backup_record_response\":[],\"total_num\":24}");
    }

    @Test
    void answersAnEmptyPageWithoutContentWhenAskedTo() {
        String id = start(options().emptyAs(EmptyAs.NO_CONTENT).restoresPerInstance(0));
        HttpResponse<String> response = get(restores("v2", id));
        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(response.body()).isEmpty();
        assertThat(get(backups("v2", id)).statusCode()).isEqualTo(200);
        assertThat(get(ApiClient.instances("v2") + "?offset=1").statusCode())
                .as("no document names 204 for instances").isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"TOTAL, 24", "PAGE_COUNT, 5", "ZERO, 0"})
    void countsAsToldInTotalNum(TotalNum meaning, int expected) {
        String id = start(options().totalNum(meaning));
        assertThat(total(backups("v1.0", id) + "?limit=5")).isEqualTo(expected);
    }

    @Test
    void leavesTotalNumOutWhenToldTo() {
        String id = start(options().totalNum(TotalNum.ABSENT));
        JsonNode page = json(get(backups("v1.0", id)));
        assertThat(page.has("total_num")).isFalse();
        assertThat(page.get(BACKUPS)).hasSize(10);
    }

    @Test
    void returnsNoMoreThanItsCapWhateverTheLimit() {
        String id = start(options().pageCap(7));
        JsonNode page = json(get(backups("v1.0", id) + "?limit=100"));
        assertThat(page.get(BACKUPS)).hasSize(7);
        assertThat(page.get("total_num").intValue()).isEqualTo(24);
        assertThat(values(get(backups("v1.0", id) + "?start=8&limit=100"), BACKUPS, "backup_id"))
                .isEqualTo(ids(SimulatedKind.BACKUP, id).subList(7, 14));
    }

    @Test
    void filtersByTheSecondOfCreationWithBothEndsInside() {
        String id = start(options().backupsPerInstance(0));
        for (int second = 9; second >= 0; second--) {
            addBackup(id, "2026-02-01T00:00:0" + second + ".999Z", "2026-02-05T00:00:00.000Z");
        }
        String window = "?beginTime=20260201000003&endTime=20260201000006";
        JsonNode page = json(get(backups("v1.0", id) + window));
        assertThat(page.get(BACKUPS)).hasSize(4);
        assertThat(page.get("total_num").intValue()).isEqualTo(4);
        assertThat(total(backups("v2", id) + "?begin_time=20260201000003")).isEqualTo(7);
        assertThat(total(backups("v2", id) + "?end_time=20260201000003")).isEqualTo(4);
        assertThat(total(backups("v2", id) + window))
                .as("the names of the other version are not known and so ignored").isEqualTo(10);
    }

    @ParameterizedTest
    @CsvSource({"Z, 20260201100000", "+14:00, 20260202000000", "-12:00, 20260131220000"})
    void readsTheFilterInItsZone(String zone, String time) {
        String id = start(options().backupsPerInstance(0)
                .timeFilter(new TimeFilter(TimeFilter.Field.CREATED_AT, ZoneOffset.of(zone))));
        addBackup(id, "2026-02-01T10:00:00.000Z", "2026-02-01T10:05:00.000Z");
        String path = backups("v1.0", id);
        assertThat(json(get(path + "?beginTime=" + time + "&endTime=" + time)).get(BACKUPS)).hasSize(1);
    }

    @Test
    void canFilterByTheTimeOfUpdate() {
        String id = start(options().backupsPerInstance(0)
                .timeFilter(new TimeFilter(TimeFilter.Field.UPDATED_AT, ZoneOffset.UTC)));
        addBackup(id, "2026-02-01T10:00:00.000Z", "2026-02-03T10:00:00.000Z");
        assertThat(json(get(backups("v2", id) + "?begin_time=20260202000000")).get(BACKUPS)).hasSize(1);
    }

    @Test
    void canIgnoreTheFilter() {
        String id = start(options().timeFilter(new TimeFilter(TimeFilter.Field.IGNORED, ZoneOffset.UTC)));
        assertThat(total(backups("v2", id) + "?begin_time=29990101000000&end_time=soon")).isEqualTo(24);
    }

    @Test
    void ignoresParametersItDoesNotKnow() {
        String id = start(options());
        assertThat(values(get(backups("v1.0", id) + "?offset=20&Limit=3&begin_Time=x"), BACKUPS, "backup_id"))
                .isEqualTo(ids(SimulatedKind.BACKUP, id).subList(0, 10));
    }

    @Test
    void servesTheSameBackupsOnBothVersions() {
        String id = start(options());
        JsonNode v1 = json(get(backups("v1.0", id) + "?limit=1000")).get(BACKUPS);
        JsonNode v2 = json(get(backups("v2", id) + "?limit=1000")).get(BACKUPS);
        assertThat(v1).extracting(record -> record.get("backup_format").asText()).contains("AOF", "rdb");
        assertThat(v2).extracting(record -> record.get("backup_format").asText()).containsOnly("aof", "rdb");
        assertThat(v1).zipSatisfy(v2, (one, two) -> one.fieldNames().forEachRemaining(field -> assertThat(
                one.get(field).asText()).isEqualToIgnoringCase(two.get(field).asText())));
    }

    @Test
    void namesTheSourceInstanceOfARestoreOnV1Only() {
        String id = start(options());
        JsonNode v1 = json(get(restores("v1.0", id))).get(RESTORES).get(0);
        JsonNode v2 = json(get(restores("v2", id))).get(RESTORES).get(0);
        assertThat(v1.get("sourceInstanceId").asText()).isEqualTo(id);
        assertThat(v1.fieldNames()).toIterable().hasSize(13).doesNotContain("instance_id");
        assertThat(v2.fieldNames()).toIterable().hasSize(11)
                .doesNotContain("instance_id", "sourceInstanceId", "sourceInstanceName");
    }

    @ParameterizedTest
    @EnumSource(AbsentAs.class)
    void writesAbsentFieldsAsTold(AbsentAs form) {
        String id = start(options().absentAs(form));
        for (String version : List.of("v1.0", "v2")) {
            JsonNode absent = json(get(restores(version, id))).get(RESTORES).get(0).path("backup_remark");
            assertThat(absent.isMissingNode()).isEqualTo(form == AbsentAs.MISSING);
            assertThat(absent.isNull()).isEqualTo(form == AbsentAs.NULL);
            assertThat(absent.isObject()).isEqualTo(form == AbsentAs.EMPTY_OBJECT);
            assertThat(absent.isTextual()).isEqualTo(form == AbsentAs.EMPTY_STRING);
        }
    }

    private SimulatorOptions.Builder options() {
        return SimulatorOptions.builder().instances(1).clock(clock);
    }

    private String start(SimulatorOptions.Builder options) {
        simulator = Simulator.start(options.build());
        return simulator.fleet().instanceIds().get(0);
    }

    private HttpResponse<String> get(String pathAndQuery) {
        return new ApiClient(simulator).signedAt(clock.instant()).get(pathAndQuery);
    }

    private int total(String pathAndQuery) {
        return json(get(pathAndQuery)).get("total_num").intValue();
    }

    private List<String> ids(SimulatedKind kind, String instanceId) {
        return simulator.fleet().recordIds(kind, instanceId);
    }

    private void addBackup(String id, String createdAt, String updatedAt) {
        Fleet fleet = simulator.fleet();
        String added = fleet.addFirst(SimulatedKind.BACKUP, id);
        fleet.change(SimulatedKind.BACKUP, id, added,
                record -> record.put("created_at", createdAt).put("updated_at", updatedAt));
    }
}
