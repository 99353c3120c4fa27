package io.github.dcssync.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.app.RouteTestSupport;
import io.github.dcssync.sync.SyncRequest;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.test.junit5.CamelContextConfiguration;
import org.junit.jupiter.api.Test;

/** {@code schedule.camel.yaml}, with ticks of the test's instead of Quartz's. */
class ScheduleRouteTest extends RouteTestSupport {

    @Override
    protected boolean isScheduled() {
        return true;
    }

    @Override
    protected Map<String, String> variables() {
        return Map.of("DCS_ALERT_URI", "mock:sink");
    }

    @Override
    public void configureContext(CamelContextConfiguration configuration) {
        super.configureContext(configuration);
        configuration.replaceRouteFromWith("schedule-sync-" + SOURCE, "direct:sync-tick");
        configuration.replaceRouteFromWith("schedule-full-sync-" + SOURCE, "direct:full-sync-tick");
    }

    private Exchange tick(String kind) {
        return template.request("direct:" + kind + "-tick", exchange -> exchange.getMessage().setHeaders(
                Map.of("triggerGroup", kind, "scheduledFireTime", Date.from(clock().instant()))));
    }

    private SyncRequest asked() throws Exception {
        List<Exchange> begun = calls("sync-" + SOURCE).getReceivedExchanges();
        assertThat(begun).hasSize(1);
        return begun.get(0).getMessage().getBody(SyncRequest.class);
    }

    @Test
    void beginsASyncOfItsSource() throws Exception {
        assertThat(tick("sync").getException()).isNull();

        assertThat(asked().trigger()).isEqualTo("schedule");
        assertThat(asked().full()).isFalse();
        assertThat(jdbc().queryForList("select status from sync_run", String.class)).containsExactly("complete");
    }

    @Test
    void readsRestorationsFromTheirBeginningByItsOtherTrigger() throws Exception {
        assertThat(tick("full-sync").getException()).isNull();

        assertThat(asked().full()).isTrue();
    }

    @Test
    void failsNoTickAndTellsThatTheSourceIsOverdueWhenNoSyncCanBegin() throws Exception {
        sync();
        clock().advance(Duration.ofDays(3));
        fail("sync-" + SOURCE, new IllegalStateException("no sync today"));

        assertThat(tick("sync").getException()).isNull();

        assertThat(getMockEndpoint("mock:sink").getReceivedExchanges())
                .extracting(message -> message.getMessage().getBody(String.class))
                .anySatisfy(text -> assertThat(text).contains("sync_overdue"));
    }
}
