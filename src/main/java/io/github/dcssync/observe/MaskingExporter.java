package io.github.dcssync.observe;

import io.github.dcssync.secret.Secrets;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;

/** Takes secrets out of every span before it leaves, and says once when spans begin to be lost. */
final class MaskingExporter implements SpanExporter {

    private static final Logger LOG = LoggerFactory.getLogger(MaskingExporter.class);

    private final SpanExporter exporter;
    private final Secrets secrets;
    private final AtomicBoolean isLosing = new AtomicBoolean();

    MaskingExporter(SpanExporter exporter, Secrets secrets) {
        this.exporter = exporter;
        this.secrets = secrets;
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        CompletableResultCode result = exporter.export(
                spans.stream().<SpanData>map(span -> new MaskedSpan(span, secrets)).toList());
        return result.whenComplete(() -> tell(result));
    }

    private void tell(CompletableResultCode result) {
        if (isLosing.getAndSet(!result.isSuccess()) || result.isSuccess()) {
            return;
        }
        LOG.warn("Traces are lost until their receiver takes them: {}. Check OTEL_EXPORTER_OTLP_ENDPOINT",
                NestedExceptionUtils.getMostSpecificCause(result.getFailureThrowable()));
    }

    @Override
    public CompletableResultCode flush() {
        return exporter.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return exporter.shutdown();
    }
}
