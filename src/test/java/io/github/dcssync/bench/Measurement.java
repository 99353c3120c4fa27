package io.github.dcssync.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a whole process took, from its start to its end.
 *
 * @param wallSeconds  by the clock
 * @param cpuSeconds   of all its threads, the virtual machine's too
 * @param peakMebibytes of memory it held
 */
record Measurement(double wallSeconds, double cpuSeconds, double peakMebibytes) {

    private static final long BETWEEN_LOOKS_MILLIS = 20;
    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");

    /** Runs the process and watches it. What it says goes to the file. */
    static Measurement of(ProcessBuilder builder, Path output, Duration longest) throws Exception {
        long start = System.nanoTime();
        Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
        Duration cpu = Duration.ZERO;
        double peak = 0;
        while (!process.waitFor(BETWEEN_LOOKS_MILLIS, TimeUnit.MILLISECONDS)) {
            cpu = process.info().totalCpuDuration().orElse(cpu);
            peak = Math.max(peak, peak(process.pid()));
            if (System.nanoTime() - start > longest.toNanos()) {
                process.destroyForcibly();
                throw new AssertionError("Still running: " + builder.command());
            }
        }
        double wall = (System.nanoTime() - start) / 1e9;
        if (process.exitValue() != 0) {
            throw new AssertionError(builder.command() + " ended with " + process.exitValue() + ":\n"
                    + Files.readString(output));
        }
        return new Measurement(wall, cpu.toMillis() / 1e3, peak);
    }

    /** Linux tells; elsewhere it is 0. */
    private static double peak(long pid) {
        try {
            Matcher found = PEAK.matcher(Files.readString(Path.of("/proc/" + pid + "/status")));
            return found.find() ? Long.parseLong(found.group(1)) / 1024.0 : 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
