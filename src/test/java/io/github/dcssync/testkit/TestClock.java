package io.github.dcssync.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The time of the program and of the service in a test: it stands still until it is moved. */
public final class TestClock extends Clock {

    private volatile Instant now;

    /** Begins with microseconds, so that a column that keeps less is noticed. */
    public TestClock() {
        this("2026-03-10T08:00:00.123456Z");
    }

    /** @param now in ISO 8601 */
    public TestClock(String now) {
        this.now = Instant.parse(now);
    }

    /** Moves it on, or back where the time is negative. */
    public void advance(Duration time) {
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
