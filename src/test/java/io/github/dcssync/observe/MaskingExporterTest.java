package io.github.dcssync.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.secret.Secrets;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;

class MaskingExporterTest {

    private static final String SECRET = "SecretKeyThatNobodyMaySee";

    private final List<SpanData> exported = new ArrayList<>();

    @Test
    void takesSecretsOutOfAllTextsOfASpanAndKeepsTheRest() {
        Secrets secrets = new Secrets();
        secrets.add(SECRET);
        try (SdkTracerProvider provider = SdkTracerProvider.builder()
                .addSpanProcessor(SimpleSpanProcessor.create(new MaskingExporter(new Kept(), secrets))).build()) {
            provider.get("test").spanBuilder("GET " + SECRET).startSpan()
                    .setAttribute("http.url", "http://host/?token=unregistered").setAttribute("number", 4)
                    .addEvent("error " + SECRET, Attributes.builder().put("message", "with " + SECRET).build())
                    .setStatus(StatusCode.ERROR, "failed: " + SECRET).end();
        }

        SpanData span = exported.get(0);
        assertThat(span.getName()).isEqualTo("GET xxxxxx");
        assertThat(span.getAttributes()).isEqualTo(
                Attributes.builder().put("http.url", "http://host/?token=xxxxxx").put("number", 4).build());
        assertThat(span.getEvents()).singleElement().satisfies(event -> {
            assertThat(event.getName()).isEqualTo("error xxxxxx");
            assertThat(event.getAttributes()).isEqualTo(Attributes.builder().put("message", "with xxxxxx").build());
        });
        assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(span.getStatus().getDescription()).isEqualTo("failed: xxxxxx");
    }

    private final class Kept implements SpanExporter {

        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            exported.addAll(spans);
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }
}
