package io.github.dcssync.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.alert.AlertDelivery;
import io.github.dcssync.alert.Alerts;
import io.github.dcssync.app.RouteTestSupport;
import java.time.ZoneOffset;
import java.util.Map;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.Test;

/** {@code alerts.camel.yaml}. */
class AlertsRouteTest extends RouteTestSupport {

    @Override
    protected Map<String, String> variables() {
        return Map.of("DCS_ALERT_URI", "mock:sink");
    }

    private void raise(String subject) {
        bean("alerts", Alerts.class).raise(new Alerts.Event("fleet_empty", subject, "critical", SOURCE, null,
                "About " + subject, Map.of()), clock().instant().atOffset(ZoneOffset.UTC));
    }

    private void deliver() throws InterruptedException {
        bean("alertDelivery", AlertDelivery.class).deliver();
    }

    private Iterable<String> told() {
        return jdbc().queryForList("select dedup_key from alert where delivered_at is not null order by dedup_key",
                String.class);
    }

    @Test
    void tellsEachAlertThatWaitsToItsSinkOnce() throws Exception {
        MockEndpoint sink = getMockEndpoint("mock:sink");
        raise("a");
        raise("b");

        deliver();
        deliver();

        assertThat(sink.getReceivedExchanges()).extracting(message -> message.getMessage().getBody(String.class))
                .satisfiesExactly(first -> assertThat(first).startsWith("{").contains("About a"),
                        second -> assertThat(second).contains("About b"));
        assertThat(told()).containsExactly("fleet_empty:a", "fleet_empty:b");
    }

    @Test
    void givesTheSinkNothingButTheMessageAndItsType() throws Exception {
        template.sendBodyAndHeader("direct:alerts-sink", "{}", "Authorization", "of somebody else");

        assertThat(getMockEndpoint("mock:sink").getReceivedExchanges()).singleElement().satisfies(message -> {
            assertThat(message.getMessage().getBody()).isEqualTo("{}");
            assertThat(message.getMessage().getHeaders()).isEqualTo(Map.of("Content-Type", "application/json"));
        });
    }

    @Test
    void goesOnAfterAnAlertThatTheSinkDoesNotTakeAndKeepsIt() throws Exception {
        calls("alerts-sink").whenExchangeReceived(1, exchange -> {
            throw new IllegalStateException("not today");
        });
        raise("a");
        raise("b");

        deliver();

        assertThat(told()).containsExactly("fleet_empty:b");
        assertThat(jdbc().queryForList("select last_error from alert where dedup_key = 'fleet_empty:a'", String.class))
                .singleElement().asString().contains("not today");
    }
}
