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

class RateLimiterTest {

    private final AtomicLong nanos = new AtomicLong();

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1, 3, 20, 1000})
    void letsRequestsLeaveEvenlySpaced(double perSecond) throws InterruptedException {
        RateLimiter unit = new RateLimiter(perSecond, time(), nanos::addAndGet);
        unit.await();
        assertThat(nanos.get()).isZero();
        for (int i = 1; i <= 100; i++) {
            unit.await();
            assertThat(nanos.get()).isCloseTo(Math.round(i * 1e9 / perSecond), offset(200L));
        }
    }

    @Test
    void savesNoTurnsUpWhileNothingLeaves() throws InterruptedException {
        RateLimiter unit = new RateLimiter(10, time(), nanos::addAndGet);
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
        RateLimiter unit = new RateLimiter(0, time(), nanos::addAndGet);
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
        RateLimiter unit = new RateLimiter(1, time(), interrupted);
        unit.await();
        assertThatThrownBy(unit::await).isInstanceOf(InterruptedException.class);
    }

    @Test
    void keepsToTheRealClock() throws InterruptedException {
        RateLimiter unit = new RateLimiter(100);
        long start = System.nanoTime();
        for (int i = 0; i < 6; i++) {
            unit.await();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(50));
    }

    @Test
    void isHalvedWhenTheServiceFindsItTooFastAndRecoversWhileItAnswers() {
        RateLimiter unit = new RateLimiter(20, time(), nanos::addAndGet);
        unit.throttled();
        assertThat(unit.rate()).isEqualTo(10);
        for (int second = 1; second <= 14; second++) {
            pass(Duration.ofSeconds(1));
            unit.answered();
            unit.answered();
            assertThat(unit.rate()).isCloseTo(10 * Math.pow(1.05, second), offset(1e-9));
        }
        pass(Duration.ofSeconds(1));
        unit.answered();
        assertThat(unit.rate()).isEqualTo(20);
    }

    @Test
    void isHalvedOnceByTheAnswersOfOneSecondAndAgainByLaterOnes() throws InterruptedException {
        RateLimiter unit = new RateLimiter(20, time(), nanos::addAndGet);
        for (int i = 0; i < 8; i++) {
            unit.throttled();
        }
        assertThat(unit.rate()).isEqualTo(10);
        pass(Duration.ofSeconds(1));
        unit.throttled();
        assertThat(unit.rate()).isEqualTo(5);
        unit.await();
        long start = nanos.get();
        unit.await();
        assertThat(Duration.ofNanos(nanos.get() - start)).isEqualTo(Duration.ofMillis(200));
        for (int i = 0; i < 50; i++) {
            pass(Duration.ofSeconds(1));
            unit.throttled();
        }
        assertThat(unit.rate()).isEqualTo(0.5);
    }

    @Test
    void withoutALimitIsHalvedFromWhatItWasUntilTheServiceBearsItAgain() throws InterruptedException {
        RateLimiter unit = new RateLimiter(0, time(), nanos::addAndGet);
        for (int i = 0; i < 100; i++) {
            unit.await();
            pass(Duration.ofMillis(5));
        }
        unit.throttled();
        assertThat(unit.rate()).isEqualTo(100);
        for (int second = 0; second < 15; second++) {
            pass(Duration.ofSeconds(1));
            unit.answered();
        }
        assertThat(unit.rate()).isEqualTo(Double.POSITIVE_INFINITY);
        long start = nanos.get();
        unit.await();
        unit.await();
        assertThat(nanos.get()).isEqualTo(start);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
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
