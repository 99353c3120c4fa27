package io.github.dcssync.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import io.github.bucket4j.BlockingStrategy;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaceTest {

    private final AtomicLong nanos = new AtomicLong();

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1, 3, 20, 1000})
    void letsRequestsLeaveEvenlySpaced(double perSecond) throws InterruptedException {
        Pace unit = new Pace(perSecond, time(), nanos::addAndGet);
        unit.await();
        assertThat(nanos.get()).isZero();
        for (int i = 1; i <= 100; i++) {
            unit.await();
            assertThat(nanos.get()).isCloseTo(Math.round(i * 1e9 / perSecond), offset(200L));
        }
    }

    @Test
    void savesNoTurnsUpWhileNothingLeaves() throws InterruptedException {
        Pace unit = new Pace(10, time(), nanos::addAndGet);
        unit.await();
        nanos.addAndGet(Duration.ofMinutes(5).toNanos());
        long start = nanos.get();
        unit.await();
        unit.await();
        unit.await();
        assertThat(nanos.get() - start).isEqualTo(Duration.ofMillis(200).toNanos());
    }

    @Test
    void doesNotWaitWithoutALimit() throws InterruptedException {
        Pace unit = new Pace(0, time(), nanos::addAndGet);
        for (int i = 0; i < 1000; i++) {
            unit.await();
        }
        assertThat(nanos.get()).isZero();
    }

    @Test
    void canBeInterrupted() throws InterruptedException {
        BlockingStrategy interrupted = time -> {
            throw new InterruptedException();
        };
        Pace unit = new Pace(1, time(), interrupted);
        unit.await();
        assertThatThrownBy(unit::await).isInstanceOf(InterruptedException.class);
    }

    @Test
    void keepsToTheRealClock() throws InterruptedException {
        Pace unit = new Pace(100);
        long start = System.nanoTime();
        for (int i = 0; i < 6; i++) {
            unit.await();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(50));
    }

    private TimeMeter time() {
        return new TimeMeter() {
            @Override
            public long currentTimeNanos() {
                return nanos.get();
            }

            @Override
            public boolean isWallClockBased() {
                return false;
            }
        };
    }
}
