package io.github.dcssync.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.app.RouteTestSupport;
import io.github.dcssync.replay.Replay;
import io.github.dcssync.simulator.SimulatedKind;
import io.github.dcssync.sync.SyncRequest;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

/** {@code replay.camel.yaml}. */
class ReplayRouteTest extends RouteTestSupport {

    /** Two records without a key, of which one can be read since. */
    @BeforeEach
    void reject() {
        fleet().addRaw(SimulatedKind.BACKUP, instance(0), 0, "{\"status\":\"one\"}");
        fleet().addRaw(SimulatedKind.BACKUP, instance(0), 0, "{\"status\":\"other\"}");
        sync();
        jdbc().update("update rejected_record set payload = '{\"backup_id\":\"again\",\"status\":\"succeed\"}'"
                + " where payload like '%one%'");
        calls("replay-row").reset();
    }

    private Exchange replay() {
        return call("replay-" + SOURCE, new SyncRequest(SOURCE, "replay", List.of()), Map.of());
    }

    private List<String> stored() {
        return jdbc().queryForList("select backup_id from backup_record where backup_id = 'again'", String.class);
    }

    @Test
    void storesWhatCanBeReadNowAndLeavesTheRest() {
        Replay replay = replay().getMessage().getBody(Replay.class);

        assertThat(replay.getResult().replayed()).isEqualTo(1);
        assertThat(stored()).containsExactly("again");
        assertThat(calls("replay-row").getReceivedExchanges()).hasSize(2);
        assertThat(calls("replay-store").getReceivedExchanges()).hasSize(1);
        assertThat(jdbc().queryForList("select payload from rejected_record where replayed_at is null", String.class))
                .singleElement().asString().contains("other");
    }

    @Test
    void storesUnderTheLeaseAndFollowsFailures() {
        List<String> trail = trail("replay-store", "hold-lease", "failed-records");

        replay();

        assertThat(trail).containsExactly("replay-store", "hold-lease", "failed-records");
    }

    @Test
    void goesOnWhenOneRowCannotBeStored() {
        fail("replay-store", new IllegalStateException("not this one"));

        Replay replay = replay().getMessage().getBody(Replay.class);

        assertThat(replay.getResult().replayed()).isZero();
        assertThat(stored()).isEmpty();
        assertThat(calls("replay-row").getReceivedExchanges()).hasSize(2);
    }

    @Test
    void givesTheLeaseBackWhenTheDatabaseGoesAway() {
        fail("replay-store", new DataAccessResourceFailureException("away"));

        assertThat(replay().getException()).hasMessage("away");

        assertThat(jdbc().queryForList("select source from sync_lease where expires_at is not null", String.class))
                .isEmpty();
    }
}
