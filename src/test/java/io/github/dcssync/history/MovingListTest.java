package io.github.dcssync.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.simulator.Fleet;
import io.github.dcssync.simulator.Operation;
import io.github.dcssync.simulator.SimulatedKind;
import io.github.dcssync.simulator.SimulatedListRequest;
import io.github.dcssync.simulator.TotalNum;
import io.github.dcssync.sync.Summary;
import io.github.dcssync.sync.Summary.Status;
import io.github.dcssync.sync.SyncRun;
import io.github.dcssync.testkit.SyncFixture;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists that move while their pages are read: nothing that is listed at the end is missed or taken for gone. */
class MovingListTest {

    private static final int LISTS = 12;
    private static final int LONGEST = 40;
    private static final int MOST_MOVES = 10;
    private static final Set<Operation> RESTORES = Set.of(Operation.RESTORES_V1, Operation.RESTORES_V2);

    /** Each instance is a seed of its own. */
    @ParameterizedTest(name = "pages of {0}, total_num {1}, restorations by {2}")
    @CsvSource({"2, TOTAL, v2", "5, TOTAL, v2", "12, TOTAL, v2", "4, PAGE_COUNT, v2", "3, ZERO, v2", "5, ABSENT, v2",
        "5, TOTAL, v1.0", "4, PAGE_COUNT, v1.0"})
    void isReadToItsEndHoweverRecordsComeAndGo(int pageSize, TotalNum totalNum, String api) throws Exception {
        try (SyncFixture stage = SyncFixture.onAnyDatabase().fleet(LISTS, 0, 0).pageSizes(pageSize)
                .variable("DCS_RESTORES_API", api).service(service -> service.totalNum(totalNum)).start()) {
            Random sizes = new Random(pageSize);
            for (String instance : stage.fleet().instanceIds()) {
                for (SimulatedKind kind : SimulatedKind.values()) {
                    stage.fleet().resize(kind, instance, sizes.nextInt(LONGEST));
                }
            }
            for (int round = 1; round <= 2; round++) {
                Movers movers = new Movers(stage.fleet(), round);
                stage.simulator().onRequest(movers::move);

                SyncRun run = stage.fullSync();

                assertThat(stage.tables().column("select error_msg from instance_sync where error_msg is not null"))
                        .isEmpty();
                assertThat(run.getSummary().status()).as(run.getError()).isEqualTo(Status.COMPLETE);
                stage.stored().hasAllThatIsListed();
                assertThat(stage.tables().value("select sum(shifts) from instance_sync").toString()).isNotEqualTo("0");
                assertThat(stage.tables().value("select sum(rereads) from instance_sync").toString())
                        .isNotEqualTo("0");
            }

            stage.simulator().onRequest(request -> {});
            assertThat(stage.fullSync().getSummary().status()).isEqualTo(Status.COMPLETE);
            stage.stored().hasAllThatIsListed();
            if (totalNum == TotalNum.TOTAL) {
                stage.stored().equalsWhatIsListed();
            }
            assertThat(stage.tables().rows("select * from instance_sync where shifts + rereads > 0")).isEmpty();
        }
    }

    /** Moves each list by itself, a few times, in a way that its number decides. */
    private static final class Movers {

        private final Fleet fleet;
        private final int round;
        private final Map<String, Mover> movers = new ConcurrentHashMap<>();

        Movers(Fleet fleet, int round) {
            this.fleet = fleet;
            this.round = round;
        }

        void move(SimulatedListRequest request) {
            if (request.instanceId() != null) {
                movers.computeIfAbsent(request.operation() + request.instanceId(), key -> mover(request)).move();
            }
        }

        private Mover mover(SimulatedListRequest request) {
            SimulatedKind kind = RESTORES.contains(request.operation()) ? SimulatedKind.RESTORE : SimulatedKind.BACKUP;
            int seed = fleet.instanceIds().indexOf(request.instanceId());
            return new Mover(fleet, kind, request.instanceId(), new Random(seed * 31L + kind.ordinal() + 7L * round));
        }
    }

    private static final class Mover {

        private final Fleet fleet;
        private final SimulatedKind kind;
        private final String instance;
        private final Random random;
        private int left;

        Mover(Fleet fleet, SimulatedKind kind, String instance, Random random) {
            this.fleet = fleet;
            this.kind = kind;
            this.instance = instance;
            this.random = random;
            this.left = random.nextInt(MOST_MOVES);
        }

        synchronized void move() {
            if (left == 0 || random.nextInt(3) == 0) {
                return;
            }
            left--;
            for (int i = random.nextInt(4); i > 0; i--) {
                List<String> listed = fleet.recordIds(kind, instance);
                if (random.nextBoolean() || listed.isEmpty()) {
                    fleet.addFirst(kind, instance);
                } else {
                    fleet.remove(kind, instance, listed.get(random.nextInt(listed.size())));
                }
            }
        }
    }

    @ParameterizedTest(name = "{0} new ones a request")
    @CsvSource({"3", "4", "9"})
    void thatNeverStandsStillEndsAsAFailureOfItsOwn(int newOnes) throws Exception {
        try (SyncFixture stage = SyncFixture.onAnyDatabase().fleet(3, 12, 5).pageSizes(3).start()) {
            String restless = stage.instance(1);
            stage.simulator().onRequest(request -> {
                if (restless.equals(request.instanceId()) && request.operation() == Operation.BACKUPS_V1) {
                    for (int i = 0; i < newOnes; i++) {
                        stage.fleet().addFirst(SimulatedKind.BACKUP, restless);
                    }
                }
            });

            Summary summary = stage.sync().getSummary();

            assertThat(summary.status()).isEqualTo(Status.PARTIAL);
            assertThat(summary.fields()).containsEntry("complete", 5L).containsEntry("failed", 1L);
            assertThat(stage.stored().lastRead(SimulatedKind.BACKUP, restless)).containsEntry("proof", "none")
                    .containsEntry("completed_at", null).containsEntry("consecutive_failures", 1L)
                    .hasEntrySatisfying("error_msg", text -> assertThat(text.toString()).startsWith("The list "));
            assertThat(stage.tables().column("select distinct proof from instance_sync where completed_at is not null"))
                    .containsExactly("proved");
            assertThat(stage.simulator().traffic().requests(Operation.BACKUPS_V1, restless)).isLessThan(300);

            stage.simulator().onRequest(request -> {});
            assertThat(stage.sync().getSummary().status()).isEqualTo(Status.COMPLETE);
            stage.stored().equalsWhatIsListed();
        }
    }

    @Test
    void countsNoRecordTwiceWhenItIsListedOnTwoPages() throws Exception {
        try (SyncFixture stage = SyncFixture.onAnyDatabase().fleet(1, 20, 0).pageSizes(5).start()) {
            stage.simulator().onRequest(request -> {
                if (request.operation() == Operation.BACKUPS_V1 && request.ordinal() % 2 == 0
                        && request.ordinal() < 7) {
                    stage.fleet().addFirst(SimulatedKind.BACKUP, request.instanceId());
                }
            });

            Summary summary = stage.sync().getSummary();

            stage.stored().equalsWhatIsListed();
            assertThat(summary.read()).isEqualTo(23);
            assertThat(stage.stored().lastRead(SimulatedKind.BACKUP, stage.instance(0)))
                    .containsEntry("records", 23L).containsEntry("proof", "weak")
                    .hasEntrySatisfying("shifts", shifts -> assertThat((Long) shifts).isPositive());
        }
    }
}
