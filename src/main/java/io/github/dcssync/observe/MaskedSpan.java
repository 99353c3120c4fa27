package io.github.dcssync.observe;

import io.github.dcssync.secret.Secrets;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.List;

/** A span without secrets, which the message of an exception may hold. */
final class MaskedSpan extends DelegatingSpanData {

    private final Secrets secrets;

    MaskedSpan(SpanData span, Secrets secrets) {
        super(span);
        this.secrets = secrets;
    }

    @Override
    public String getName() {
        return secrets.mask(super.getName());
    }

    @Override
    public Attributes getAttributes() {
        return masked(super.getAttributes());
    }

    @Override
    public List<EventData> getEvents() {
        return super.getEvents().stream().map(event -> EventData.create(event.getEpochNanos(),
                secrets.mask(event.getName()), masked(event.getAttributes()), event.getTotalAttributeCount())).toList();
    }

    @Override
    public StatusData getStatus() {
        StatusData status = super.getStatus();
        return StatusData.create(status.getStatusCode(), secrets.mask(status.getDescription()));
    }

    private Attributes masked(Attributes attributes) {
        AttributesBuilder masked = attributes.toBuilder();
        attributes.forEach((key, value) -> {
            if (value instanceof String text) {
                masked.put(key.getKey(), secrets.mask(text));
            }
        });
        return masked.build();
    }
}
