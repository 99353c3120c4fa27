package io.github.dcssync.logging;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings what drivers say through the JDK's own logging under the same format, levels and masking. */
final class JavaLogging extends Handler {

    private final SimpleFormatter formatter = new SimpleFormatter();

    private JavaLogging() {
    }

    /** Replaces the JDK's handlers, which would write to standard error unmasked. */
    static void forward() {
        LogManager.getLogManager().reset();
        LogManager.getLogManager().getLogger("").addHandler(new JavaLogging());
    }

    @Override
    public void publish(LogRecord entry) {
        String name = entry.getLoggerName();
        Logger logger = LoggerFactory.getLogger(name == null ? "java.util.logging" : name);
        logger.atLevel(levelOf(entry.getLevel())).setCause(entry.getThrown()).log(formatter.formatMessage(entry));
    }

    private static org.slf4j.event.Level levelOf(Level level) {
        if (level.intValue() >= Level.SEVERE.intValue()) {
            return org.slf4j.event.Level.ERROR;
        }
        if (level.intValue() >= Level.WARNING.intValue()) {
            return org.slf4j.event.Level.WARN;
        }
        return level.intValue() >= Level.INFO.intValue() ? org.slf4j.event.Level.INFO : org.slf4j.event.Level.DEBUG;
    }

    @Override
    public void flush() {
        // Nothing is kept back.
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
