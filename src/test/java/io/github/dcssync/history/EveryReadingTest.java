package io.github.dcssync.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.simulator.EmptyAs;
import io.github.dcssync.simulator.Operation;
import io.github.dcssync.simulator.SimulatedKind;
import io.github.dcssync.simulator.SimulatorOptions;
import io.github.dcssync.simulator.TotalNum;
import io.github.dcssync.sync.Summary.Status;
import io.github.dcssync.sync.SyncObserver;
import io.github.dcssync.sync.SyncRun;
import io.github.dcssync.testkit.SyncFixture;
import io.github.dcssync.testkit.TestDatabase;
import io.github.dcssync.testkit.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Lists of every length, under every reading of the documents. */
class EveryReadingTest {

    private static final int ONE = 1;
    private static final int SEVEN = 7;
    private static final int FIFTY = 50;
    private static final int BACKUPS_ASKED = 100;
    private static final int RESTORES_ASKED = 1000;
    private static final int NO_CAP = Integer.MAX_VALUE;
    private static final int[] CAPS = {NO_CAP, FIFTY, SEVEN, ONE};

    /** What a list is read as hangs on the service alone; each database keeps some of it. */
    static List<Arguments> readings() {
        List<Arguments> readings = new ArrayList<>();
        for (TotalNum totalNum : TotalNum.values()) {
            for (int cap : CAPS) {
                readings.add(Arguments.of(TestDatabase.H2, totalNum, cap));
            }
        }
        readings.add(Arguments.of(TestDatabase.POSTGRESQL, TotalNum.TOTAL, SEVEN));
        readings.add(Arguments.of(TestDatabase.POSTGRESQL, TotalNum.PAGE_COUNT, NO_CAP));
        readings.add(Arguments.of(TestDatabase.MARIADB, TotalNum.TOTAL, FIFTY));
        readings.add(Arguments.of(TestDatabase.MARIADB, TotalNum.ABSENT, SEVEN));
        return readings;
    }

    /** Around one page, several pages and what is asked for, as the pages are; longer lists would show nothing else. */
    private static int[] sizes(int cap) {
        return switch (cap) {
            case ONE -> new int[] {0, 1, 2, 3, 7, 100};
            case SEVEN -> new int[] {0, 1, 6, 7, 8, 14, 15, 99, 100, 101};
            default -> new int[] {0, 1, 49, 50, 51, 99, 100, 101, 250};
        };
    }

    @ParameterizedTest(name = "{0}: total_num {1}, at most {2} a page")
    @MethodSource("readings")
    void storesEveryListAndProvesAsMuchAsTheCountAllows(TestDatabase store, TotalNum totalNum, int cap)
            throws Exception {
        int[] sizes = sizes(cap);
        try (SyncFixture stage = SyncFixture.on(store).fleet(sizes.length, 0, 0)
                .service(service -> behaving(service, totalNum, cap)).start()) {
            for (int i = 0; i < sizes.length; i++) {
                stage.fleet().resize(SimulatedKind.BACKUP, stage.instance(i), sizes[i]);
                stage.fleet().resize(SimulatedKind.RESTORE, stage.instance(i), sizes[sizes.length - 1 - i]);
            }

            SyncRun first = stage.sync();

            assertThat(first.getSummary().status()).as(first.getError()).isEqualTo(Status.COMPLETE);
            assertThat(first.getSummary().inserted()).isEqualTo(stage.stored().sizeListed());
            stage.stored().equalsWhatIsListed();
            assertThatProofsAreAllowed(stage, totalNum, cap);
            assertThatMeaningsAre(stage, meaningOf(totalNum));

            stage.restart();
            List<Long> asked = asked(stage);
            SyncRun second = stage.fullSync();

            assertThat(second.getSummary().unchanged()).isEqualTo(stage.stored().sizeListed());
            stage.stored().equalsWhatIsListed();
            assertThatProofsAreAllowed(stage, totalNum, cap);
            assertThatMeaningsAre(stage, meaningOf(totalNum));
            if (totalNum == TotalNum.TOTAL) {
                assertThat(stage.tables().column("select distinct proof from instance_sync where records >= ?",
                        leastWithATotal(cap))).containsExactly("proved");
                assertThatShortListsCostOneRequest(stage, asked, cap);
            }
        }
    }

    private static SimulatorOptions.Builder behaving(SimulatorOptions.Builder service, TotalNum totalNum, int cap) {
        if (cap == NO_CAP) {
            return service.totalNum(totalNum);
        }
        return service.totalNum(totalNum).pageCap(cap)
                .emptyAs(leastWithATotal(cap) > 0 ? EmptyAs.NO_CONTENT : EmptyAs.EMPTY_ARRAY);
    }

    /** Some answer an empty list without a body, hence without its total. */
    private static int leastWithATotal(int cap) {
        return cap == SEVEN ? 1 : 0;
    }

    private static String meaningOf(TotalNum totalNum) {
        return switch (totalNum) {
            case TOTAL -> "total";
            case PAGE_COUNT -> "page";
            case ZERO, ABSENT -> "unusable";
        };
    }

    private static void assertThatMeaningsAre(SyncFixture stage, String meaning) {
        assertThat(stage.tables().column("select concat(endpoint, '=', meaning) from total_num_meaning"))
                .containsExactlyInAnyOrder("backups=" + meaning, "restores=" + meaning, "instances=" + meaning);
    }

    private static void assertThatProofsAreAllowed(SyncFixture stage, TotalNum totalNum, int cap) {
        for (int i = 0; i < sizes(cap).length; i++) {
            for (SimulatedKind kind : SimulatedKind.values()) {
                int size = stage.fleet().recordIds(kind, stage.instance(i)).size();
                boolean allowed = switch (totalNum) {
                    case TOTAL -> true;
                    case PAGE_COUNT -> size <= largestPage(kind, cap);
                    case ZERO -> size == 0;
                    case ABSENT -> false;
                };
                Object proof = stage.stored().lastRead(kind, stage.instance(i)).get("proof");
                assertThat(proof).as("proof of %d %s", size, kind).isIn(allowed ? List.of("proved", "weak")
                        : List.of("weak"));
            }
        }
    }

    private static int largestPage(SimulatedKind kind, int cap) {
        return Math.min(cap, kind == SimulatedKind.BACKUP ? BACKUPS_ASKED : RESTORES_ASKED);
    }

    /** Requests so far, for the backups and the restorations of each instance. */
    private static List<Long> asked(SyncFixture stage) {
        List<Long> asked = new ArrayList<>();
        for (String instance : stage.fleet().instanceIds()) {
            asked.add(stage.simulator().traffic().requests(Operation.BACKUPS_V1, instance));
            asked.add(stage.simulator().traffic().requests(Operation.RESTORES_V2, instance));
        }
        return asked;
    }

    private static void assertThatShortListsCostOneRequest(SyncFixture stage, List<Long> before, int cap) {
        List<Long> after = asked(stage);
        for (int i = 0; i < after.size(); i++) {
            SimulatedKind kind = SimulatedKind.values()[i % 2];
            int size = stage.fleet().recordIds(kind, stage.instance(i / 2)).size();
            // A full page is never the end by its count alone: a service that has come to count pages would hide more.
            boolean full = size >= (kind == SimulatedKind.BACKUP ? BACKUPS_ASKED : RESTORES_ASKED);
            if (size <= cap && !full) {
                assertThat(after.get(i) - before.get(i)).as("requests for %d %s", size, kind).isOne();
            }
        }
    }

    @Test
    void readsOneListAfterTheOtherWithOneWorker() throws Exception {
        try (SyncFixture stage =
                SyncFixture.on(TestDatabase.H2).fleet(4, 12, 3).variable("DCS_PARALLELISM", "1").start()) {
            assertThat(stage.sync().getSummary().status()).isEqualTo(Status.COMPLETE);
            stage.stored().equalsWhatIsListed();
        }
    }

    @Test
    void forgetsNothingItHasLearnedWhenAListThatTeachesNothingEndsLast() throws Exception {
        try (SyncFixture stage = SyncFixture.on(TestDatabase.H2).fleet(2, 0, 0).start()) {
            String shortOne = stage.instance(0);
            stage.fleet().resize(SimulatedKind.BACKUP, stage.instance(1), 150);
            stage.fleet().resize(SimulatedKind.RESTORE, stage.instance(1), 12);
            CountDownLatch longOnesRead = new CountDownLatch(2);
            stage.bundle().observe(new SyncObserver() {
                @Override
                public void taskEnded(SyncRun run) {
                    longOnesRead.countDown();
                }
            });
            stage.simulator().onRequest(request -> {
                if (shortOne.equals(request.instanceId())) {
                    Waiting.on(longOnesRead);
                }
            });

            stage.sync();

            assertThatMeaningsAre(stage, "total");
        }
    }
}
