package io.github.dcssync.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.app.RouteTestSupport;
import io.github.dcssync.simulator.SimulatedRequest;
import io.github.dcssync.sync.SyncRequest;
import io.github.dcssync.sync.SyncRun;
import io.github.dcssync.sync.Task;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * {@code lists.camel.yaml}: how each list is asked for by the versions of the API that the settings choose. How its pages
 * are read is what ListPagesRouteTest says.
 */
class ListsRouteTest extends RouteTestSupport {

    @Override
    protected Map<String, String> variables() {
        return Map.of("DCS_RESTORES_API", "v1.0");
    }

    /** The first request for a list of the first instance, without the ids in its path. */
    private String asked(String route, SyncRun run) {
        String endpoint = route.split("-")[1];
        Task task = run.getTasks().stream().filter(one -> one.endpoint().equals(endpoint)).findFirst().orElseThrow();
        int before = Math.toIntExact(simulator().requests());
        assertThat(call(route, null, Map.of("run", run, "task", task)).getException()).isNull();
        return shown(simulator().traffic().recent().get(before).request());
    }

    private String shown(SimulatedRequest request) {
        return request.path().replace(fleet().projectId(), "P").replace(instance(0), "I") + "?" + request.rawQuery();
    }

    @Test
    void areAskedForAsTheirVersionCountsAndCallsThings() throws Exception {
        SyncRun run = underLease();
        plan(run);

        assertThat(shown(simulator().traffic().recent().get(0).request()))
                .isEqualTo("/v2/P/instances?offset=0&limit=1000");
        assertThat(asked("list-backups", run)).isEqualTo("/v1.0/P/instances/I/backups?start=1&limit=100");
        assertThat(asked("list-restores", run)).isEqualTo("/v1.0/P/instances/I/restores?start=1&limit=1000");
    }

    /** Fourteen hours more to either side: the documents name no time zone. */
    @Test
    void areAskedForWithTheTimesOfABackfill() throws Exception {
        SyncRun run =
                underLease(new SyncRequest(SOURCE, "backfill", List.of(), false, Instant.parse("2026-10-01T00:00:00Z"),
                        Instant.parse("2026-10-02T00:00:00Z")));
        plan(run);

        assertThat(asked("list-backups", run)).matches(".*&beginTime=20260930\\d{6}&endTime=20261002\\d{6}");
        assertThat(asked("list-restores", run)).matches(".*&beginTime=20260930\\d{6}&endTime=20261002\\d{6}");
    }
}
