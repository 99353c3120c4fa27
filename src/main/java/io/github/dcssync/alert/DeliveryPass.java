package io.github.dcssync.alert;

import io.github.dcssync.alert.AlertOutbox.Topic;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One attempt at telling all sinks all that waits. Used by a thread a sink. */
final class DeliveryPass {

    private final long beganNanos = System.nanoTime();
    private final Clock clock;
    private final Map<Topic, OffsetDateTime> times = new ConcurrentHashMap<>();

    DeliveryPass(Clock clock) {
        this.clock = clock;
    }

    long beganNanos() {
        return beganNanos;
    }

    OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    /** @return when something was told; of many alerts about the same it is the same time, whoever was told */
    OffsetDateTime timeOf(Topic topic, boolean isMany) {
        return isMany ? times.computeIfAbsent(topic, one -> now()) : now();
    }
}
