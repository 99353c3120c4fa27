package io.github.dcssync.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.dcssync.api.SourceRefusedException;
import io.github.dcssync.api.TokenAuthorisation;
import io.github.dcssync.client.AnswerTimeoutException;
import io.github.dcssync.secret.Secrets;
import io.github.dcssync.settings.Credentials.Password;
import io.github.dcssync.settings.Settings;
import io.github.dcssync.settings.Source;
import io.github.dcssync.testkit.HostileServer;
import io.github.dcssync.testkit.Hostility;
import io.github.dcssync.testkit.TestClock;
import io.github.dcssync.testkit.TestSource;
import io.github.dcssync.testkit.Waiting;
import io.github.dcssync.testkit.Workers;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An IAM whose answers never end. */
class HostileIamTest {

    private static final Duration LONGEST_TEST = Duration.ofMinutes(5);

    private final TestClock clock = new TestClock("2026-03-01T12:00:00Z");

    @ParameterizedTest
    @EnumSource
    void holdsARequestUpNoLongerThanTheDeadline(Hostility hostility) {
        assertTimeoutPreemptively(LONGEST_TEST, () -> {
            try (HostileServer iam = HostileServer.start(hostility);
                    HostileServer lists = HostileServer.start(Hostility.SILENCE);
                    TestSource source = source(lists, iam)) {
                assertThat(catchThrowable(() -> source.get(TestSource.INSTANCES))).isInstanceOf(IOException.class)
                        .isNotInstanceOf(SourceRefusedException.class).hasMessageStartingWith("IAM at " + iam.uri());
                iam.awaitCut(1);
            }
        });
    }

    @Test
    void isWaitedForOnceByAllThreadsTogether() {
        assertTimeoutPreemptively(LONGEST_TEST, () -> {
            AtomicInteger asked = new AtomicInteger();
            int threads = 8;
            TokenAuthorisation tokens = new TokenAuthorisation(() -> {
                asked.incrementAndGet();
                awaitBlocked(threads - 1);
                throw new IOException("no complete answer");
            });
            try (Workers workers = new Workers(threads)) {
                workers.all(() -> assertThat(catchThrowable(() -> tokens.apply(null, clock.instant())))
                        .isInstanceOf(IOException.class).hasMessage("no complete answer"));
            }
            assertThat(asked).hasValue(1);
        });
    }

    @Test
    void saysSoInOneSentence() throws IOException {
        try (HostileServer iam = HostileServer.start(Hostility.BODY_STALLS); TestSource source = source(iam, iam)) {
            assertThat(catchThrowable(() -> source.get(TestSource.INSTANCES)))
                    .hasMessage("IAM at " + iam.uri() + " gave no complete answer within 500 ms")
                    .hasCauseInstanceOf(AnswerTimeoutException.class);
        }
    }

    /** Until so many threads wait for the one that asks. */
    private static void awaitBlocked(int threads) {
        Waiting.until("the other threads", () -> Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> thread.getKey().getState() == Thread.State.BLOCKED)
                .filter(thread -> thread.getValue()[0].getClassName()
                        .startsWith("io.github.dcssync.api.RenewedAuthorisation"))
                .count() >= threads);
    }

    private TestSource source(HostileServer lists, HostileServer iam) {
        Source source = new Source("default", lists.uri(), TestSource.PROJECT,
                new Password(iam.uri(), "ann", "secret", "acme"), List.of(), List.of(), List.of(), 1);
        return new TestSource(lists.uri(),
                IamTokens.authorisation(source, (Password) source.credentials(), new Secrets(),
                        new Settings.Http(Duration.ofMillis(500), Duration.ofMillis(500), 1, false),
                        UnaryOperator.identity()),
                clock);
    }
}
