package io.github.dcssync.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.dcssync.testkit.AlertReceiver;
import io.github.dcssync.testkit.Launcher;
import io.github.dcssync.testkit.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What check prints, and which exit code it ends with. */
class CheckCommandTest {

    @TempDir
    Path folder;

    private Workplace workplace;

    @BeforeEach
    void start() throws IOException {
        workplace = Workplace.in(folder);
    }

    @AfterEach
    void end() throws IOException {
        workplace.close();
    }

    @Test
    void checksWithoutWritingAnything() throws Exception {
        Files.writeString(workplace.home().resolve("routes/own.camel.yaml"),
                "- route: {from: {uri: \"timer:own?delay=-1\","
                        + " steps: [{setBody: {constant: x}}, {to: \"file:" + folder + "?fileName=db.own\"}]}}\n");
        Launcher.Result result = workplace.ready().call("check");

        assertThat(result.exitCode()).as("%s", result).isZero();
        assertThat(result.summary()).isEqualTo("dcs-sync: no problems, no warnings");
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).noneMatch(line -> line.contains(Workplace.SECRET_KEY) || line.contains("\u001b"))
                .anyMatch(line -> line.matches("  dcs.secret-key +xxxxxx +environment CLOUD_SDK_SK"));
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).noneMatch(file -> file.getFileName().toString().startsWith("db"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--json"})
    void showsOfWhereAlertsGoTheSchemeAndTheHost(String option) throws Exception {
        String[] check = option.isEmpty() ? new String[] {"check"} : new String[] {"check", option};
        Launcher.Result result = workplace.ready().with("DCS_ALERT_URI",
                "https://bot:Unguess-1@hooks.example.com/Unguess-2?sig=Unguess-3#Unguess-4").call(check);

        assertThat(result.exitCode()).as("%s", result).isZero();
        assertThat(result.out()).anyMatch(line -> line.contains("https://hooks.example.com"))
                .noneMatch(line -> line.contains("Unguess"));
        assertThat(result.err()).noneMatch(line -> line.contains("Unguess"));
    }

    @Test
    void explainsWhichRuleDecidesAboutAnAnswerWithoutSettings() throws Exception {
        Launcher.Result result = workplace.program().call("check", "--explain", "429", "APIGW.0308");
        Launcher.Result wrong = workplace.program().call("check", "--explain", "many");

        assertThat(result.exitCode()).as("%s", result).isZero();
        assertThat(result.out()).startsWith("HTTP 429 APIGW.0308, the same as APIG.0308", "rule 'throttled'");
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).first().asString().contains("'many' is no HTTP status");
    }

    @Test
    void tellsTheSinksOfAlertsAMessageAndSaysWhetherTheyTookIt() throws Exception {
        try (AlertReceiver one = new AlertReceiver(); AlertReceiver other = new AlertReceiver()) {
            other.answer(403);
            Launcher.Result all = sinks(one, other, "check", "--alert");
            Launcher.Result first = sinks(one, other, "check", "--alert", "one", "--json");
            Launcher.Result none = sinks(one, other, "check", "--alert", "two");

            assertThat(all.exitCode()).as("%s", all).isEqualTo(1);
            assertThat(all.out()).contains("Sink one: " + host(one), "Sink other: " + host(other))
                    .anyMatch(line -> line.matches("  ok +message +taken in \\d+ ms"))
                    .anyMatch(line -> line.matches("  problem +message +the sink answered with status 403;"
                            + " see dcs.alert.other.uri"));
            assertThat(first.exitCode()).as("%s", first).isZero();
            assertThat(one.received("test")).hasSize(2);
            assertThat(other.received("test")).hasSize(1);
            assertThat(none.exitCode()).as("%s", none).isEqualTo(2);
            assertThat(none.err()).first().asString().contains("'two' is no sink of alerts: give one of one, other");
        }
    }

    private Launcher.Result sinks(AlertReceiver one, AlertReceiver other, String... command) throws Exception {
        return workplace.program().with("DCS_ALERT_ONE_URI", one.uri()).with("DCS_ALERT_OTHER_URI", other.uri())
                .call(command);
    }

    private static String host(AlertReceiver receiver) {
        return receiver.uri().replaceFirst("/alerts$", "");
    }

    @Test
    void refusesATableWithoutALastRuleAsASyncDoes() throws Exception {
        Path rules = workplace.home().resolve("config/api-errors.yaml");
        Files.writeString(rules, Files.readString(rules).replaceFirst("(?s)- name: unknown.*", ""));
        for (String command : new String[] {"check", "once", "plan"}) {
            Launcher.Result result = workplace.ready().call(command);

            assertThat(result.exitCode()).as("%s", result).isEqualTo(2);
            assertThat(result.err()).hasSize(1).first().asString().contains("api-errors.yaml", "last");
        }
        assertThat(workplace.simulator().requests()).isZero();
    }

    /** What only Camel knows, it is asked. */
    @Test
    void refusesAnAddressOfAlertsAndARouteAsASyncDoes() throws Exception {
        for (String command : new String[] {"check", "once"}) {
            Launcher.Result sink = workplace.ready().with("DCS_ALERT_URI", "log:x?levle=INFO").call(command);

            assertThat(sink.exitCode()).as("%s", sink).isEqualTo(2);
            assertThat(sink.err()).singleElement().asString()
                    .startsWith("dcs-sync: dcs.alert.uri=log:x: Camel has no such");
        }
        Path lists = workplace.home().resolve("routes/sync.camel.yaml");
        Files.writeString(lists, Files.readString(lists).replace("uri: direct:list-instances\n", "uri: dircet:x\n"));
        Launcher.Result route = workplace.ready().call("check");

        assertThat(route.exitCode()).as("%s", route).isEqualTo(2);
        assertThat(route.err()).singleElement().asString().contains("/routes cannot be started: ", "dircet:");
        assertThat(workplace.simulator().requests()).isZero();
    }

    @Test
    void findsAWrongSecretWithOneRequest() throws Exception {
        Launcher.Result result = workplace.ready().with("CLOUD_SDK_SK", "AnotherSecretKey").call("check", "--json");

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(workplace.simulator().requests()).isEqualTo(1);
        assertThat(result.out()).hasSize(1);
        assertThat(JsonMapper.builder().build().readTree(result.summary()).get("level").asText()).isEqualTo("problem");
        assertThat(result.summary()).doesNotContain("AnotherSecretKey");
    }

    @Test
    void checksTheOtherSourcesAndTheDatabaseWhenOneSourceFails() throws Exception {
        Launcher two = workplace.ready().with("DCS_SOURCES", "north, south")
                .with("DCS_SOURCE_SOUTH_ENDPOINT", "http://127.0.0.1:" + Workplace.closedPort());

        Launcher.Result partial = two.call("check");
        Launcher.Result noDatabase = two
                .with("DCS_DB_URL", "jdbc:postgresql://127.0.0.1:" + Workplace.closedPort() + "/dcs").call("check");

        assertThat(partial.exitCode()).isEqualTo(1);
        assertThat(String.join("\n", partial.out())).contains("instances: 3", "no connection to 127.0.0.1:",
                "no tables yet");
        assertThat(noDatabase.exitCode()).isEqualTo(4);
        assertThat(noDatabase.summary()).isEqualTo("dcs-sync: 2 problems, 1 warning");
    }
}
