package io.github.dcssync.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.dcssync.testkit.HostileServer;
import io.github.dcssync.testkit.Hostility;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No answer holds a thread or a connection for longer than its deadline. */
class HostileServerTest {

    private static final Duration LONGEST_TEST = Duration.ofMinutes(5);
    private static final HttpBounds BOUNDS =
            new HttpBounds(Duration.ofMillis(500), Duration.ofMillis(500), 8 * 1024 * 1024);

    @ParameterizedTest
    @EnumSource
    void endsWithTheDeadlineAndTheConnectionIsDropped(Hostility hostility) {
        assertTimeoutPreemptively(LONGEST_TEST, () -> {
            try (HostileServer server = HostileServer.start(hostility); CloseableHttpClient http = BOUNDS.client()) {
                Throwable thrown = catchThrowable(() -> status(http, server.uri()));

                assertThat(thrown).isInstanceOf(IOException.class);
                server.awaitCut(1);
                server.reform();
                if (!hostility.isOfTls()) {
                    assertThat(answers(http, server.uri())).as("the only connection of the pool").isTrue();
                }
            }
        });
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ANY,
            names = {"BODY_.*", "TRAILERS_DRIP", "HANDSHAKE_.*", "ENDLESS_PROCESSING"})
    void saysThatThereWasNoAnswerInTime(Hostility hostility) {
        assertTimeoutPreemptively(LONGEST_TEST, () -> {
            // A handshake that says nothing at all is the connection's to end.
            HttpBounds bounds = new HttpBounds(Duration.ofSeconds(50), Duration.ofSeconds(1), 1024 * 1024);
            try (HostileServer server = HostileServer.start(hostility); CloseableHttpClient http = bounds.client()) {
                assertThat(catchThrowable(() -> status(http, server.uri()))).isInstanceOf(AnswerTimeoutException.class)
                        .hasMessage("no complete answer within 1 s");
            }
        });
    }

    private static int status(CloseableHttpClient http, URI uri) throws IOException {
        return http.execute(new HttpGet(uri), response -> response.getCode());
    }

    /** Half a second may be short for a machine that is busy. */
    private static boolean answers(CloseableHttpClient http, URI uri) {
        while (true) {
            try {
                return status(http, uri) == 200;
            } catch (IOException e) {
                assertThat(e).isInstanceOf(AnswerTimeoutException.class);
            }
        }
    }
}
