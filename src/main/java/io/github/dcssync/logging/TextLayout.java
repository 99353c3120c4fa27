package io.github.dcssync.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import io.github.dcssync.secret.Secrets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A line for people: time in UTC, level, logger, what it belongs to, message; then the stack trace, indented. */
final class TextLayout extends LayoutBase<ILoggingEvent> {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final List<String> SHOWN = List.of(Logging.RUN_ID, Logging.SOURCE, Logging.INSTANCE_ID);

    private final Secrets secrets;

    TextLayout(Secrets secrets) {
        this.secrets = secrets;
    }

    @Override
    public String doLayout(ILoggingEvent event) {
        String line = TIME.format(event.getInstant()) + " " + String.format("%-5s", event.getLevel()) + " "
                + event.getLoggerName() + belongings(event.getMDCPropertyMap()) + " - ";
        return Printable.line(line + secrets.mask(event.getFormattedMessage() + pairs(event))) + "\n"
                + stack(event);
    }

    /** The event's own fields, as in the summary line. */
    private static String pairs(ILoggingEvent event) {
        return event.getKeyValuePairs() == null ? "" : event.getKeyValuePairs().stream()
                .map(pair -> " " + pair.key + "=" + pair.value).collect(Collectors.joining());
    }

    private String belongings(Map<String, String> mdc) {
        String shown = SHOWN.stream().filter(mdc::containsKey).map(key -> key + "=" + mdc.get(key))
                .collect(Collectors.joining(" "));
        return shown.isEmpty() ? "" : " [" + secrets.mask(shown) + "]";
    }

    /** Its lines are indented, so that none passes for a log line. */
    private String stack(ILoggingEvent event) {
        if (event.getThrowableProxy() == null) {
            return "";
        }
        return secrets.mask(ThrowableProxyUtil.asString(event.getThrowableProxy())).lines()
                .map(line -> "    " + Printable.line(line.replace("\t", "    ")) + "\n").collect(Collectors.joining());
    }
}
