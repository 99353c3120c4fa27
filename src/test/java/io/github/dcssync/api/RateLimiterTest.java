package io.github.dcssync.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import io.github.dcssync.api.RateLimiter.Pause;
import io.github.dcssync.api.SharedLine.Complaint;
import io.github.dcssync.api.SharedLine.Stretch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessResourceFailureException;

class RateLimiterTest {

    private final AtomicLong nanos = new AtomicLong();

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1, 3, 20, 1000})
    void letsRequestsLeaveEvenlySpaced(double perSecond) throws Exception {
        RateLimiter unit = alone(perSecond);
        unit.await();
        assertThat(nanos.get()).isZero();
        for (int i = 1; i <= 100; i++) {
            unit.await();
            assertThat(nanos.get()).isCloseTo(Math.round(i * 1e9 / perSecond), offset(200L));
        }
    }

    @Test
    void savesNoTurnsUpWhileNothingLeaves() throws Exception {
        RateLimiter unit = alone(10);
        unit.await();
        nanos.addAndGet(Duration.ofMinutes(5).toNanos());
        long start = nanos.get();
        unit.await();
        unit.await();
        unit.await();
        assertThat(nanos.get() - start).isEqualTo(Duration.ofMillis(200).toNanos());
    }

    @Test
    void doesNotWaitWithoutALimit() throws Exception {
        RateLimiter unit = alone(0);
        for (int i = 0; i < 1000; i++) {
            unit.await();
        }
        assertThat(nanos.get()).isZero();
    }

    @Test
    void canBeInterrupted() throws Exception {
        Pause interrupted = time -> {
            throw new InterruptedException();
        };
        RateLimiter unit = new RateLimiter(1, null, Runnable::run, nanos::get, interrupted);
        unit.await();
        assertThatThrownBy(unit::await).isInstanceOf(InterruptedException.class);
    }

    @Test
    void keepsToTheRealClock() throws Exception {
        RateLimiter unit = new RateLimiter(100);
        long start = System.nanoTime();
        for (int i = 0; i < 6; i++) {
            unit.await();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(50));
    }

    @Test
    void isHalvedWhenTheServiceFindsItTooFastAndRecoversWithTheTime() {
        RateLimiter unit = alone(20);
        unit.throttled(null);
        assertThat(unit.rate()).isEqualTo(10);
        pass(BackOff.FIRST_BOUND);
        for (int second = 1; second <= 14; second++) {
            pass(Duration.ofSeconds(1));
            assertThat(unit.rate()).isCloseTo(10 * Math.pow(1.05, second), offset(1e-9));
        }
        pass(Duration.ofSeconds(1));
        assertThat(unit.rate()).isEqualTo(20);
    }

    @Test
    void isHalvedOnceByTheAnswersOfOneSecondAndAgainByLaterOnes() throws Exception {
        RateLimiter unit = alone(20);
        for (int i = 0; i < 8; i++) {
            unit.throttled(null);
        }
        assertThat(unit.rate()).isEqualTo(10);
        pass(Duration.ofSeconds(1));
        unit.throttled(Duration.ZERO);
        assertThat(unit.rate()).isCloseTo(5, offset(0.2));
        unit.await();
        long start = nanos.get();
        unit.await();
        assertThat(Duration.ofNanos(nanos.get() - start)).isBetween(Duration.ofMillis(190), Duration.ofMillis(200));
        for (int i = 0; i < 50; i++) {
            pass(Duration.ofSeconds(1));
            unit.throttled(null);
        }
        assertThat(unit.rate()).isCloseTo(0.5, offset(0.05));
    }

    @Test
    void isNeverFasterAfterAComplaintThanBefore() {
        RateLimiter unit = alone(0.1);
        unit.throttled(null);
        assertThat(unit.rate()).isEqualTo(0.1);
    }

    @Test
    void leavesTheServiceAloneForAsLongAsItWishes() throws Exception {
        RateLimiter unit = alone(20);
        unit.await();
        unit.throttled(Duration.ofSeconds(7));
        // What had left before says the same, and of a longer wish no less.
        pass(Duration.ofSeconds(2));
        unit.throttled(Duration.ofSeconds(1));
        unit.throttled(null);
        unit.await();
        assertThat(Duration.ofNanos(nanos.get())).isEqualTo(Duration.ofSeconds(7));
        assertThat(unit.rate()).isEqualTo(10);
        unit.throttled(Duration.ofSeconds(9));
        unit.await();
        assertThat(Duration.ofNanos(nanos.get())).isEqualTo(Duration.ofSeconds(16));
    }

    @Test
    void isNotWaitedForAnyMoreWhenTheProgramEnds() throws Exception {
        RateLimiter unit = alone(20);
        unit.throttled(Duration.ofSeconds(30));
        unit.end();
        assertThatThrownBy(unit::await).isInstanceOf(NoMoreTurnsException.class);
        pass(Duration.ofMillis(29_500));
        unit.await();
    }

    @Test
    @Timeout(20)
    void letsRequestsLeaveByALineThatAlwaysAnswersLate() throws Exception {
        line.delay = Duration.ofSeconds(5);
        RateLimiter unit = beside(10);

        unit.await();

        assertThat(Duration.ofNanos(nanos.get())).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    @Timeout(20)
    void waitsForNoLateAnswerAfterTheNextWhenTheProgramEnds() {
        line.delay = Duration.ofSeconds(5);
        RateLimiter unit = beside(10);
        unit.end();

        assertThatThrownBy(unit::await).isInstanceOf(NoMoreTurnsException.class);
        assertThat(line.asked).hasSize(1);
    }

    /** A worker that waits for its turn when the service complains has lost that turn. */
    @Test
    void takesBackTheTurnsThatWereGivenBeforeTheComplaint() throws Exception {
        RateLimiter[] unit = new RateLimiter[1];
        AtomicLong complaints = new AtomicLong();
        unit[0] = new RateLimiter(1, null, Runnable::run, nanos::get, time -> {
            nanos.addAndGet(time);
            if (complaints.getAndIncrement() == 0) {
                unit[0].throttled(Duration.ofSeconds(5));
            }
        });
        unit[0].await();
        unit[0].await();
        assertThat(Duration.ofNanos(nanos.get())).isEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void withoutALimitIsHalvedFromWhatItWasUntilTheServiceBearsItAgain() throws Exception {
        RateLimiter unit = alone(0);
        for (int i = 0; i < 100; i++) {
            unit.await();
            pass(Duration.ofMillis(5));
        }
        unit.throttled(Duration.ZERO);
        assertThat(unit.rate()).isEqualTo(100);
        pass(Duration.ofSeconds(15));
        assertThat(unit.rate()).isEqualTo(Double.POSITIVE_INFINITY);
        long start = nanos.get();
        unit.await();
        unit.await();
        assertThat(nanos.get()).isEqualTo(start);
    }

    /** Grants what is asked for, after as long as a test says. */
    private final class SlowLine implements SharedLine {

        private final OwnLine line = new OwnLine(0);
        private final List<Long> asked = new ArrayList<>();
        private Duration delay = Duration.ZERO;
        private Complaint complaint = Complaint.NONE;
        private boolean isAway;

        @Override
        public Stretch advance(long length) {
            if (isAway) {
                throw new DataAccessResourceFailureException("away");
            }
            asked.add(length);
            long begin = line.advance(length, nanos.get()) - nanos.get();
            pass(delay);
            return new Stretch(begin, complaint);
        }

        @Override
        public Complaint look() {
            return complaint;
        }

        @Override
        public Complaint complain(long length, double rate) {
            complaint = new Complaint(Instant.ofEpochSecond(0, nanos.get() + length), length, rate);
            return complaint;
        }
    }

    private final SlowLine line = new SlowLine();

    private RateLimiter beside(double perSecond) {
        RateLimiter unit = new RateLimiter(perSecond, line, Runnable::run, nanos::get, nanos::addAndGet);
        unit.share();
        return unit;
    }

    @Test
    void asksForAsManyTurnsAsItNeedsAQuarterOfASecondAndNoMoreThanHalfOne() throws Exception {
        RateLimiter unit = beside(20);
        for (int i = 0; i < 201; i++) {
            unit.await();
        }
        assertThat(Duration.ofNanos(nanos.get())).isEqualTo(Duration.ofSeconds(10));
        assertThat(line.asked).hasSizeBetween(30, 60)
                .allSatisfy(length -> assertThat(length).isLessThanOrEqualTo(500_000_000));
    }

    @Test
    void leavesToOthersWhatItHasNoUseFor() throws Exception {
        RateLimiter unit = beside(20);
        for (int i = 0; i < 30; i++) {
            unit.await();
            pass(Duration.ofMillis(400));
        }
        assertThat(line.asked.stream().mapToLong(Long::longValue).sum()).isEqualTo(30 * 50_000_000L);
    }

    /** The process, or its machine, stood still meanwhile: others have long had their turn after it. */
    @Test
    void doesNotUseATurnThatItWasGivenLongAgo() throws Exception {
        RateLimiter unit = beside(20);
        line.delay = Duration.ofSeconds(3);
        unit.await();
        assertThat(line.asked).hasSizeGreaterThan(1);
    }

    @Test
    void asksForAnotherTurnWhereItHasSleptThroughItsOwn() throws Exception {
        AtomicLong standstill = new AtomicLong();
        RateLimiter unit = new RateLimiter(20, line, Runnable::run, nanos::get,
                length -> nanos.addAndGet(length + standstill.getAndSet(0)));
        unit.share();
        unit.await();
        int before = line.asked.size();
        standstill.set(Duration.ofSeconds(5).toNanos());

        unit.await();

        assertThat(line.asked.size() - before).as("for the turn, and for another one").isEqualTo(2);
    }

    /** A database that is slow for good is no standstill. */
    @Test
    void goesOnWhereEveryAnswerTakesLong() throws Exception {
        RateLimiter unit = beside(20);
        line.delay = Duration.ofSeconds(2);
        for (int i = 0; i < 20; i++) {
            unit.await();
        }
        assertThat(Duration.ofNanos(nanos.get())).isLessThan(Duration.ofSeconds(2 * (20 + 5)));
    }

    @Test
    void goesOnForWhatItWasGrantedWhereTheDatabaseIsAwayAndSaysSoThen() throws Exception {
        RateLimiter unit = beside(20);
        for (int i = 0; i < 20; i++) {
            unit.await();
        }
        line.isAway = true;
        assertThatThrownBy(() -> {
            for (int i = 0; i < 11; i++) {
                unit.await();
            }
        }).isInstanceOf(DataAccessResourceFailureException.class);
        line.isAway = false;
        unit.await();
    }

    @Test
    void tellsOthersAndIsTold() throws Exception {
        RateLimiter unit = beside(20);
        RateLimiter other = beside(20);
        other.await();
        unit.throttled(Duration.ofSeconds(4));
        assertThat(line.complaint.endsIn()).isEqualTo(Duration.ofSeconds(4).toNanos());
        assertThat(line.complaint.rate()).isEqualTo(10);

        pass(Duration.ofSeconds(1));
        line.complaint = new Complaint(line.complaint.until(), Duration.ofSeconds(3).toNanos(), 10);
        long start = nanos.get();
        other.await();
        assertThat(Duration.ofNanos(nanos.get() - start)).isEqualTo(Duration.ofSeconds(3));
        assertThat(other.rate()).isEqualTo(10);
    }

    @Test
    void withoutALimitLooksOnceASecondWhetherOthersWereToldToGiveWay() throws Exception {
        RateLimiter unit = beside(0);
        for (int i = 0; i < 100; i++) {
            unit.await();
            pass(Duration.ofMillis(5));
        }
        assertThat(line.asked).isEmpty();
        line.complaint = new Complaint(Instant.EPOCH, Duration.ofSeconds(3).toNanos(), Double.POSITIVE_INFINITY);
        pass(Duration.ofSeconds(1));
        unit.await();
        assertThat(Duration.ofNanos(nanos.get())).isEqualTo(Duration.ofMillis(4500));
        assertThat(unit.rate()).isBetween(30.0, 60.0);
        assertThat(line.asked).isEmpty();
    }

    private RateLimiter alone(double perSecond) {
        return new RateLimiter(perSecond, null, Runnable::run, nanos::get, nanos::addAndGet);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
