package io.github.dcssync.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.dcssync.testkit.Launcher;
import io.github.dcssync.testkit.RawSink;
import io.github.dcssync.testkit.Started;
import io.github.dcssync.testkit.Workplace;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a sync prints where, what it stores, and which exit code it ends with. */
class SyncIT {

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
    void syncsOnceAndPrintsNothingButTheSummaryOnStandardOutput() throws Exception {
        Launcher.Result result = workplace.ready().run("once", "--verbose");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).containsExactly(result.summary());
        assertThat(result.summary()).matches(Workplace.SUMMARY).startsWith(
                "dcs-sync: complete instances=3 complete=6 failed=0 read=18 inserted=18 changed=0 unchanged=0 ");
        assertThat(result.err()).isNotEmpty().noneMatch(line -> line.contains(Workplace.SECRET_KEY));
        assertThat(Workplace.count(folder.resolve("db"), "backup_record"))
                .isEqualTo(Workplace.INSTANCES * Workplace.BACKUPS);
        assertThat(Workplace.count(folder.resolve("db"), "restore_record"))
                .isEqualTo(Workplace.INSTANCES * Workplace.RESTORES);
    }

    @Test
    void printsTheSummaryAsOneJsonObject() throws Exception {
        Launcher.Result result = workplace.ready().with("DCS_LOG_FORMAT", "json").run("once", "--json", "--verbose");

        assertThat(result.out()).hasSize(1);
        JsonNode summary = JsonMapper.builder().build().readTree(result.summary());
        assertThat(summary.fieldNames()).toIterable().containsExactly("status", "instances", "complete", "failed",
                "read", "inserted", "changed", "unchanged", "vanished", "rejected", "requests", "retries", "seconds");
        assertThat(summary.get("status").asText()).isEqualTo("complete");
        assertThat(summary.get("read").asInt())
                .isEqualTo(Workplace.INSTANCES * (Workplace.BACKUPS + Workplace.RESTORES));
        assertThat(result.err()).isNotEmpty().allSatisfy(line -> assertThat(line).startsWith("{").endsWith("}"));
    }

    @Test
    void readsNothingWithAWrongSecretAndAsksOnlyOnce() throws Exception {
        Launcher.Result result = workplace.ready().with("CLOUD_SDK_SK", "AnotherSecretKey").run("once");

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.summary()).matches(Workplace.SUMMARY).startsWith("dcs-sync: failed ");
        assertThat(workplace.simulator().requests()).isEqualTo(1);
        assertThat(result.err()).isNotEmpty().noneMatch(line -> line.contains("AnotherSecretKey"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:%d", "https://dcs.invalid:%d"})
    void readsNothingFromASourceThatCannotBeReached(String endpoint) throws Exception {
        Launcher.Result result = workplace.ready().with("DCS_ENDPOINT", endpoint.formatted(Workplace.closedPort()))
                .with("DCS_HTTP_MAX_ATTEMPTS", "1").run("once");

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.summary()).matches(Workplace.SUMMARY).startsWith("dcs-sync: failed ");
        assertThat(result.err()).noneMatch(line -> line.startsWith("\tat "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nosuch:Unguessable-B0", "log:alerts?levle=Unguessable-B0",
        "https://hooks.example.com:0/Unguessable-B0", "http://hooks.example.com/Unguessable-B0"})
    void readsNothingWhenNoAlertCouldLeave(String address) throws Exception {
        Launcher.Result result = workplace.ready().with("DCS_ALERT_URI", address).run("once");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).singleElement().asString().startsWith("dcs-sync: dcs.alert.uri=")
                .doesNotContain("Unguessable");
        assertThat(workplace.simulator().requests()).isZero();
    }

    @Test
    void endsThoughItsAlertsHang() throws Exception {
        try (RawSink sink = new RawSink()) {
            sink.hangAfter("HTTP/1.1 ");

            Launcher.Result result = workplace.ready().with("DCS_ALERT_URI", sink.address() + "/Unguessable-B0")
                    .with("DCS_POLICY_DEFAULT_RPO", "1m").run("once");

            assertThat(result.exitCode()).isZero();
            assertThat(sink.requests()).isNotEmpty();
            assertThat(result.err()).isNotEmpty().noneMatch(line -> line.contains("Unguessable"))
                    .anyMatch(line -> line.contains("the sink has not taken it within 10 s"));
        }
    }

    @Test
    void saysInOneLineThatTheDatabaseIsDown() throws Exception {
        Launcher.Result result = workplace.ready()
                .with("DCS_DB_URL", "jdbc:postgresql://127.0.0.1:" + Workplace.closedPort() + "/dcs").run("once");

        assertThat(result.exitCode()).isEqualTo(4);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).singleElement().asString().startsWith("dcs-sync: The database jdbc:postgresql://")
                .contains("cannot be reached");
        assertThat(workplace.simulator().requests()).isZero();
    }

    @Test
    void saysInOneLineThatAnotherProcessHasTheDatabaseFile() throws Exception {
        try (Connection held = Workplace.open(folder.resolve("db"))) {
            Launcher.Result result = workplace.ready().run("once");

            assertThat(result.exitCode()).isEqualTo(4);
            assertThat(result.err()).singleElement().asString().contains("is in use by another process");
            assertThat(held.isValid(1)).isTrue();
        }
    }

    @Test
    void saysInOneLineThatAPortIsTaken() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Launcher.Result result = workplace.ready()
                    .with("DCS_MANAGEMENT_PORT", Integer.toString(other.getLocalPort())).run("run");

            assertThat(result.exitCode()).isEqualTo(2);
            assertThat(result.err()).singleElement().asString()
                    .startsWith("dcs-sync: dcs.management.port " + other.getLocalPort())
                    .contains("cannot be listened on");
        }
    }

    @Test
    void servesThePageAndHealthWhileItStandsAndEndsWithZeroWhenToldTo() throws Exception {
        try (Started run = workplace.ready().start("run")) {
            Matcher said = Pattern.compile("Report page at (\\S+), health and metrics at (\\S+)")
                    .matcher(run.says("Report page at "));
            assertThat(said.find()).isTrue();
            assertThat(text(said.group(1))).contains("<title>dcs-sync");
            assertThat(text(said.group(2) + "health/live")).contains("\"UP\"");
            assertThat(text(said.group(2) + "metrics")).contains("dcs_database_up 1.0")
                    .doesNotContain(Workplace.SECRET_KEY);
            assertThat(run.exitCodeAfterSigterm()).as("exit code; it has said %s", run.err()).isZero();
        }
    }

    private static String text(String address) throws IOException {
        try (InputStream answer = URI.create(address).toURL().openStream()) {
            return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
