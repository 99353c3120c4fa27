package io.github.dcssync.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dcssync.secret.Secrets;
import io.github.dcssync.testkit.SpanReceiver;
import io.opentelemetry.api.trace.Tracer;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the standard variables say about where spans go. */
class TracingSetupTest {

    private final Set<String> properties = new HashSet<>();
    private SpanReceiver receiver;

    @BeforeEach
    void start() throws IOException {
        receiver = new SpanReceiver();
        set("otel.exporter.otlp.endpoint", receiver.endpoint());
    }

    @AfterEach
    void end() {
        properties.forEach(System::clearProperty);
        receiver.close();
    }

    private void set(String property, String value) {
        properties.add(property);
        System.setProperty(property, value);
    }

    @Test
    void namesTheServiceAsTheVariablesDo() {
        span();
        set("otel.resource.attributes", "service.name=from-attributes");
        span();
        set("otel.service.name", "of-its-own");
        span();

        assertThat(receiver.services()).containsExactly("dcs-sync", "from-attributes", "of-its-own");
    }

    @Test
    void sendsSpansAloneWhateverElseTheVariablesAskFor() {
        set("otel.metrics.exporter", "nonsense");
        set("otel.logs.exporter", "nonsense");
        span();

        assertThat(receiver.names()).containsExactly("span");
    }

    @Test
    void saysInOneLineWhichVariableIsWrongAndShowsNoSecret() {
        set("otel.exporter.otlp.headers", "NotAPairButASecret");
        assertThatThrownBy(TracingSetupTest::tracing).isInstanceOf(TracingException.class)
                .hasMessageContaining("otel.exporter.otlp.headers").hasMessageNotContaining("NotAPairButASecret")
                .message().hasLineCount(1);

        System.clearProperty("otel.exporter.otlp.headers");
        set("otel.exporter.otlp.endpoint", "nonsense");
        assertThatThrownBy(TracingSetupTest::tracing).hasMessageContaining("endpoint must be a valid URL: nonsense");

        set("otel.exporter.otlp.protocol", "grpc");
        assertThatThrownBy(TracingSetupTest::tracing).hasMessageContaining("http/protobuf");
    }

    private static Tracing tracing() {
        return new Tracing("1.2.3", new Secrets());
    }

    private static void span() {
        Main camel = new Main();
        try (Tracing tracing = tracing()) {
            tracing.bind(camel);
            camel.lookup("spans", Tracer.class).spanBuilder("span").startSpan().end();
        }
    }
}
