package io.github.dcssync.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The time of a process whose clock is wrong; {@link WrongClock} has the process ask here. */
public final class ShiftedTime {

    private static final Duration SHIFT = Duration.parse(System.getProperty("test.clock-shift", "PT0S"));
    private static final Clock CLOCK = Clock.offset(Clock.systemUTC(), SHIFT);

    private ShiftedTime() {
    }

    /** In the place of {@link System#currentTimeMillis}, also where a date of this moment is made. */
    public static long currentTimeMillis() {
        return CLOCK.millis();
    }

    /** In the place of {@link Instant#now()}. */
    public static Instant now() {
        return CLOCK.instant();
    }

    /** In the place of {@link Clock#systemUTC}. */
    public static Clock systemUTC() {
        return CLOCK;
    }
}
