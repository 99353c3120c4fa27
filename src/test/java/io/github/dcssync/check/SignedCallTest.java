package io.github.dcssync.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.dcssync.settings.Credentials;
import io.github.dcssync.settings.Settings;
import io.github.dcssync.settings.Source;
import io.github.dcssync.simulator.Simulator;
import io.github.dcssync.simulator.SimulatorOptions;
import io.github.dcssync.testkit.Operator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignedCallTest {

    @TempDir
    Path home;

    private final Findings findings = new Findings();
    private Simulator simulator;

    @BeforeEach
    void start() {
        simulator = Simulator.start(
                SimulatorOptions.builder().instances(3).keys("AKEXAMPLE", "SecretKeyOfTheTests").build());
    }

    @AfterEach
    void end() {
        simulator.close();
    }

    @Test
    void countsTheInstancesOfASourceThatAnswers() {
        assertThat(isAnswered(Operator.of(home, simulator))).isTrue();

        assertThat(findings.lines()).hasSize(2);
        assertThat(findings.lines().get(0)).matches("ok answer: HTTP 200 in \\d+ ms, instances: 3");
        assertThat(findings.lines().get(1)).isEqualTo("ok clock: agrees with the service's");
        assertThat(simulator.requests()).isEqualTo(1);
    }

    @Test
    void asksOnlyOnceWithAWrongSecret() {
        assertThat(isAnswered(Operator.of(home, simulator).variable("CLOUD_SDK_SK", "AnotherSecretKey"))).isFalse();

        assertThat(findings.lines().get(0)).startsWith("problem answer: HTTP 401 APIGW.0301: ")
                .endsWith("; check dcs.access-key, dcs.secret-key and, for temporary keys, dcs.security-token");
        assertThat(simulator.requests()).isEqualTo(1);
    }

    @Test
    void findsTheClockThatSpoilsTheSignature() {
        assertThat(isAnswered(Operator.of(home, simulator), Clock.offset(Clock.systemUTC(), Duration.ofMinutes(20))))
                .isFalse();

        assertThat(findings.lines().get(0)).startsWith("problem answer: HTTP 401 ");
        assertThat(findings.lines().get(1)).startsWith("problem clock: this machine is ")
                .contains("ahead of the service; set its clock");
    }

    @Test
    void getsOneTokenForAPassword() {
        assertThat(isAnswered(withPassword("simulator"))).isTrue();

        assertThat(findings.lines().get(0)).isEqualTo("ok token: given by IAM to user 'simulator'");
        assertThat(findings.lines().get(1)).startsWith("ok answer: HTTP 200 ");
        assertThat(simulator.requests()).isEqualTo(2);
    }

    @Test
    void saysThatIamRefusesThePassword() {
        assertThat(isAnswered(withPassword("guessed"))).isFalse();

        assertThat(findings.lines()).singleElement().asString()
                .startsWith("problem token: IAM gave no token to user 'simulator': HTTP 401");
        assertThat(simulator.requests()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "200 | <html>Please log in</html> | HTTP 200, but not with a list of instances: a web page answered: a proxy or"
                + " login page?; check dcs.endpoint, and",
        "200 | {\"backups\":[]} | HTTP 200, but not with a list of instances: the answer is no list: it has no instances;",
        "200 | {\"instance_num\":3} | HTTP 200, but not with a list of instances: the answer is no list: it has no",
        "200 | {\"instances\":[],\"instance_num\":3} | HTTP 200, but not with a list of instances: the answer is no list: it"
                + " counts 3 instances and lists none; check dcs.endpoint",
        "200 | {\"error_code\":\"DCS.5000\",\"error_msg\":\"No.\"} | HTTP 200, but not with a list of instances: the answer"
                + " is no list: it has no instances but an error, DCS.5000: No.; check dcs.endpoint, and",
        "200 | oops | HTTP 200, but not with a list of instances: it is no JSON; check dcs.endpoint, and",
        "302 | moved | HTTP 302: moved; redirects are not followed: check dcs.endpoint",
        "403 | {\"error_code\":\"DCS.2003\",\"error_msg\":\"No.\"} | HTTP 403 DCS.2003: No.; give the user the right to list instances of this project (dcs:instance:list)",
        "404 | {\"error_code\":\"APIGW.0101\",\"error_msg\":\"No.\"} | HTTP 404 APIGW.0101: No.; check dcs.endpoint and dcs.project-id",
        "503 | busy | HTTP 503: busy"})
    void refusesAnyAnswerButAListAndAsksOnce(int status, String body, String text) throws IOException {
        AtomicInteger requests = new AtomicInteger();
        HttpServer server = serve(status, body, requests);
        try {
            assertThat(isAnswered(at(server))).isFalse();
        } finally {
            server.stop(0);
        }

        assertThat(findings.lines()).first().asString().startsWith("problem answer: " + text);
        assertThat(requests).hasValue(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "401 | dcs.source.eu.access-key, dcs.secret-key and, for temporary keys, dcs.security-token",
        "404 | dcs.endpoint and dcs.source.eu.project-id"})
    void namesTheKeysThatWereGivenForTheSourceAlone(int status, String keys) {
        Source source = new Source("eu", URI.create("https://dcs.example.com"), "p",
                new Credentials.KeyPair("AK", "SK", null), List.of(), List.of(), List.of(), 1,
                Set.of("access-key", "project-id"), Map.of());

        assertThat(new InstancesAnswer(status, null, null, "", Instant.EPOCH, Instant.EPOCH).finding(source).text())
                .endsWith("; check " + keys);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{\"instance_num\":0} | , instances: 0", "{} | ''"})
    void takesAnswersOfAnAccountWithoutInstancesForGood(String body, String count) throws IOException {
        HttpServer server = serve(200, body, new AtomicInteger());
        try {
            assertThat(isAnswered(at(server))).isTrue();
        } finally {
            server.stop(0);
        }

        assertThat(findings.lines()).first().asString().matches("ok answer: HTTP 200 in \\d+ ms" + count);
    }

    @Test
    void comparesNamePatternsWithNamesInAnyScript() {
        simulator.fleet().changeInstance(simulator.fleet().instanceIds().get(0),
                json -> json.put("name", "gr\u00fcn-1"));

        assertThat(isAnswered(Operator.of(home, simulator).variable("DCS_INSTANCES_INCLUDE", "gr\u00fcn-*"))).isTrue();

        assertThat(findings.lines()).noneMatch(line -> line.startsWith("warning"));
    }

    @Test
    void warnsOfNamePatternsThatFitNothing() {
        simulator.fleet().changeInstance(simulator.fleet().instanceIds().get(0), json -> json.put("name", "prod-a"));

        assertThat(isAnswered(Operator.of(home, simulator).variable("DCS_INSTANCES_INCLUDE", "prod-*, prd-*")
                .variable("DCS_INSTANCES_EXCLUDE", "tset-*"))).isTrue();

        assertThat(findings.lines()).contains(
                "warning instances: the pattern 'prd-*' of dcs.instances.include fits none of the listed instances (3)",
                "warning instances: the pattern 'tset-*' of dcs.instances.exclude fits none of the listed instances (3)")
                .noneMatch(line -> line.contains("'prod-*'"));
        assertThat(simulator.requests()).isEqualTo(1);
    }

    @Test
    void warnsOfIdsThatTheServiceDoesNotListAndOnlyWhereItLists() {
        Operator settings = Operator.of(home, simulator).variable("DCS_INSTANCES", "not-there, "
                + simulator.fleet().instanceIds().get(2));
        assertThat(isAnswered(settings)).isTrue();

        assertThat(findings.lines()).filteredOn(line -> line.startsWith("warning")).containsExactly("warning instances:"
                + " the service does not list not-there of dcs.instances: correct that id, or take it out");
        isAnswered(settings.variable("CLOUD_SDK_SK", "AnotherSecretKey"));
        assertThat(findings.lines()).filteredOn(line -> line.startsWith("warning")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"instances\":[{\"instance_id\":\"a\",\"name\":\"a\"}]} | 0",
        "{\"instances\":[{\"instance_id\":\"a\",\"name\":\"a\"}],\"instance_num\":2} | 0",
        "{\"instances\":[{\"instance_id\":\"a\",\"name\":\"a\"}],\"instance_num\":1} | 1",
        "{\"instances\":[]} | 1"})
    void warnsOfIdsOnlyWhereItIsKnownThatAllInstancesCame(String body, int warnings) throws IOException {
        HttpServer server = serve(200, body, new AtomicInteger());
        try {
            assertThat(isAnswered(at(server)
                    .variable("DCS_INSTANCES", "a-later-one"))).isTrue();
        } finally {
            server.stop(0);
        }

        assertThat(findings.lines()).filteredOn(line -> line.startsWith("warning instances")).hasSize(warnings);
    }

    @Test
    void warnsWhereTheNamePatternsLeaveNothing() {
        assertThat(isAnswered(Operator.of(home, simulator).variable("DCS_INSTANCES_EXCLUDE", "*"))).isTrue();

        assertThat(findings.lines()).contains("warning instances: dcs.instances.include and dcs.instances.exclude leave"
                + " none of the listed instances (3): nothing is read");
    }

    private Operator at(HttpServer server) {
        return Operator.ready(home).variable("DCS_ENDPOINT", "http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** A token of the simulator's instead of keys. */
    private Operator withPassword(String password) {
        return Operator.of(home, simulator).variable("CLOUD_SDK_AK", "").variable("CLOUD_SDK_SK", "")
                .variable("DCS_IAM_ENDPOINT", simulator.endpoint().toString()).variable("DCS_IAM_USER", "simulator")
                .variable("DCS_IAM_PASSWORD", password).variable("DCS_IAM_DOMAIN", "simulator");
    }

    private boolean isAnswered(Operator given) {
        return isAnswered(given, Clock.systemUTC());
    }

    private boolean isAnswered(Operator given, Clock clock) {
        Settings settings = given.load();
        return new SignedCall(settings, clock).make(settings.sources().get(0), findings);
    }

    private static HttpServer serve(int status, String body, AtomicInteger requests) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        return server;
    }
}
