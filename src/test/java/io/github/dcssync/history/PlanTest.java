package io.github.dcssync.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.simulator.FaultRates;
import io.github.dcssync.simulator.SimulatedKind;
import io.github.dcssync.sync.Summary;
import io.github.dcssync.sync.SyncRun;
import io.github.dcssync.testkit.OnEveryDatabase;
import io.github.dcssync.testkit.SyncFixture;
import io.github.dcssync.testkit.TestDatabase;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A plan says what the next sync does, and does none of it. */
@OnEveryDatabase
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PlanTest {

    private final TestDatabase store;

    PlanTest(TestDatabase store) {
        this.store = store;
    }

    @Test
    void foretellsTheFirstSync() throws Exception {
        try (SyncFixture stage = SyncFixture.on(store).fleet(5, 30, 6).variable("DCS_PARALLELISM", "1").start()) {
            Map<String, List<String>> before = stage.tables().everything();

            SyncRun plan = stage.bundle().plan(SyncFixture.request("plan"));

            assertThat(plan.getSummary().inserted()).isEqualTo(5 * 36);
            assertThat(stage.tables().everything()).isEqualTo(before);
            assertThat(counts(plan)).isEqualTo(counts(stage.sync()));
        }
    }

    @Test
    void foretellsWhatIsNewChangedGoneAndRejected() throws Exception {
        try (SyncFixture stage = SyncFixture.on(store).fleet(4, 30, 6).pageSizes(10).start()) {
            stage.sync();
            String instance = stage.instance(1);
            stage.fleet().addFirst(SimulatedKind.BACKUP, instance);
            stage.fleet().addFirst(SimulatedKind.RESTORE, stage.instance(0));
            stage.fleet().change(SimulatedKind.BACKUP, instance, stage.record(SimulatedKind.BACKUP, instance, 9),
                    json -> json.put("remark", "changed"));
            stage.fleet().remove(SimulatedKind.BACKUP, instance, stage.record(SimulatedKind.BACKUP, instance, 20));
            stage.fleet().addRaw(SimulatedKind.BACKUP, stage.instance(2), 3, "{}");
            stage.fleet().addInstance("new-one");
            stage.fleet().removeInstance(stage.instance(3));
            stage.clock().advance(Duration.ofMinutes(15));
            Map<String, List<String>> before = stage.tables().everything();
            long requests = stage.simulator().requests();

            SyncRun plan = stage.bundle().plan(SyncFixture.request("plan"));

            Summary planned = plan.getSummary();
            assertThat(planned.fields()).containsEntry("instances", 4L).containsEntry("inserted", 2L)
                    .containsEntry("changed", 1L).containsEntry("vanished", 1L).containsEntry("rejected", 1L);
            assertThat(planned.requests()).isEqualTo(stage.simulator().requests() - requests);
            assertThat(stage.tables().everything()).isEqualTo(before);
            assertThat(counts(plan)).isEqualTo(counts(stage.sync()));
        }
    }

    @Test
    void writesNothingWhenAllInstancesAreMissingOrAListFails() throws Exception {
        try (SyncFixture stage = SyncFixture.on(store).fleet(2, 2, 1).start()) {
            stage.sync();
            Map<String, List<String>> before = stage.tables().everything();
            stage.simulator().injectFaults(FaultRates.parse("bad-instance:1"));
            assertThat(stage.bundle().plan(SyncFixture.request("plan")).getSummary().failed()).isEqualTo(2);
            stage.fleet().removeInstance(stage.instance(0));
            stage.fleet().removeInstance(stage.instance(0));

            assertThat(stage.bundle().plan(SyncFixture.request("plan")).getSummary().instances()).isZero();

            assertThat(stage.tables().everything()).isEqualTo(before);
        }
    }

    private static Map<String, Object> counts(SyncRun run) {
        Map<String, Object> counts = new LinkedHashMap<>(run.getSummary().fields());
        counts.remove("seconds");
        return counts;
    }
}
