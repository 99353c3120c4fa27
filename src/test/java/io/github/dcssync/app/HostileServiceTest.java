package io.github.dcssync.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.dcssync.sync.Summary;
import io.github.dcssync.sync.SyncRun;
import io.github.dcssync.testkit.HostileServer;
import io.github.dcssync.testkit.Hostility;
import io.github.dcssync.testkit.SyncFixture;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A service whose answers never end in a few of the ways that there are, and a sync of it. */
class HostileServiceTest {

    private static final Duration LONGEST_TEST = Duration.ofMinutes(5);

    @ParameterizedTest
    @EnumSource(names = {"BODY_DRIPS", "ENDLESS_BODY", "HANDSHAKE_DRIPS"})
    void failsASyncWhoseInstancesCannotBeListed(Hostility hostility) {
        assertTimeoutPreemptively(LONGEST_TEST, () -> {
            try (HostileServer service = HostileServer.start(hostility); SyncFixture fixture = fixture(service)) {
                SyncRun run = fixture.sync();

                assertThat(run.getSummary().status()).isEqualTo(Summary.Status.FAILED);
                assertThat(fixture.tables().column("select rule from sync_error")).hasSize(2)
                        .allSatisfy(rule -> assertThat(rule).isIn("timed-out", "answer-too-large"));
                service.awaitCut(2);
            }
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"HEADERS_DRIP", "ENDLESS_TRAILERS", "GZIP_BOMB"})
    void failsTheListsThatNeverEndAndNotesWhy(Hostility hostility) {
        assertTimeoutPreemptively(LONGEST_TEST, () -> {
            try (HostileServer service = HostileServer.listing(hostility, "i-1", "i-2");
                    SyncFixture fixture = fixture(service)) {
                Summary summary = fixture.sync().getSummary();

                assertThat(summary.instances()).isEqualTo(2);
                assertThat(summary.failed()).isEqualTo(4);
                assertThat(fixture.tables().column("select error_msg from instance_sync")).hasSize(4)
                        .allSatisfy(text -> assertThat((String) text)
                                .matches("no complete answer within 3 s|The answer is larger .*|Maximum .*"));
                service.awaitCut(8);
            }
        });
    }

    /** The list of instances, which is good, has to come in that time, too. */
    private static SyncFixture fixture(HostileServer service) throws Exception {
        return SyncFixture.onAnyDatabase().fleet(1, 1, 1).variable("DCS_ENDPOINT", service.uri().toString())
                .variable("DCS_HTTP_CONNECT_TIMEOUT", "3s").variable("DCS_HTTP_RESPONSE_TIMEOUT", "3s").start();
    }
}
