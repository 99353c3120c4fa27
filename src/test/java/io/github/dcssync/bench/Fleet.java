package io.github.dcssync.bench;

import java.time.Duration;

/**
 * What is to be copied.
 *
 * @param instances how many
 * @param backups   of each
 * @param restores  of each
 * @param latency   of each answer of the service
 */
record Fleet(int instances, int backups, int restores, Duration latency) {

    long records() {
        return (long) instances * (backups + restores);
    }

    /** A smaller one of the same kind: fewer instances, or fewer records of a few. */
    Fleet scaled(double scale) {
        return instances > 1 ? new Fleet(scaled(instances, scale), backups, restores, latency)
                : new Fleet(instances, scaled(backups, scale), scaled(restores, scale), latency);
    }

    private static int scaled(int number, double scale) {
        return number == 0 ? 0 : (int) Math.max(1, Math.round(number * scale));
    }
}
