package io.github.dcssync.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.lease.LeaseLostException;
import io.github.dcssync.simulator.Operation;
import io.github.dcssync.store.VanishedRecords;
import io.github.dcssync.sync.InstanceLists;
import io.github.dcssync.sync.SyncRequest;
import io.github.dcssync.sync.SyncRun;
import io.github.dcssync.sync.SyncRuns;
import io.github.dcssync.testkit.SyncFixture;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A shard lists the instances of its source, lives, and comes to no end. */
class LongListingTest {

    @Test
    void isReadBesideByOthersAndStaysTheOneThatStoresThem() throws Exception {
        try (SyncFixture fixture = SyncFixture.onAnyDatabase().fleet(4, 1, 1)
                .variable("DCS_SOURCE_DEFAULT_SHARDS", "2").start()) {
            fixture.tables().execute("insert into instance_listing (source, asked_for, run_id, status, noted_at)"
                    + " values ('default', 'this tick', 'alive', 'reading', current_timestamp)");
            fixture.tables().execute("insert into sync_lease (source, token, run_id, expires_at)"
                    + " values ('default.shard1', 1, 'alive', current_timestamp + interval '1' hour)");
            InstanceLists impatient = new InstanceLists(fixture.jdbc(),
                    new VanishedRecords(fixture.jdbc(), fixture.dialect()), Duration.ofMillis(1));
            SyncRun run = fixture.bundle().context().getRegistry().lookupByNameAndType("syncRuns", SyncRuns.class)
                    .begin(new SyncRequest("default.shard2", "once", List.of()));

            assertThat(impatient.await(run)).as("what another has listed").isNull();

            assertThat(fixture.tables().column("select run_id || ' ' || status from instance_listing"))
                    .containsExactly("alive reading");
        }
    }

    /** It was taken for dead, and another shard lists them by now. */
    @Test
    void storesNothingMoreOnceAnotherHasTakenItUp() throws Exception {
        try (SyncFixture fixture = SyncFixture.onAnyDatabase().fleet(4, 1, 1)
                .variable("DCS_SOURCE_DEFAULT_SHARDS", "2").start()) {
            fixture.simulator().injectFaults((request, answer) -> {
                if (request.operation() == Operation.INSTANCES_V2) {
                    fixture.tables().execute("update instance_listing set run_id = 'another'");
                }
                return answer;
            });

            SyncRun run = fixture.sync("default.shard1");

            assertThat(run.getFailure()).isInstanceOf(LeaseLostException.class);
            assertThat(fixture.tables().count("dcs_instance")).isZero();
        }
    }
}
