package io.github.dcssync.thread;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.dcssync.logging.Logging;
import io.github.dcssync.testkit.Waiting;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

class RepeatingTimerTest {

    private static final Duration PAUSE = Duration.ofMillis(1);

    private final Logger logger = (Logger) LoggerFactory.getLogger(RepeatingTimer.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final CountDownLatch done = new CountDownLatch(1);
    private final RepeatingTimer unit = new RepeatingTimer("repeating-timer-test");

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void end() {
        unit.close();
        logger.detachAppender(log);
        logger.getLoggerContext().resetTurboFilterList();
    }

    static Stream<Throwable> whateverIsThrown() {
        return Stream.of(new IllegalStateException("once"), new IOException("once"), new StackOverflowError("once"),
                new InterruptedException("once"));
    }

    @ParameterizedTest
    @MethodSource("whateverIsThrown")
    void goesOnAfterWhateverItsWorkThrows(Throwable once) {
        repeat(once);

        Waiting.on(done);
    }

    @Test
    void saysWhatGoesWrongWhatThatMeansAndThatItGoesOn() {
        repeat(new IllegalStateException("the moon\nis down"));
        Waiting.on(done);

        assertThat(log.list).first().satisfies(said -> {
            assertThat(said.getLevel()).isEqualTo(Level.ERROR);
            assertThat(said.getFormattedMessage()).isEqualTo("Nobody is told. It is tried again every 0 s:"
                    + " java.lang.IllegalStateException: the moon is down");
            assertThat(said.getThrowableProxy()).isNotNull();
        });
    }

    @Test
    void saysItOnceUntilItIsAnotherOrWentWellInBetween() {
        repeat(new IllegalStateException("at 12:00:00"), new IllegalStateException("at 12:00:01"),
                new IllegalStateException("at 12:00:02", new IOException("gone")),
                new IllegalStateException("at 12:00:03", new IOException("gone")), null,
                new IllegalStateException("at 12:00:05", new IOException("gone")));
        Waiting.on(done);

        assertThat(said()).extracting(line -> line.replaceAll(".* at ", ""))
                .containsExactly("12:00:00", "12:00:02", "12:00:05");
    }

    /** Who ends the process then hears it so. */
    @Test
    void hasItHeardThatMemoryRanOutHoweverOftenThatWasSaid() {
        List<Throwable> heard = new CopyOnWriteArrayList<>();
        Logging.watch(heard::add);
        OutOfMemoryError first = new OutOfMemoryError("a test's");
        OutOfMemoryError second = new OutOfMemoryError("a test's");

        repeat(first, second);
        Waiting.on(done);

        assertThat(heard).contains(first, second);
    }

    @Test
    void saysNothingOfWorkThatIsCutOffByItsOwnEnd() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        unit.repeat(Duration.ZERO, PAUSE, "Nobody is told", () -> {
            begun.countDown();
            try {
                Thread.sleep(Duration.ofMinutes(5).toMillis());
            } catch (InterruptedException e) {
                throw new IllegalStateException("The pool is closed", e);
            } finally {
                ended.countDown();
            }
        });
        Waiting.on(begun);

        unit.close();
        Waiting.on(ended);

        assertThat(said()).isEmpty();
    }

    private List<String> said() {
        return List.copyOf(log.list).stream().filter(said -> said.getLevel() == Level.ERROR)
                .map(ILoggingEvent::getFormattedMessage).toList();
    }

    /** Throws these, one at a time, where null goes well; then it is done. */
    private void repeat(Throwable... thrown) {
        Queue<Throwable[]> left = new ArrayDeque<>();
        for (Throwable one : thrown) {
            left.add(new Throwable[] {one});
        }
        unit.repeat(Duration.ZERO, PAUSE, "Nobody is told", () -> {
            Throwable[] next = left.poll();
            if (next == null) {
                done.countDown();
            } else if (next[0] instanceof Error error) {
                throw error;
            } else if (next[0] instanceof Exception exception) {
                throw exception;
            }
        });
    }
}
