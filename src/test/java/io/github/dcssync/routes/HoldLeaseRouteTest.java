package io.github.dcssync.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.app.RouteTestSupport;
import io.github.dcssync.lease.LeaseLostException;
import io.github.dcssync.sync.SyncRun;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code hold-lease.camel.yaml}. */
class HoldLeaseRouteTest extends RouteTestSupport {

    @Test
    void letsWhoHoldsTheLeaseGoOn() throws Exception {
        assertThat(call("hold-lease", null, Map.of("run", underLease())).getException()).isNull();
    }

    @Test
    void endsTheTransactionOfWhoHasLostIt() throws Exception {
        SyncRun run = underLease();
        jdbc().update("update sync_lease set token = token + 1");

        assertThat(call("hold-lease", null, Map.of("run", run)).getException()).isInstanceOf(LeaseLostException.class)
                .hasMessageContaining(SOURCE);
    }
}
