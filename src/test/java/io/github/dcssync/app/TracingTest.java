package io.github.dcssync.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.simulator.ReceivedRequest;
import io.github.dcssync.sync.Summary.Status;
import io.github.dcssync.testkit.AlertReceiver;
import io.github.dcssync.testkit.Operations;
import io.github.dcssync.testkit.SpanReceiver;
import io.github.dcssync.testkit.SyncFixture;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.spi.CamelTracingService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a sync tells a tracing system, and what it tells nobody. */
class TracingTest {

    private static final String ENDPOINT = "otel.exporter.otlp.endpoint";
    private static final String WEBHOOK = "/T0Webhook/B0Unguessable";

    private SpanReceiver receiver;
    private AlertReceiver alerts;

    @BeforeEach
    void start() throws Exception {
        receiver = new SpanReceiver();
        alerts = new AlertReceiver();
        System.setProperty(ENDPOINT, receiver.endpoint());
    }

    @AfterEach
    void end() {
        System.clearProperty(ENDPOINT);
        alerts.close();
        receiver.close();
    }

    @Test
    void makesASyncOneTraceOfItsRoutes() throws Exception {
        try (SyncFixture fixture = traced("true").start()) {
            assertThat(fixture.sync().getSummary().status()).isEqualTo(Status.COMPLETE);
        }

        assertThat(receiver.names()).contains("sync-default", "read-default", "list-instances", "sync-list",
                "list-backups", "list-restores", "GET", "store-page", "sync-ends");
        assertThat(receiver.spans()).extracting(Span::getTraceId).containsOnly(receiver.spans().get(0).getTraceId());
        assertThat(receiver.spans()).filteredOn(span -> span.getParentSpanId().isEmpty()).singleElement()
                .extracting(Span::getName).isEqualTo("sync-default");
        assertThat(receiver.services()).containsExactly("dcs-sync");
    }

    @Test
    void tellsNeitherKeysNorWhereAlertsGo() throws Exception {
        SyncFixture fixture = traced("true").variable("DCS_ALERT_URI", alerts.uri() + WEBHOOK).start();
        try (fixture) {
            fail(fixture);
        }

        assertThat(alerts.received()).singleElement().extracting(AlertReceiver.Received::path)
                .isEqualTo("/alerts" + WEBHOOK);
        assertThat(receiver.names()).contains("alerts", "alerts-sink");
        assertThat(receiver.text()).contains("http.url").doesNotContain(WEBHOOK)
                .doesNotContain(fixture.simulator().accessKey(), fixture.simulator().secretKey())
                .doesNotContainIgnoringCase("authorization");
    }

    @Test
    void sendsTheServiceWhatItSendsItUntraced() throws Exception {
        assertThat(headersToTheService("true")).isEqualTo(headersToTheService("false")).contains("authorization");
    }

    private Set<String> headersToTheService(String traced) throws Exception {
        try (SyncFixture fixture = traced(traced).start()) {
            fixture.sync();
            return fixture.simulator().traffic().recent().stream().map(ReceivedRequest::request)
                    .flatMap(request -> request.headers().keySet().stream()).collect(Collectors.toSet());
        }
    }

    @Test
    void sendsTheSinkOfAlertsWhatItSendsItUntraced() throws Exception {
        assertThat(headersToTheSink("true")).isEqualTo(headersToTheSink("false")).contains("Content-Type");
    }

    private Set<String> headersToTheSink(String traced) throws Exception {
        try (SyncFixture fixture = traced(traced).variable("DCS_ALERT_URI", "mock:sink").start()) {
            fail(fixture);
            MockEndpoint sink = fixture.bundle().context().getEndpoint("mock:sink", MockEndpoint.class);
            return sink.getReceivedExchanges().get(0).getMessage().getHeaders().keySet();
        }
    }

    @Test
    void isNotThereUnlessAskedFor() throws Exception {
        try (SyncFixture fixture = traced("false").start()) {
            fixture.sync();
            assertThat(fixture.bundle().context().hasService(CamelTracingService.class)).isNull();
        }
        assertThat(receiver.spans()).isEmpty();
    }

    private static SyncFixture.Builder traced(String enabled) {
        return SyncFixture.onAnyDatabase().fleet(2, 3, 2).variable("DCS_TRACING_ENABLED", enabled);
    }

    /** Syncs a failed backup, which raises an alert. */
    private static void fail(SyncFixture fixture) throws Exception {
        fixture.sync();
        new Operations(fixture).backup("b1", "failed", "dcs.08.0001", 5);
        fixture.sync();
    }
}
