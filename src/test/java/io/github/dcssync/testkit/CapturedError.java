package io.github.dcssync.testkit;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.ContextInitializer;
import ch.qos.logback.core.joran.spi.JoranException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/** Keeps what is written to standard error, for a test or until it is closed; then the log is as for other tests, too. */
public final class CapturedError implements BeforeEachCallback, AfterEachCallback, AutoCloseable {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream before = System.err;

    /** Keeps it until it is closed. */
    static CapturedError begin() {
        CapturedError error = new CapturedError();
        error.beforeEach(null);
        return error;
    }

    @Override
    public void beforeEach(@Nullable ExtensionContext context) {
        System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        close();
    }

    @Override
    public void close() {
        System.setErr(before);
        LoggerContext log = (LoggerContext) LoggerFactory.getILoggerFactory();
        log.reset();
        try {
            new ContextInitializer(log).autoConfig();
        } catch (JoranException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Forgets what was written so far. */
    public void forget() {
        written.reset();
    }

    public String text() {
        return written.toString(StandardCharsets.UTF_8);
    }

    public List<String> lines() {
        return text().lines().toList();
    }
}
