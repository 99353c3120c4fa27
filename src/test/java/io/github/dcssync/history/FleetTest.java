package io.github.dcssync.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dcssync.simulator.Answer;
import io.github.dcssync.simulator.FaultInjector;
import io.github.dcssync.simulator.Operation;
import io.github.dcssync.simulator.SimulatedKind;
import io.github.dcssync.simulator.TotalNum;
import io.github.dcssync.sync.Summary;
import io.github.dcssync.sync.Summary.Status;
import io.github.dcssync.testkit.SyncFixture;
import io.github.dcssync.testkit.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Instances that come and go. */
class FleetTest {

    private static final String GONE = "select instance_id from dcs_instance where gone_at is not null";
    private static final String EMPTY_FLEET = "{\"instances\":[],\"instance_num\":0}";

    @ParameterizedTest
    @EnumSource
    void marksAnInstanceThatIsNoLongerListedAndKeepsItsRecords(TestDatabase store) throws Exception {
        try (SyncFixture stage = SyncFixture.on(store).fleet(4, 5, 2).start()) {
            stage.sync();
            String gone = stage.instance(2);
            String itsRecords = "select * from backup_record where instance_id = '" + gone + "' order by backup_id";
            Object before = stage.tables().rows(itsRecords);
            stage.clock().advance(Duration.ofMinutes(15));
            Instant noticed = stage.clock().instant();
            stage.simulator().injectFaults(without(gone));

            Summary summary = stage.sync().getSummary();

            assertThat(summary.fields()).containsEntry("instances", 3L).containsEntry("vanished", 0L);
            assertThat(stage.tables().row("select * from dcs_instance where gone_at is not null"))
                    .containsEntry("instance_id", gone).containsEntry("gone_at", noticed);
            assertThat(stage.tables().rows(itsRecords)).isEqualTo(before);
            assertThat(stage.tables().count("record_change")).isZero();

            stage.clock().advance(Duration.ofMinutes(15));
            stage.sync();
            assertThat(stage.tables().column("select gone_at from dcs_instance where gone_at is not null"))
                    .containsExactly(noticed);

            stage.simulator().injectFaults(FaultInjector.NONE);
            assertThat(stage.sync().getSummary().status()).isEqualTo(Status.COMPLETE);
            assertThat(stage.tables().column(GONE)).isEmpty();
            stage.stored().equalsWhatIsListed();
        }
    }

    /** A service that does not list one of its instances, and counts accordingly. */
    private static FaultInjector without(String instance) {
        return (request, answer) -> {
            if (request.operation() != Operation.INSTANCES_V2) {
                return answer;
            }
            try {
                JsonNode page = JsonMapper.builder().build().readTree(answer.body());
                ArrayNode listed = page.withArray("instances");
                for (int i = listed.size() - 1; i >= 0; i--) {
                    if (listed.get(i).path("instance_id").asText().equals(instance)) {
                        listed.remove(i);
                    }
                }
                int less = page.path("instance_num").asInt() - 1;
                ((ObjectNode) page).put("instance_num", less);
                return Answer.json(200, page.toString().getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    @ParameterizedTest
    @EnumSource
    void tellsThatAllInstancesAreMissingOnceAndMarksNone(TestDatabase store) throws Exception {
        try (SyncFixture stage = SyncFixture.on(store).fleet(3, 2, 1).start()) {
            stage.sync();
            assertThat(stage.tables().count("alert")).isZero();
            stage.simulator().injectFaults((request, answer) -> request.operation() == Operation.INSTANCES_V2
                    ? Answer.json(200, EMPTY_FLEET) : answer);
            stage.clock().advance(Duration.ofMinutes(15));
            Instant noticed = stage.clock().instant();

            Summary summary = stage.sync().getSummary();

            assertThat(summary.status()).isEqualTo(Status.COMPLETE);
            assertThat(summary.instances()).isZero();
            assertThat(stage.tables().column(GONE)).isEmpty();
            Map<String, Object> alert = stage.tables().row("select * from alert");
            assertThat(alert).containsEntry("kind", "fleet_empty").containsEntry("source", SyncFixture.DEFAULT)
                    .containsEntry("raised_at", noticed).containsEntry("resolved_at", null)
                    .containsEntry("open_key", alert.get("dedup_key"));

            stage.clock().advance(Duration.ofMinutes(15));
            stage.sync();
            assertThat(stage.tables().rows("select * from alert")).containsExactly(alert);

            stage.simulator().injectFaults(FaultInjector.NONE);
            stage.clock().advance(Duration.ofMinutes(15));
            stage.sync();
            assertThat(stage.tables().row("select * from alert")).containsEntry("open_key", null)
                    .containsEntry("resolved_at", stage.clock().instant()).containsEntry("raised_at", noticed);
            stage.stored().equalsWhatIsListed();
        }
    }

    @Test
    void raisesNoAlertForASourceThatNeverHadAnInstance() throws Exception {
        try (SyncFixture stage = SyncFixture.onAnyDatabase().fleet(0, 0, 0).start()) {
            assertThat(stage.sync().getSummary().status()).isEqualTo(Status.COMPLETE);
            assertThat(stage.tables().count("alert")).isZero();
            assertThat(stage.tables().row("select status, instances, records_read from sync_run"))
                    .isEqualTo(Map.of("status", "complete", "instances", 0L, "records_read", 0L));
        }
    }

    @Test
    void takesNoInstanceForGoneThatIsOnlyLeftOut() throws Exception {
        try (SyncFixture stage = SyncFixture.onAnyDatabase().fleet(3, 1, 1).start()) {
            stage.sync();
        }
        try (SyncFixture stage =
                SyncFixture.onAnyDatabase().fleet(3, 1, 1).variable("DCS_INSTANCES_EXCLUDE", "*").start()) {
            assertThat(stage.sync().getSummary().instances()).isZero();

            assertThat(stage.tables().column("select instance_id from dcs_instance where gone_at is null"))
                    .hasSize(3);
            assertThat(stage.tables().count("alert")).isZero();
            assertThat(stage.sync().getSummary().status()).isEqualTo(Status.COMPLETE);
            assertThat(stage.tables().column(GONE)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void looksUpTheNamesOfInstancesThatAreNamedByTheirIds(TestDatabase store) throws Exception {
        String id = firstId();
        try (SyncFixture stage = SyncFixture.on(store).fleet(3, 2, 1).variable("DCS_INSTANCES", id).start()) {
            Summary summary = stage.sync().getSummary();

            assertThat(summary.fields()).containsEntry("instances", 1L).containsEntry("complete", 2L);
            assertThat(stage.tables().value("select name from dcs_instance where instance_id = ?", id))
                    .isEqualTo(stage.fleet().instance(id).get("name").asText());
            assertThat(stage.tables().column("select distinct instance_id from backup_record")).containsExactly(id);
            assertThat(stage.tables().column(GONE)).isEmpty();
        }
    }

    /** The same seed and clock give the same fleet. */
    private String firstId() throws Exception {
        try (SyncFixture stage = SyncFixture.on(TestDatabase.H2).fleet(3, 2, 1).start()) {
            return stage.instance(0);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ZERO", "ABSENT", "PAGE_COUNT"})
    void takesNoInstanceForGoneFromAListWithoutATotal(TotalNum totalNum) throws Exception {
        try (SyncFixture stage = SyncFixture.onAnyDatabase().fleet(20, 0, 0)
                .service(service -> service.totalNum(totalNum).pageCap(7)).start()) {
            stage.sync();
            stage.fleet().removeInstance(stage.instance(11));

            assertThat(stage.sync().getSummary().instances()).isEqualTo(19);

            assertThat(stage.tables().column(GONE)).isEmpty();
        }
    }

    @Test
    void takesNoInstanceForGoneWhenTheCountDoesNotMatch() throws Exception {
        try (SyncFixture stage = SyncFixture.onAnyDatabase().fleet(4, 1, 0).start()) {
            stage.sync();
            String unlisted = stage.instance(2);
            stage.simulator().injectFaults((request, answer) -> {
                Answer less = without(unlisted).replace(request, answer);
                return request.operation() != Operation.INSTANCES_V2 ? answer : Answer.json(200,
                        new String(less.body(), StandardCharsets.UTF_8)
                                .replaceFirst("\"instance_num\":\\d+", "\"instance_num\":4"));
            });

            stage.sync();

            assertThat(stage.tables().column(GONE)).isEmpty();
            stage.simulator().injectFaults(FaultInjector.NONE);
            stage.fleet().remove(SimulatedKind.BACKUP, unlisted, stage.record(SimulatedKind.BACKUP, unlisted, 0));
            stage.sync();
            stage.stored().equalsWhatIsListed();
        }
    }
}
