package io.github.dcssync.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.app.RouteTestSupport;
import io.github.dcssync.simulator.SimulatedKind;
import io.github.dcssync.sync.SyncRun;
import io.github.dcssync.sync.SyncRuns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code list-pages.camel.yaml}, by the list of the backups of one instance, in pages of two. */
class ListPagesRouteTest extends RouteTestSupport {

    private SyncRun run;

    @Override
    protected Map<String, String> variables() {
        return Map.of("DCS_BACKUPS_PAGE_SIZE", "2");
    }

    @BeforeEach
    void begin() throws Exception {
        run = underLease();
        plan(run);
    }

    private Exchange read() {
        return call("list-backups", null, Map.of("run", run, "task", run.getTasks().get(0)));
    }

    private List<String> stored() {
        return jdbc().queryForList("select backup_id from backup_record order by created_at desc", String.class);
    }

    @Test
    void storesTogetherWhatItReadsWithinASecond() {
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        simulator().onRequest(request -> order.add("ask"));
        calls("store-page").whenAnyExchangeReceived(page -> order.add("store"));

        assertThat(read().getException()).isNull();

        assertThat(order).containsOnlyOnce("store").endsWith("store").startsWith("ask", "ask");
        assertThat(stored()).containsExactlyInAnyOrderElementsOf(
                fleet().recordIds(SimulatedKind.BACKUP, run.getTasks().get(0).instance().id()));
        assertThat(run.getSummary().inserted()).isEqualTo(3);
    }

    @Test
    void storesAPageBeforeItAsksForTheNextWhenTheServiceIsSlow() {
        List<String> order = slowly();

        assertThat(read().getException()).isNull();

        assertThat(order).hasSizeGreaterThan(2).startsWith("ask", "store", "ask", "store");
        assertThat(run.getSummary().inserted()).isEqualTo(3);
    }

    /** Has each answer take a second. */
    private List<String> slowly() {
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        simulator().onRequest(request -> {
            order.add("ask");
            clock().advance(Duration.ofSeconds(1));
        });
        calls("store-page").whenAnyExchangeReceived(page -> order.add("store"));
        return order;
    }

    @Test
    void keepsNothingOfAPageInMemoryWhenTheListIsRead() {
        assertThat(read().getVariables()).containsKey("listing").doesNotContainKeys("page", "written", "counts");
    }

    @Test
    void onlyComparesThePagesOfAPlan() {
        MockEndpoint compared = calls("count-page");
        release(run);
        calls("store-page").reset();

        SyncRun plan = call("plan-" + SOURCE, planRequest(), Map.of()).getMessage().getBody(SyncRun.class);

        assertThat(compared.getReceivedExchanges()).isNotEmpty();
        assertThat(calls("store-page").getReceivedExchanges()).isEmpty();
        assertThat(plan.getSummary().inserted()).isEqualTo(10);
        assertThat(stored()).isEmpty();
    }

    @Test
    void saysThatTheProgramWasStoppedBeforeTheEndOfTheList() {
        slowly();
        calls("store-page").whenAnyExchangeReceived(page -> bean("syncRuns", SyncRuns.class).stop());

        assertThat(read().getException()).hasMessageContaining("stopped before the end of this list");

        assertThat(stored()).as("the page that had been asked for").hasSize(2);
    }
}
