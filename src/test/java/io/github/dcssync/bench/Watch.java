package io.github.dcssync.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs a process to its end and takes its measures. */
final class Watch {

    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final long BETWEEN_LOOKS_MILLIS = 10;
    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");
    private static final double KIB_A_MIB = 1024;
    private static final double NANOS = 1e9;

    private final Path output;

    /** @param output what the process says goes there */
    Watch(Path output) {
        this.output = output;
    }

    /** What a process took by itself. */
    record Taken(long begin, double seconds, double clientSeconds, double mebibytes) {
    }

    /** @throws AssertionError when it fails or does not end */
    Taken run(ProcessBuilder builder) throws IOException, InterruptedException {
        double before = ProcessorTime.endedChildren();
        long begin = System.nanoTime();
        Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
        process.getOutputStream().close();
        double peak = 0;
        while (!process.waitFor(BETWEEN_LOOKS_MILLIS, TimeUnit.MILLISECONDS)) {
            peak = Math.max(peak, peak(process.pid()));
            if (System.nanoTime() - begin > LONGEST.toNanos()) {
                process.destroyForcibly();
                throw new AssertionError("Still running after " + LONGEST + ": " + builder.command() + "\n"
                        + Files.readString(output));
            }
        }
        double seconds = (System.nanoTime() - begin) / NANOS;
        if (process.exitValue() != 0) {
            throw new AssertionError(builder.command() + " ended with " + process.exitValue() + ":\n"
                    + Files.readString(output));
        }
        return new Taken(begin, seconds, ProcessorTime.endedChildren() - before, peak);
    }

    private static double peak(long process) {
        try {
            Matcher found = PEAK.matcher(Files.readString(Path.of("/proc/" + process + "/status")));
            return found.find() ? Long.parseLong(found.group(1)) / KIB_A_MIB : 0;
        } catch (IOException e) {
            // It has just ended.
            return 0;
        }
    }
}
