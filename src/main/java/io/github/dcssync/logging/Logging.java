package io.github.dcssync.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.CoreConstants;
import ch.qos.logback.core.LayoutBase;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.joran.spi.ConsoleTarget;
import ch.qos.logback.core.status.NopStatusListener;
import io.github.dcssync.secret.Secrets;
import io.github.dcssync.settings.LogFormat;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.logging.LogManager;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Sets logging up by code: quicker than reading a file, and nothing to forget beside the jar. */
public final class Logging {

    /** MDC key: the sync a line belongs to. */
    public static final String RUN_ID = "run_id";
    /** MDC key: the source a line belongs to. */
    public static final String SOURCE = "source";
    /** MDC key: the instance a line belongs to. */
    public static final String INSTANCE_ID = "instance_id";

    private static final String OURS = "io.github.dcssync";

    /** The logger behind the default of {@code dcs.alert.uri}: an alert is always worth a line. */
    private static final String ALERTS = "dcs.alert";

    private Logging() {
    }

    /**
     * Sends all log lines to standard error, which is looked up for each line, so that a progress bar may replace it.
     * To be called before anything is logged; may be called again with other arguments. Logback says nothing of itself.
     *
     * @param format a line for people or a JSON object for machines; times are UTC either way
     * @param verbose our own lines from DEBUG and others' from INFO, instead of INFO and WARN
     * @param secrets taken out of every line, stack traces included
     */
    public static void configure(LogFormat format, boolean verbose, Secrets secrets) {
        System.setProperty(CoreConstants.STATUS_LISTENER_CLASS_KEY, NopStatusListener.class.getName());
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).setLevel(verbose ? Level.INFO : Level.WARN);
        context.getLogger(OURS).setLevel(verbose ? Level.DEBUG : Level.INFO);
        context.getLogger(ALERTS).setLevel(Level.INFO);
        // These repeat, with a stack trace, what the program says in its own words.
        Level repeated = verbose ? Level.INFO : Level.OFF;
        context.getLogger("org.apache.camel.processor.errorhandler.DefaultErrorHandler").setLevel(repeated);
        context.getLogger("org.springframework.transaction").setLevel(repeated);
        context.getLogger("org.flywaydb").setLevel(repeated);
        context.getLogger("com.zaxxer.hikari").setLevel(repeated);
        context.getLogger("org.mariadb.jdbc.message.server.ErrorPacket").setLevel(repeated);
        context.getLogger("org.quartz.core.ErrorLogger").setLevel(repeated);
        context.getLogger("org.quartz.impl.jdbcjobstore").setLevel(repeated);
        context.getLogger("io.opentelemetry").setLevel(repeated);
        // Whoever goes away, or is cut off, in the middle of a long answer is no news.
        context.getLogger("io.vertx.core.net.impl.ConnectionBase").setLevel(repeated);
        context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).addAppender(appender(context, layout(format, secrets)));
        // What drivers say through the JDK's logging comes the same way; its own handlers would write it unmasked.
        LogManager.getLogManager().reset();
        SLF4JBridgeHandler.install();
    }

    /**
     * To be called again after {@link #configure}.
     *
     * @param hearing hears of every exception that somebody means to log, at whatever level; from many threads
     */
    public static void watch(Consumer<Throwable> hearing) {
        ((LoggerContext) LoggerFactory.getILoggerFactory()).addTurboFilter(new ThrowableWatch(hearing));
    }

    /** Until it is closed, nothing of ours is logged. */
    public interface Silence extends AutoCloseable {

        @Override
        void close();
    }

    /** For work whose troubles are no news. Does nothing where everything is to be logged in detail. */
    public static Silence silence() {
        Logger ours = ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(OURS);
        Level before = ours.getLevel();
        if (before != Level.DEBUG) {
            ours.setLevel(Level.OFF);
        }
        return () -> ours.setLevel(before);
    }

    private static LayoutBase<ILoggingEvent> layout(LogFormat format, Secrets secrets) {
        return switch (format) {
            case TEXT -> new TextLayout(secrets);
            case JSON -> new JsonLayout(secrets);
        };
    }

    private static ConsoleAppender<ILoggingEvent> appender(LoggerContext context, LayoutBase<ILoggingEvent> layout) {
        layout.setContext(context);
        layout.start();
        LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        encoder.setContext(context);
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.setLayout(layout);
        encoder.start();
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setTarget(ConsoleTarget.SystemErr.getName());
        appender.setEncoder(encoder);
        appender.start();
        return appender;
    }
}
