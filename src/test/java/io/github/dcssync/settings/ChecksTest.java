package io.github.dcssync.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.testkit.Operator;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChecksTest {

    @TempDir
    Path home;

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:1", "http://LOCALHOST", "http://127.0.0.1:8080", "http://127.9.8.7",
        "http://[::1]:1", "HTTP://[0:0:0:0:0:0:0:1]"})
    void acceptsPlainHttpForLoopback(String endpoint) {
        assertThat(Operator.ready(home).variable("DCS_ENDPOINT", endpoint).faults()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://dcs.example.com", "http://127.0.0.1.example.com", "http://localhost.example.com",
        "http://10.0.0.1", "http://[::2]", "http://0.0.0.0"})
    void refusesPlainHttpElsewhereUnlessAllowed(String endpoint) {
        Operator operator = Operator.ready(home).variable("DCS_ENDPOINT", endpoint);

        assertThat(operator.faults()).singleElement().asString().startsWith("dcs.endpoint=" + endpoint)
                .contains("dcs.allow-insecure-http=true");
        assertThat(operator.line("dcs.allow-insecure-http=true").faults()).isEmpty();
    }

    @Test
    void refusesPlainHttpOfEverySourceAndOfIam() {
        assertThat(Operator.ready(home).line("dcs.source.a.endpoint=http://a.example.com")
                .line("dcs.source.b.iam.endpoint=http://iam.example.com").line("dcs.source.b.iam.user=u")
                .line("dcs.source.b.iam.password=password-of-b").line("dcs.source.b.iam.domain=d").faults())
                .hasSize(2).anyMatch(fault -> fault.startsWith("dcs.source.a.endpoint=http://a.example.com"))
                .anyMatch(fault -> fault.startsWith("dcs.source.b.iam.endpoint=http://iam.example.com"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dcs.http-server", "dcs.management"})
    void aHostOthersCanReachNeedsAPasswordOrConsent(String server) {
        Operator open = Operator.ready(home).line(server + ".host=0.0.0.0");
        assertThat(open.faults()).singleElement().asString().startsWith(server + ".host=0.0.0.0")
                .contains(server + ".user", server + ".password", server + ".allow-anonymous=true");

        assertThat(open.line(server + ".user=reader").line(server + ".password=password-of-reader").faults()).isEmpty();
        assertThat(Operator.ready(home).line(server + ".host=0.0.0.0").line(server + ".allow-anonymous=true").faults())
                .isEmpty();
    }

    @Test
    void aUserOfAPageNeedsAPasswordAndTheOtherWayRound() {
        assertThat(Operator.ready(home).line("dcs.http-server.user=u").line("dcs.management.password=hush-1").faults())
                .containsExactly(
                        "dcs.http-server.password is not set: goes with dcs.http-server.user; set both or neither",
                        "dcs.management.user is not set: goes with dcs.management.password; set both or neither");
    }

    @Test
    void severalProcessesNeedADatabaseThatServesThem() {
        assertThat(Operator.ready(home).line("dcs.cluster.enabled=true").faults()).containsExactly(
                "dcs.cluster.enabled=true (config/application.properties:1): an H2 database serves one process: give"
                        + " dcs.db.url a PostgreSQL, MariaDB or MySQL database, or set false");
        assertThat(Operator.ready(home).line("dcs.cluster.enabled=true").line("dcs.db.url=jdbc:mariadb://h/d").faults())
                .isEmpty();
    }

    @Test
    void twoPagesCannotHaveOnePortUnlessItIsAnyFreeOne() {
        assertThat(Operator.ready(home).line("dcs.management.port=8080").faults()).containsExactly(
                "dcs.management.port=8080 (config/application.properties:1):"
                        + " give another port than dcs.http-server.port has");
        assertThat(Operator.ready(home).line("dcs.management.port=0").line("dcs.http-server.port=0").faults())
                .isEmpty();
    }
}
