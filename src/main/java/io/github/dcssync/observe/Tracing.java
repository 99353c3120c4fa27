package io.github.dcssync.observe;

import io.github.dcssync.secret.Secrets;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import io.opentelemetry.sdk.resources.Resource;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.main.Main;
import org.apache.camel.opentelemetry2.OpenTelemetryTracer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends spans of the routes to where the standard variables {@code OTEL_*} say, by OTLP over HTTP. */
public final class Tracing implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Tracing.class);

    /** What the process waits at its end for a receiver that does not answer. */
    private static final long LONGEST_WAIT_SECONDS = 5;

    private static final String PROTOCOL = "http/protobuf";
    private static final AttributeKey<String> SERVICE_NAME = AttributeKey.stringKey("service.name");
    private static final AttributeKey<String> SERVICE_VERSION = AttributeKey.stringKey("service.version");

    private final OpenTelemetrySdk sdk;

    /**
     * @param version of the program
     * @param secrets taken out of every span
     * @throws TracingException when a variable {@code OTEL_*} cannot be used
     */
    public Tracing(String version, Secrets secrets) {
        try {
            sdk = AutoConfiguredOpenTelemetrySdk.builder()
                    .addPropertiesSupplier(() -> Map.of("otel.exporter.otlp.protocol", PROTOCOL))
                    .addPropertiesCustomizer(configured -> onlyTraces(configured, secrets))
                    .addResourceCustomizer((resource, configured) -> named(resource, version))
                    .addSpanExporterCustomizer((exporter, configured) -> new MaskingExporter(exporter, secrets))
                    // The bundle knows better when nothing more is to be traced.
                    .disableShutdownHook().build().getOpenTelemetrySdk();
        } catch (RuntimeException e) {
            throw new TracingException("Tracing cannot begin: " + secrets.mask(reason(e)) + "; correct the OTEL_*"
                    + " variables or set dcs.tracing.enabled=false", e);
        }
    }

    /** What else the variables ask for is left to others; headers are how a receiver is logged in to. */
    private static Map<String, String> onlyTraces(ConfigProperties configured, Secrets secrets) {
        Stream.of("otel.exporter.otlp.protocol", "otel.exporter.otlp.traces.protocol").map(configured::getString)
                .filter(protocol -> protocol != null && !protocol.equals(PROTOCOL)).forEach(protocol -> {
                    throw new ConfigurationException("the protocol " + protocol + " is not there, only " + PROTOCOL);
                });
        Stream.of("otel.exporter.otlp.headers", "otel.exporter.otlp.traces.headers").map(configured::getString)
                .forEach(secrets::add);
        return Map.of("otel.metrics.exporter", "none", "otel.logs.exporter", "none");
    }

    private static Resource named(Resource found, String version) {
        String unnamed = Resource.getDefault().getAttribute(SERVICE_NAME);
        return found.getAttribute(SERVICE_NAME).equals(unnamed)
                ? found.merge(Resource.create(Attributes.of(SERVICE_NAME, "dcs-sync", SERVICE_VERSION, version)))
                : found;
    }

    private static String reason(Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause).map(Throwable::getMessage)
                .filter(Objects::nonNull).distinct().collect(Collectors.joining(": ")).replaceAll("\\s+", " ");
    }

    /** Gives Camel the tracer, which it takes up with {@code camel.opentelemetry2.enabled}. */
    public void bind(Main camel) {
        camel.bind("route-tracer", new OpenTelemetryTracer());
        camel.bind("spans", sdk.getTracer("dcs-sync"));
        // None: a trace is no business of the service, the alerts' sink or a reader of the report page.
        camel.bind("span-context", ContextPropagators.noop());
    }

    /** Sends what is left. */
    @Override
    public void close() {
        if (!sdk.getSdkTracerProvider().shutdown().join(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS).isDone()) {
            LOG.warn("The last traces are lost: their receiver did not take them within {} s. Check"
                    + " OTEL_EXPORTER_OTLP_ENDPOINT", LONGEST_WAIT_SECONDS);
        }
    }
}
