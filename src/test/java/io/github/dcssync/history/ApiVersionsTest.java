package io.github.dcssync.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dcssync.simulator.Answer;
import io.github.dcssync.simulator.Operation;
import io.github.dcssync.simulator.SimulatedKind;
import io.github.dcssync.simulator.SimulatedRequest;
import io.github.dcssync.sync.Summary;
import io.github.dcssync.testkit.SyncFixture;
import io.github.dcssync.testkit.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The versions of the API list the same records, however each of them counts. */
class ApiVersionsTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int CAP = 5;
    private static final int PAGE = 5;
    /** Around the ends of pages, which overlap by a record. */
    private static final int[] SIZES = {0, 1, 4, 5, 6, 8, 9, 10, 11, 13};

    @ParameterizedTest
    @EnumSource
    void listTheSameRestorations(TestDatabase store) throws Exception {
        try (SyncFixture stage = SyncFixture.on(store).fleet(SIZES.length, 2, 0).pageSizes(PAGE).start()) {
            for (int i = 0; i < SIZES.length; i++) {
                stage.fleet().resize(SimulatedKind.RESTORE, stage.instance(i), SIZES[i]);
            }
            stage.fullSync();
            List<Map<String, Object>> before = rows(stage);

            assertThatNothingChangesBy("v1.0", stage);
            assertThat(stage.simulator().traffic().requests(Operation.RESTORES_V1)).isPositive();
            assertThat(rows(stage)).isEqualTo(before);
            assertThatOriginsAreKnown(stage);

            assertThatNothingChangesBy("v2", stage);
            assertThat(rows(stage)).isEqualTo(before);
            assertThatOriginsAreKnown(stage);
        }
    }

    private static void assertThatNothingChangesBy(String api, SyncFixture stage) throws Exception {
        stage.clock().advance(Duration.ofMinutes(15));
        stage.restart(Map.of("DCS_SOURCE_DEFAULT_RESTORES_API", api));

        Summary summary = stage.fullSync().getSummary();

        assertThat(summary.fields()).containsEntry("unchanged", stage.stored().sizeListed())
                .containsEntry("read", stage.stored().sizeListed()).containsEntry("vanished", 0L);
        stage.stored().equalsWhatIsListed();
        assertThat(stage.tables().column("select distinct proof from instance_sync")).containsExactly("proved");
        assertThat(stage.tables().rows("select * from record_change")).isEmpty();
    }

    /** All but the origin, which one version names and the other does not. */
    private static List<Map<String, Object>> rows(SyncFixture stage) {
        List<Map<String, Object>> rows = new ArrayList<>();
        stage.tables().rows("select * from restore_record order by instance_id, restore_id")
                .forEach(row -> rows.add(new HashMap<>(row)));
        rows.forEach(row -> row.keySet().removeIf(column -> column.startsWith("source_instance")));
        return rows;
    }

    private static void assertThatOriginsAreKnown(SyncFixture stage) {
        assertThat(stage.tables().column("select restore_id from restore_record where source_instance_id is null or"
                + " source_instance_name is null")).isEmpty();
    }

    @Test
    void askForAPartOfAListInTheirOwnWords() throws Exception {
        try (SyncFixture stage =
                SyncFixture.onAnyDatabase().fleet(1, 0, 8).variable("DCS_RESTORES_API", "v1.0").start()) {
            stage.fleet().records(SimulatedKind.RESTORE, stage.instance(0)).forEach(json -> stage.fleet().change(
                    SimulatedKind.RESTORE, stage.instance(0), json.get("restore_id").asText(),
                    ended -> ended.put("status", "succeed")));
            stage.sync();
            assertThat(lastQuery(stage)).containsOnlyKeys("start", "limit");
            stage.clock().advance(Duration.ofDays(3));
            stage.fleet().addFirst(SimulatedKind.RESTORE, stage.instance(0));

            Summary second = stage.sync().getSummary();

            assertThat(lastQuery(stage)).containsOnlyKeys("start", "limit", "beginTime").containsEntry("start", "1");
            assertThat(second.inserted()).isOne();
            assertThat(second.read()).isLessThan(9);
            stage.stored().equalsWhatIsListed();

            stage.backfill(Instant.parse("2026-03-01T00:00:00Z"), Instant.parse("2026-03-11T00:00:00Z"));

            assertThat(lastQuery(stage)).containsOnlyKeys("start", "limit", "beginTime", "endTime");
        }
    }

    private static Map<String, String> lastQuery(SyncFixture stage) {
        List<SimulatedRequest> requests = stage.simulator().traffic().recent(Operation.RESTORES_V1);
        return requests.get(requests.size() - 1).query();
    }

    /** What one version counts to the end of the list, the other may count to the end of the answer. */
    @Test
    void learnAnewWhatACountMeans() throws Exception {
        try (SyncFixture stage =
                SyncFixture.onAnyDatabase().fleet(2, 23, 0).service(service -> service.pageCap(CAP)).start()) {
            stage.simulator().injectFaults(
                    (request, answer) -> request.operation() == Operation.BACKUPS_V2 ? countingItself(answer) : answer);
            stage.fullSync();
            assertThat(stage.tables().column("select concat(api, '=', meaning) from total_num_meaning where endpoint ="
                    + " 'backups'")).containsExactly("v1.0=total");
            stage.restart(Map.of("DCS_BACKUPS_API", "v2"));

            Summary summary = stage.fullSync().getSummary();

            assertThat(summary.fields()).containsEntry("unchanged", 46L).containsEntry("vanished", 0L);
            stage.stored().equalsWhatIsListed();
            assertThat(stage.tables().column("select concat(api, '=', meaning) from total_num_meaning where endpoint ="
                    + " 'backups'")).containsExactly("v2=page");
        }
    }

    private static Answer countingItself(Answer answer) {
        try {
            ObjectNode list = (ObjectNode) JSON.readTree(answer.body());
            list.put("total_num", list.path(SimulatedKind.BACKUP.listField()).size());
            return Answer.json(answer.status(), JSON.writeValueAsBytes(list));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
