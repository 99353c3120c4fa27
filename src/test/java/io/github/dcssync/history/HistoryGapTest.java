package io.github.dcssync.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.simulator.Answer;
import io.github.dcssync.simulator.FaultInjector;
import io.github.dcssync.simulator.SimulatedKind;
import io.github.dcssync.simulator.TotalNum;
import io.github.dcssync.sync.Summary.Status;
import io.github.dcssync.testkit.OnEveryDatabase;
import io.github.dcssync.testkit.SyncFixture;
import io.github.dcssync.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The service keeps 24 backups of an instance: when as many are new, others may have come and gone unseen. */
@OnEveryDatabase
class HistoryGapTest {

    private static final int KEPT = 24;

    private final TestDatabase store;

    HistoryGapTest(TestDatabase store) {
        this.store = store;
    }

    @Test
    void isNotedWhenNothingOfTheLastReadIsLeft() throws Exception {
        try (SyncFixture stage = SyncFixture.on(store).fleet(2, KEPT, 0).start()) {
            stage.sync();
            assertThat(gap(stage, 0)).as("after the first read").isNull();
            stage.clock().advance(Duration.ofDays(2));
            replace(stage, 0, KEPT - 1);
            stage.sync();
            assertThat(gap(stage, 0)).as("after 23 new ones").isNull();

            // Finer than any column keeps.
            stage.clock().advance(Duration.ofDays(2).plusNanos(1_777));
            replace(stage, 0, KEPT);
            Instant noticed = stage.clock().instant();
            stage.sync();

            assertThat(gap(stage, 0)).isEqualTo(noticed.truncatedTo(ChronoUnit.MICROS));
            assertThat(gap(stage, 1)).isNull();
            stage.clock().advance(Duration.ofDays(1));
            stage.sync();
            assertThat(gap(stage, 0)).as("stays when all is well again")
                    .isEqualTo(noticed.truncatedTo(ChronoUnit.MICROS));
        }
    }

    @Test
    void isNotTakenFromTheFirstReadThatWasTriedBefore() throws Exception {
        try (SyncFixture stage = SyncFixture.on(store).fleet(1, 2 * KEPT, 0).start()) {
            stage.simulator().injectFaults(withoutBackups());
            stage.sync();
            stage.simulator().injectFaults(FaultInjector.NONE);

            assertThat(stage.sync().getSummary().inserted()).isEqualTo(2 * KEPT);

            assertThat(gap(stage, 0)).isNull();
        }
    }

    /** The last one alone would let the days of those before it look read. */
    @Test
    void isKeptBesideThoseBeforeItWithTheCompleteReadAfterWhichItBegan() throws Exception {
        try (SyncFixture stage = SyncFixture.on(store).fleet(1, KEPT, 0).start()) {
            List<Instant> reads = new ArrayList<>();
            for (int newOnes : new int[] {0, KEPT, 0, KEPT}) {
                replace(stage, 0, newOnes);
                reads.add(stage.clock().instant());
                stage.sync();
                stage.clock().advance(Duration.ofDays(3));
            }

            assertThat(stage.tables().rows("select noticed_at, begins_at from history_gap order by noticed_at"))
                    .containsExactly(Map.of("noticed_at", reads.get(1), "begins_at", reads.get(0)),
                            Map.of("noticed_at", reads.get(3), "begins_at", reads.get(2)));
        }
    }

    private static FaultInjector withoutBackups() {
        return (request, answer) -> request.path().endsWith("/backups") ? Answer.json(404, "{}") : answer;
    }

    /** What an unfinished read has stored is as new to the history as what the next one finds. */
    @Test
    void isNotedWhenTheNewBackupsWereStoredByAReadThatFailedBeforeItsEnd() throws Exception {
        try (SyncFixture stage = SyncFixture.on(store).fleet(1, KEPT, 0)
                .service(service -> service.totalNum(TotalNum.PAGE_COUNT)).start()) {
            stage.sync();
            stage.clock().advance(Duration.ofDays(9));
            replace(stage, 0, KEPT);
            stage.simulator().injectFaults((request, answer) -> request.path().endsWith("/backups")
                    && !"1".equals(request.query().get("start")) ? Answer.json(404, "{}") : answer);
            assertThat(stage.sync().getSummary().failed()).isOne();
            assertThat(stage.tables().count("backup_record")).isEqualTo(2 * KEPT);
            stage.simulator().injectFaults(FaultInjector.NONE);

            assertThat(stage.sync().getSummary().status()).isEqualTo(Status.COMPLETE);

            assertThat(gap(stage, 0)).isEqualTo(stage.clock().instant());
        }
    }

    /** Adds new backups at the head, and lets as many fall off the end. */
    private static void replace(SyncFixture stage, int instance, int count) {
        String id = stage.instance(instance);
        for (int i = 0; i < count; i++) {
            stage.fleet().addFirst(SimulatedKind.BACKUP, id);
            stage.fleet().remove(SimulatedKind.BACKUP, id, stage.record(SimulatedKind.BACKUP, id, KEPT));
        }
    }

    private static Object gap(SyncFixture stage, int instance) {
        return stage.stored().lastRead(SimulatedKind.BACKUP, stage.instance(instance)).get("history_gap_at");
    }
}
