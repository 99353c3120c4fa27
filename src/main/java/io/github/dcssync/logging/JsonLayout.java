package io.github.dcssync.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.github.dcssync.secret.Secrets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A JSON object a line: timestamp (ISO-8601, UTC), level, logger, thread, message, the MDC's keys, the event's own
 * (numbers as numbers), stack.
 */
final class JsonLayout extends LayoutBase<ILoggingEvent> {

    private final Secrets secrets;

    JsonLayout(Secrets secrets) {
        this.secrets = secrets;
    }

    @Override
    public String doLayout(ILoggingEvent event) {
        return fields(event).entrySet().stream()
                .map(field -> quoted(field.getKey()) + ":" + value(field.getValue()))
                .collect(Collectors.joining(",", "{", "}\n"));
    }

    private String value(Object value) {
        return value instanceof Number || value instanceof Boolean ? value.toString()
                : quoted(secrets.mask(String.valueOf(value)));
    }

    private static Map<String, Object> fields(ILoggingEvent event) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("timestamp", Instant.ofEpochMilli(event.getTimeStamp()).toString());
        fields.put("level", event.getLevel().toString());
        fields.put("logger", event.getLoggerName());
        fields.put("thread", event.getThreadName());
        fields.put("message", String.valueOf(event.getFormattedMessage()));
        new TreeMap<>(event.getMDCPropertyMap()).forEach(fields::putIfAbsent);
        if (event.getKeyValuePairs() != null) {
            event.getKeyValuePairs().forEach(pair -> fields.putIfAbsent(pair.key, pair.value));
        }
        if (event.getThrowableProxy() != null) {
            fields.put("stack", ThrowableProxyUtil.asString(event.getThrowableProxy()));
        }
        return fields;
    }

    private static String quoted(String text) {
        return '"' + Printable.json(new String(JsonStringEncoder.getInstance().quoteAsString(text))) + '"';
    }
}
