package io.github.dcssync.observe;

import io.github.dcssync.thread.DaemonThreads;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Metrics that nobody waits for twice. What takes long to read, as a fleet of ten thousand instances does, is shown as it
 * was last read while it is read anew for the next scrape; what is read at once is read at each scrape.
 */
public final class KeptMetrics implements MultiCollector {

    /** What a scrape may take without anybody minding. */
    private static final Duration QUICK = Duration.ofMillis(500);
    /** Older ones are read anew whatever that takes: whoever scrapes so rarely waits that long. */
    private static final Duration OLDEST = Duration.ofMinutes(5);

    private record TimedSnapshots(MetricSnapshots snapshots, Instant began, Duration took) {

        /** By a clock that may have been set back, too. */
        boolean mayBeShown(Instant now) {
            Duration age = Duration.between(began, now);
            return took.compareTo(QUICK) > 0 && !age.isNegative() && age.compareTo(OLDEST) <= 0;
        }
    }

    private final MultiCollector read;
    private final Clock clock;
    private final ThreadFactory threads = DaemonThreads.named("metrics");
    private final AtomicBoolean isReading = new AtomicBoolean();
    private volatile TimedSnapshots last;

    /** @param read reads what there is */
    public KeptMetrics(MultiCollector read, Clock clock) {
        this.read = read;
        this.clock = clock;
    }

    @Override
    public MetricSnapshots collect() {
        TimedSnapshots kept = last;
        if (kept == null || !kept.mayBeShown(clock.instant())) {
            return read();
        }
        if (isReading.compareAndSet(false, true)) {
            threads.newThread(this::readForTheNext).start();
        }
        return kept.snapshots();
    }

    private void readForTheNext() {
        try {
            read();
        } finally {
            isReading.set(false);
        }
    }

    private MetricSnapshots read() {
        Instant began = clock.instant();
        MetricSnapshots snapshots = read.collect();
        last = new TimedSnapshots(snapshots, began, Duration.between(began, clock.instant()));
        return snapshots;
    }
}
