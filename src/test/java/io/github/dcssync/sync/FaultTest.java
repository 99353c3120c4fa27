package io.github.dcssync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.settings.Credentials;
import io.github.dcssync.settings.Source;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultTest {

    private static final String HOST = "dcs.nowhere.invalid";
    private static final Credentials.Password LOGIN =
            new Credentials.Password(URI.create("https://iam.nowhere.invalid"), "user", "password", "domain");

    @ParameterizedTest
    @CsvSource({"'', dcs.endpoint", "endpoint, dcs.source.eu.endpoint"})
    void namesTheKeyOfTheHostThatHasNoAddress(String own, String key) {
        Source source = new Source("eu", URI.create("https://" + HOST), "p", LOGIN, List.of(), List.of(), List.of(), 1,
                Set.of(own), Map.of());

        assertThat(Fault.of(new UnknownHostException(HOST)).line(source))
                .isEqualTo("the host '" + HOST + "' has no address; check " + key + " and the DNS");
    }
}
