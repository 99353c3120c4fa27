package io.github.dcssync.tracing;

import io.github.dcssync.settings.Secrets;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;

/** Takes secrets out of every span before it leaves. */
final class MaskingExporter implements SpanExporter {

    private final SpanExporter exporter;
    private final Secrets secrets;

    MaskingExporter(SpanExporter exporter, Secrets secrets) {
        this.exporter = exporter;
        this.secrets = secrets;
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        return exporter.export(spans.stream().<SpanData>map(span -> new MaskedSpan(span, secrets)).toList());
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
