package io.github.dcssync.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dcssync.api.TemporaryKeyAuthorisation.Keys;
import io.github.dcssync.client.HttpBounds;
import io.github.dcssync.secret.Secrets;
import io.github.dcssync.settings.Credentials;
import io.github.dcssync.settings.Settings;
import io.github.dcssync.simulator.Answer;
import io.github.dcssync.simulator.Simulator;
import io.github.dcssync.simulator.SimulatorOptions;
import io.github.dcssync.testkit.Operator;
import io.github.dcssync.testkit.TestClock;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys of the simulator's metadata service. */
class MetadataKeysTest {

    private final TestClock clock = new TestClock("2026-03-01T12:00:00Z");
    private final Secrets secrets = new Secrets();
    private final Simulator simulator = Simulator.start(SimulatorOptions.builder().clock(clock).instances(1).build());
    private final MetadataKeys unit = new MetadataKeys(new Credentials.Metadata(simulator.endpoint()),
            new HttpBounds(Duration.ofSeconds(20), Duration.ofSeconds(20), 64 * 1024), secrets);

    @AfterEach
    void close() {
        simulator.close();
    }

    @Test
    void areReadWithTheirEndAndNeverShown() throws IOException {
        simulator.lifeOfMetadataKeys(Duration.ofHours(2));

        Keys keys = unit.issue(clock.instant());

        assertThat(keys.expiresAt()).isEqualTo(Instant.parse("2026-03-01T14:00:00Z"));
        assertThat(keys).asString().doesNotContain(keys.pair().secretKey(), keys.pair().securityToken());
        assertThat(secrets.mask(keys.pair().secretKey() + " " + keys.pair().securityToken()))
                .isEqualTo("xxxxxx xxxxxx");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{} | has no credential with access", "no json | is no JSON",
        "{\"credential\":{\"access\":\"A\",\"secret\":\"S\"}} | has no credential with access",
        "{\"credential\":{\"access\":\"A\",\"secret\":\"S\",\"securitytoken\":\"T\",\"expires_at\":\"soon\"}}"
                + " | has no readable credential.expires_at"})
    void areNoneWhenTheyAreNotWhole(String body, String message) {
        simulator.injectFaults((request, answer) -> Answer.json(200, body));

        assertThatThrownBy(() -> unit.issue(clock.instant())).isInstanceOf(IOException.class)
                .hasMessageContaining(message);
    }

    @Test
    void sayWhenNobodyAnswers() {
        simulator.injectFaults((request, answer) -> Answer.dropped());

        assertThatThrownBy(() -> unit.issue(clock.instant()))
                .hasMessageStartingWith("the metadata service at " + simulator.endpoint() + " cannot be reached")
                .hasMessageEndingWith("dcs.credentials=metadata is for a cloud server alone");
    }

    /** This machine by a name that does not say so, to which a proxy would lead. */
    @Test
    void neverComeThroughAProxy(@TempDir Path home) throws IOException {
        try (Simulator proxy = Simulator.start(SimulatorOptions.builder().clock(clock).instances(1).build())) {
            Settings settings = Operator.ready(home).line("dcs.http.proxy=" + proxy.endpoint()).load();
            URI endpoint = URI.create("http://0.0.0.0:" + simulator.endpoint().getPort());

            new IamCallers(secrets, settings.http()).metadataKeys(new Credentials.Metadata(endpoint))
                    .issue(clock.instant());

            assertThat(proxy.requests()).isZero();
            assertThat(simulator.requests()).isEqualTo(1);
        }
    }
}
