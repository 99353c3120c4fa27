package io.github.dcssync.command;

import io.github.dcssync.settings.LogFormat;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.LoggerFactory;

/** Ends the process when nothing else can: memory ran out, or it was asked to end and does not. */
public final class LastResort {

    /** Below the 30 seconds after which a service manager would kill the process. */
    private static final long LONGEST_END_SECONDS = 29;
    static final int ENDED_BY_SIGTERM = 143;
    /** The launcher has the JVM send it when memory runs out, whichever thread was the one, and whoever caught it. */
    private static final String MEMORY_SIGNAL = "USR1";

    // All that is needed then is made now.
    private static final FileOutputStream STANDARD_ERROR = new FileOutputStream(FileDescriptor.err);
    private static final LastLine OUT_OF_MEMORY = new LastLine("out of memory: give the program more"
            + " (JAVA_OPTS=-Xmx1g), or lower dcs.parallelism or the page sizes");
    private static final LastLine NOT_ENDED = new LastLine("something does not end; the process was ended without it");

    private static final AtomicBoolean ENDING = new AtomicBoolean();
    private static volatile LogFormat format = LogFormat.TEXT;
    private static volatile boolean isLogging;

    private LastResort() {
    }

    /**
     * What it says from now on is in that format.
     *
     * @param isSetUp whether the log is, which then has what ends a thread
     */
    static void speak(LogFormat newFormat, boolean isSetUp) {
        format = newFormat;
        isLogging = isSetUp;
    }

    /** Is there from now on. To be called once, before anything else. */
    public static void prepare() {
        // On a Java without it only judge is left.
        Signals.hear(MEMORY_SIGNAL, LastResort::memoryRanOut);
        Thread.setDefaultUncaughtExceptionHandler(LastResort::uncaught);
        Runtime.getRuntime().addShutdownHook(new Thread(LastResort::watchTheEnd, "last-resort"));
    }

    /** The process ends when this or one of its causes says that memory ran out. */
    public static void judge(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError) {
                memoryRanOut();
            }
        }
    }

    private static void memoryRanOut() {
        end(OUT_OF_MEMORY, ExitCode.OUT_OF_MEMORY);
    }

    private static void uncaught(Thread thread, Throwable thrown) {
        judge(thrown);
        if (isLogging) {
            LoggerFactory.getLogger(LastResort.class).error("The thread {} has ended early", thread.getName(), thrown);
            return;
        }
        System.err.print("Exception in thread \"" + thread.getName() + "\" ");
        thrown.printStackTrace();
    }

    /** Hooks run side by side and are all waited for; a daemon is not. */
    private static void watchTheEnd() {
        Thread watch = new Thread(() -> {
            try {
                TimeUnit.SECONDS.sleep(LONGEST_END_SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            endNow(ENDED_BY_SIGTERM);
        }, "last-resort-watch");
        watch.setDaemon(true);
        watch.start();
    }

    /** Ends the process although something has not ended, and says so. */
    static void endNow(int exitCode) {
        end(NOT_ENDED, exitCode);
    }

    /** Several threads may find the same at once; one says it. */
    private static void end(LastLine line, int exitCode) {
        if (!ENDING.compareAndSet(false, true)) {
            return;
        }
        try {
            STANDARD_ERROR.write(line.in(format));
        } catch (IOException e) {
            // Nobody listens any more.
            Runtime.getRuntime().halt(exitCode);
        }
        Runtime.getRuntime().halt(exitCode);
    }
}
