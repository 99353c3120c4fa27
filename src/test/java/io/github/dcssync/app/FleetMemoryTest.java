package io.github.dcssync.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.testkit.TestDatabase;
import org.junit.jupiter.api.Test;

/** How much a sync keeps in mind of a large fleet; {@link FleetMeasure} has far larger ones. */
class FleetMemoryTest {

    private static final int INSTANCES = 1_500;
    /** Its id and name, its two lists to be read, and its part of the pages in flight; a list in mind takes as much again. */
    private static final long MOST_BYTES_AN_INSTANCE = 2_500;

    @Test
    void keepsLittleInMindOfEachInstanceWhetherItsListsAreNewOrNot() throws Exception {
        try (FleetStage stage = new FleetStage(new ListedFleet(INSTANCES, 2, 1),
                TestDatabase.POSTGRESQL.migrated())) {
            FleetStage.Taken first = stage.sync();
            FleetStage.Taken second = stage.sync();

            assertThat(first.summary().inserted()).isEqualTo(3L * INSTANCES);
            assertThat(second.summary().fields()).containsEntry("unchanged", 3L * INSTANCES);
            assertThat((second.heapWithin() - second.heapBefore()) / INSTANCES)
                    .isLessThan(MOST_BYTES_AN_INSTANCE);
            assertThat((first.heapWithin() - first.heapBefore()) / INSTANCES)
                    .isLessThan(MOST_BYTES_AN_INSTANCE);
        }
    }
}
