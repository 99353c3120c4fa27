package io.github.dcssync.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.testkit.TestDatabase;
import org.junit.jupiter.api.Test;

/** How much a sync keeps in mind of a large fleet; {@link FleetMeasure} has far larger ones. */
class FleetMemoryTest {

    private static final int FEW = 100;
    private static final int MANY = 3_000;
    /** Its id and name, its two lists to be read, and its part of the pages in flight; a list in mind takes as much again. */
    private static final long MOST_BYTES_AN_INSTANCE = 2_500;

    /** Bytes that are in use in the middle of two syncs. */
    private record Heap(long first, long second) {
    }

    /** Of two fleets, because what a process needs for any fleet, as its buffers, is no instance's. */
    @Test
    void keepsLittleInMindOfEachInstanceWhetherItsListsAreNewOrNot() throws Exception {
        Heap few = heap(FEW);
        Heap many = heap(MANY);

        assertThat((many.first() - few.first()) / (MANY - FEW)).isLessThan(MOST_BYTES_AN_INSTANCE);
        assertThat((many.second() - few.second()) / (MANY - FEW)).isLessThan(MOST_BYTES_AN_INSTANCE);
    }

    private static Heap heap(int instances) throws Exception {
        try (FleetStage stage = new FleetStage(new ListedFleet(instances, 2, 1),
                TestDatabase.POSTGRESQL.migrated())) {
            FleetStage.Taken first = stage.sync();
            FleetStage.Taken second = stage.sync();

            assertThat(first.summary().inserted()).isEqualTo(3L * instances);
            assertThat(second.summary().fields()).containsEntry("unchanged", 3L * instances);
            return new Heap(first.heapWithin(), second.heapWithin());
        }
    }
}
