package io.github.dcssync.demo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The system's clock, put back for as long as the demo's past goes on. It never stands still. */
final class DemoClock extends Clock {

    private final Clock system = Clock.systemUTC();
    private volatile Duration behind = Duration.ZERO;

    void putBack(Duration time) {
        behind = time;
    }

    @Override
    public Instant instant() {
        return system.instant().minus(behind);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return system.withZone(zone);
    }
}
