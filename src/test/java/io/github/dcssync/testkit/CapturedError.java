package io.github.dcssync.testkit;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Keeps what a test writes to standard error, and gives it back after the test. */
public final class CapturedError implements BeforeEachCallback, AfterEachCallback {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream before = System.err;

    @Override
    public void beforeEach(ExtensionContext context) {
        System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        System.setErr(before);
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
