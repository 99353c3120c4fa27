package io.github.dcssync.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.dcssync.settings.Settings;
import io.github.dcssync.testkit.HostileServer;
import io.github.dcssync.testkit.Hostility;
import io.github.dcssync.testkit.Operator;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A service whose answers never end, and a check of it. */
class HostileServiceTest {

    @TempDir
    Path home;

    private final Findings findings = new Findings();

    @ParameterizedTest
    @EnumSource
    void endsTheCheckOfTheSourceWithAProblem(Hostility hostility) {
        assertTimeoutPreemptively(Duration.ofMinutes(5), () -> {
            try (HostileServer service = HostileServer.start(hostility)) {
                Settings settings = Operator.ready(home).variable("DCS_ENDPOINT", service.uri().toString())
                        .variable("DCS_HTTP_CONNECT_TIMEOUT", "500ms").variable("DCS_HTTP_RESPONSE_TIMEOUT", "500ms")
                        .load();
                Clock clock = Clock.systemUTC();
                ReachCheck reach =
                        new ReachCheck(settings.http(), (SSLSocketFactory) SSLSocketFactory.getDefault(), clock);
                SourceCheck check = new SourceCheck(reach, new SignedCall(settings, clock));

                assertThat(check.run(settings.sources().get(0), findings)).isFalse();

                assertThat(findings.lines()).last().asString().startsWith("problem ");
                service.awaitCut(1);
            }
        });
    }
}
