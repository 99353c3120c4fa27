package io.github.dcssync.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.testkit.TestClock;
import io.github.dcssync.testkit.Waiting;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A scrape of a large fleet does not wait for its tables to be read. */
class KeptMetricsTest {

    private final TestClock clock = new TestClock();
    private final AtomicInteger readings = new AtomicInteger();
    private volatile CountDownLatch database = new CountDownLatch(0);
    private volatile Duration takes = Duration.ofSeconds(3);
    private final KeptMetrics metrics = new KeptMetrics(this::read, clock);

    @Test
    void areReadAtEachScrapeWhereThatIsQuick() {
        takes = Duration.ofMillis(500);

        assertThat(scrape()).isEqualTo(1);
        assertThat(scrape()).isEqualTo(2);
        assertThat(scrape()).isEqualTo(3);
    }

    @Test
    void areShownAsTheyWereLastReadWhileTheyAreReadAnew() {
        assertThat(scrape()).isEqualTo(1);
        database = new CountDownLatch(1);

        assertThat(scrape()).isEqualTo(1);
        assertThat(scrape()).as("without waiting for the database").isEqualTo(1);
        database.countDown();

        Waiting.until("the next reading", () -> scrape() > 1);
        assertThat(readings.get()).isLessThanOrEqualTo(3);
    }

    @Test
    void areNeverOlderThanFiveMinutes() {
        assertThat(scrape()).isEqualTo(1);
        clock.advance(Duration.ofMinutes(5));

        assertThat(scrape()).isEqualTo(2);
    }

    @Test
    void areReadAnewWhenTheClockWasSetBack() {
        assertThat(scrape()).isEqualTo(1);
        clock.advance(Duration.ofHours(-1));

        assertThat(scrape()).isEqualTo(2);
    }

    private double scrape() {
        return ((GaugeSnapshot) metrics.collect().get(0)).getDataPoints().get(0).getValue();
    }

    private MetricSnapshots read() {
        int reading = readings.incrementAndGet();
        Waiting.on(database);
        clock.advance(takes);
        return MetricSnapshots.of(GaugeSnapshot.builder().name("reading")
                .dataPoint(GaugeDataPointSnapshot.builder().value(reading).build()).build());
    }
}
