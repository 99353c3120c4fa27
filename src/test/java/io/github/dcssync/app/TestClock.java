package io.github.dcssync.app;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The time of the program and of the service in a test: it stands still until it is moved. */
final class TestClock extends Clock {

    /** Microseconds, so that a column that keeps less is noticed. */
    private volatile Instant now = Instant.parse("2026-03-10T08:00:00.123456Z");

    void advance(Duration time) {
        now = now.plus(time);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
