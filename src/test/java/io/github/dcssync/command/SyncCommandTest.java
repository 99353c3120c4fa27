package io.github.dcssync.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.dcssync.testkit.Launcher;
import io.github.dcssync.testkit.Workplace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a sync prints, and which exit code it ends with, whatever is wrong. */
class SyncCommandTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

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
    void printsTheSummaryAsOneJsonObject() throws Exception {
        Launcher.Result result = workplace.ready().with("DCS_LOG_FORMAT", "json").call("once", "--json", "--verbose");

        assertThat(result.out()).hasSize(1);
        JsonNode summary = JSON.readTree(result.summary());
        assertThat(summary.fieldNames()).toIterable().containsExactly("status", "instances", "complete", "failed",
                "read", "inserted", "changed", "unchanged", "vanished", "rejected", "requests", "retries", "seconds");
        assertThat(summary.get("status").asText()).isEqualTo("complete");
        assertThat(summary.get("read").asInt())
                .isEqualTo(Workplace.INSTANCES * (Workplace.BACKUPS + Workplace.RESTORES));
        assertThat(result.err()).isNotEmpty().allSatisfy(line -> assertThat(line).startsWith("{").endsWith("}"));
    }

    @Test
    void readsNothingWithAWrongSecretAndAsksOnlyOnce() throws Exception {
        Launcher.Result result = workplace.ready().with("CLOUD_SDK_SK", "AnotherSecretKey").call("once");

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.summary()).matches(Workplace.SUMMARY).startsWith("dcs-sync: failed ");
        assertThat(workplace.simulator().requests()).isEqualTo(1);
        assertThat(result.err()).isNotEmpty().noneMatch(line -> line.contains("AnotherSecretKey"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:%d", "https://dcs.invalid:%d"})
    void readsNothingFromASourceThatCannotBeReached(String endpoint) throws Exception {
        Launcher.Result result = workplace.ready().with("DCS_ENDPOINT", endpoint.formatted(Workplace.closedPort()))
                .with("DCS_HTTP_MAX_ATTEMPTS", "1").call("once");

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.summary()).matches(Workplace.SUMMARY).startsWith("dcs-sync: failed ");
        assertThat(result.err()).noneMatch(line -> line.startsWith("\tat "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nosuch:Unguessable-B0", "log:alerts?levle=Unguessable-B0",
        "https://hooks.example.com:0/Unguessable-B0", "http://hooks.example.com/Unguessable-B0"})
    void readsNothingWhenNoAlertCouldLeave(String address) throws Exception {
        Launcher.Result result = workplace.ready().with("DCS_ALERT_URI", address).call("once");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).singleElement().asString().startsWith("dcs-sync: dcs.alert.uri=")
                .doesNotContain("Unguessable");
        assertThat(workplace.simulator().requests()).isZero();
    }

    @Test
    void saysInOneLineThatTheDatabaseIsDown() throws Exception {
        Launcher.Result result = workplace.ready()
                .with("DCS_DB_URL", "jdbc:postgresql://127.0.0.1:" + Workplace.closedPort() + "/dcs").call("once");

        assertThat(result.exitCode()).isEqualTo(4);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).singleElement().asString().startsWith("dcs-sync: The database jdbc:postgresql://")
                .contains("cannot be reached");
        assertThat(workplace.simulator().requests()).isZero();
    }

    @Test
    void saysInOneLineThatAPortIsTaken() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Launcher.Result result = workplace.ready()
                    .with("DCS_MANAGEMENT_PORT", Integer.toString(other.getLocalPort())).call("run");

            assertThat(result.exitCode()).isEqualTo(2);
            assertThat(result.err()).singleElement().asString()
                    .startsWith("dcs-sync: dcs.management.port " + other.getLocalPort())
                    .contains("cannot be listened on");
        }
    }

    @Test
    void logsJsonFromTheStartToTheEnd() throws Exception {
        Launcher.Result wrong = workplace.ready().with("DCS_LOG_FORMAT", "json").with("DCS_PARALLELISM", "many")
                .with("DCS_NO_SUCH_THING", "1").call("once");
        assertThat(wrong.exitCode()).isEqualTo(2);
        JsonNode fault = JSON.readTree(String.join("\n", wrong.err()));
        assertThat(fault.get("level").asText()).isEqualTo("ERROR");
        assertThat(fault.get("message").asText()).startsWith("dcs.parallelism=many ");

        Launcher.Result misspelt = workplace.ready().with("DCS_LOG_FORMAT", "json").call("once", "--jsn");
        assertThat(misspelt.exitCode()).isEqualTo(2);
        assertThat(JSON.readTree(String.join("\n", misspelt.err())).get("message").asText())
                .isEqualTo("Unknown option: '--jsn'; did you mean --json?");

        Launcher.Result down = workplace.ready().with("DCS_LOG_FORMAT", "json").with("DCS_NO_SUCH_THING", "1")
                .with("DCS_DB_URL", "jdbc:postgresql://127.0.0.1:" + Workplace.closedPort() + "/dcs").call("once");
        assertThat(down.exitCode()).isEqualTo(4);
        assertThat(down.err()).hasSize(2)
                .allSatisfy(line -> assertThat(JSON.readTree(line).get("message").asText()).isNotEmpty());
        assertThat(JSON.readTree(down.err().get(0)).get("message").asText()).contains("DCS_NO_SUCH_THING");
    }

    @Test
    void namesEverySettingThatIsMissingAtOnce() throws Exception {
        Launcher.Result result = workplace.program().call("once");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).allSatisfy(line -> assertThat(line).startsWith("dcs-sync: dcs."));
        assertThat(String.join("\n", result.err())).contains("dcs.endpoint is not set", "dcs.project-id is not set",
                "CLOUD_SDK_AK", "CLOUD_SDK_SK");
    }

    @Test
    void namesEverySettingThatIsWrongAtOnce() throws Exception {
        Path config = Files.writeString(folder.resolve("own settings.properties"), """
                dcs.paralelism=4
                dcs.backups.page-size=many
                dcs.time-zone=Mars/Olympus
                """);

        Launcher.Result result = workplace.ready().call("once", "--config", config.toString());

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).hasSize(3);
        assertThat(String.join("\n", result.err())).contains("dcs.paralelism", "dcs.parallelism",
                "dcs.backups.page-size", "many", "dcs.time-zone", "Mars/Olympus");
    }
}
