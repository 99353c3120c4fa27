package io.github.dcssync.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.dcssync.testkit.Operations;
import io.github.dcssync.testkit.SyncFixture;
import io.github.dcssync.testkit.TestDatabase;
import io.github.dcssync.testkit.Waiting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real Alertmanager has an alert as long as it lasts, and not longer. */
class AlertmanagerTest {

    private static final String PROGRAM = "prometheus-alertmanager";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    Path folder;

    private Process server;
    private String address;
    private SyncFixture fixture;
    private Operations operations;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(isInstalled(), PROGRAM + " is not installed: alerts were not sent to it");
        Path config = Files.writeString(folder.resolve("config.yml"), """
                global: {resolve_timeout: 5m}
                route: {receiver: none}
                receivers: [{name: none}]
                """);
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        address = "127.0.0.1:" + port + "/am";
        server = new ProcessBuilder(PROGRAM, "--config.file=" + config, "--storage.path=" + folder.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port, "--web.route-prefix=/am", "--cluster.listen-address=")
                .redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile()).start();
        Waiting.until("Alertmanager", () -> {
            try {
                return get("/-/ready").equals("OK");
            } catch (IOException e) {
                assertThat(server.isAlive()).as(Files.readString(folder.resolve("log"))).isTrue();
                return false;
            }
        });
        fixture = SyncFixture.on(TestDatabase.H2).fleet(1, 0, 0)
                .variable("DCS_ALERT_SINKS", "am").variable("DCS_ALERT_AM_URI", "alertmanager+http://" + address)
                .variable("DCS_ALERT_AM_KINDS", "operation_failure").variable("DCS_ALERT_DIGEST_ABOVE", "1").start();
        operations = new Operations(fixture);
    }

    private static boolean isInstalled() {
        for (String folder : System.getenv("PATH").split(":")) {
            if (Files.isExecutable(Path.of(folder, PROGRAM))) {
                return true;
            }
        }
        return false;
    }

    @AfterEach
    void stop() {
        if (fixture != null) {
            fixture.close();
        }
        if (server != null) {
            server.destroyForcibly();
        }
    }

    private String get(String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create("http://" + address + path)).build(),
                BodyHandlers.ofString()).body().strip();
    }

    private JsonNode active() throws IOException, InterruptedException {
        return JSON.readTree(get("/api/v2/alerts?active=true"));
    }

    @Test
    void hasAnAlertAsLongAsItLasts() throws Exception {
        operations.backup("b1", "failed", "dcs.08.0001", 5);
        operations.backup("b2", "failed", "dcs.08.0001", 5);
        fixture.sync();
        JsonNode first = active();
        assertThat(first).hasSize(2).allSatisfy(alert -> {
            assertThat(alert.path("labels").path("alertname").asText()).isEqualTo("operation_failure");
            assertThat(alert.path("labels").path("severity").asText()).isEqualTo("critical");
            assertThat(alert.path("annotations").path("owner").asText()).isEqualTo("vendor support");
        });
        Instant firstEnd = Instant.parse(first.get(0).path("endsAt").asText());

        fixture.sync();

        assertThat(Instant.parse(active().get(0).path("endsAt").asText())).as("told again, it lasts on")
                .isAfter(firstEnd);
        assertThat(active().get(0).path("startsAt")).isEqualTo(first.get(0).path("startsAt"));
        fixture.clock().advance(Duration.ofMinutes(1));
        operations.backup("good", "succeed", null, 1);
        fixture.sync();
        assertThat(active()).as("over, long before it would be forgotten").isEmpty();
        assertThat(fixture.tables().column("select distinct last_error from alert")).containsOnlyNulls();
    }
}
