package io.github.dcssync.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Locks the key pair for five minutes after more than five failures in a row. */
final class KeyLock {

    private static final int TOLERATED_FAILURES = 5;
    private static final Duration LOCK_TIME = Duration.ofMinutes(5);

    private final Clock clock;
    private int failuresInARow;
    private Instant lockedUntil = Instant.MIN;

    KeyLock(Clock clock) {
        this.clock = clock;
    }

    synchronized boolean isLocked() {
        return clock.instant().isBefore(lockedUntil);
    }

    synchronized void failed() {
        failuresInARow++;
        if (failuresInARow > TOLERATED_FAILURES) {
            lockedUntil = clock.instant().plus(LOCK_TIME);
            failuresInARow = 0;
        }
    }

    synchronized void succeeded() {
        failuresInARow = 0;
    }
}
