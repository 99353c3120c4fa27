package io.github.dcssync.command;

import io.github.dcssync.logging.Logging;
import io.github.dcssync.logging.Printable;
import io.github.dcssync.secret.Secrets;
import io.github.dcssync.settings.LogFormat;
import java.io.PrintWriter;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Standard error: says what is wrong, in lines for people, or in JSON objects where the log has them. */
final class StandardError {

    /** Logging is started by whoever logs: questions about the program itself are answered without it. */
    private static final class Log {

        static final Logger LOG = LoggerFactory.getLogger(StandardError.class);
    }

    private final Supplier<PrintWriter> out;
    private Secrets secrets = new Secrets();
    private LogFormat format = LogFormat.TEXT;
    private boolean isLogReady;

    /** @param out for lines */
    StandardError(Supplier<PrintWriter> out) {
        this.out = out;
    }

    /**
     * Sets the log up, too.
     *
     * @param known what must not be shown from now on
     */
    void speak(LogFormat newFormat, boolean verbose, Secrets known) {
        secrets = known;
        format = newFormat;
        isLogReady = true;
        Logging.configure(newFormat, verbose, known);
        LastResort.speak(newFormat, true);
    }

    /** What will be said before the settings are read is in that format. Sets nothing up until then. */
    void expect(LogFormat likely) {
        format = likely;
        LastResort.speak(likely, false);
    }

    /** The same before anything else is known. */
    void speak(LogFormat newFormat) {
        speak(newFormat, false, secrets);
    }

    /** Says what is odd. */
    void warn(String line) {
        if (isLogged()) {
            Log.LOG.warn("{}", line);
        } else {
            print(line);
        }
    }

    /** Says what has been done. */
    void tell(String line) {
        if (isLogged()) {
            Log.LOG.info("{}", line);
        } else {
            print(line);
        }
    }

    private boolean isLogged() {
        if (format == LogFormat.JSON && !isLogReady) {
            speak(format);
        }
        return format == LogFormat.JSON;
    }

    /** Says what is wrong. Nothing that reaches this place was checked for secrets. */
    void say(String line) {
        if (isLogged()) {
            Log.LOG.error("{}", line);
        } else {
            print(secrets.mask(line));
        }
    }

    /** The same with the stack trace of what was thrown. */
    void say(String line, Exception thrown) {
        if (isLogged()) {
            Log.LOG.error("{}", line, thrown);
        } else {
            print(secrets.mask(line));
            secrets.mask(StackTraces.of(thrown)).lines().map(Printable::line).forEach(out.get()::println);
        }
    }

    /** Says what people may try. */
    void hint(String line) {
        if (format != LogFormat.JSON) {
            out.get().println(line);
        }
    }

    private void print(String line) {
        out.get().println("dcs-sync: " + Printable.line(line));
    }
}
