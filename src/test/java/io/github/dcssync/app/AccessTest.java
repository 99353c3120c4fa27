package io.github.dcssync.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dcssync.http.AddressException;
import io.github.dcssync.testkit.Http;
import io.github.dcssync.testkit.SyncFixture;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may ask, and how. */
class AccessTest {

    @Test
    void letsEverybodyOnThisMachineInByDefault() throws Exception {
        try (SyncFixture fixture = standing().start()) {
            for (URI base : ports(fixture)) {
                assertThat(Http.get(base, "/observe/health").statusCode()).isIn(200, 404);
                assertThat(Http.get(base, "/observe/health").headers().map())
                        .containsEntry("x-content-type-options", List.of("nosniff"))
                        .containsEntry("referrer-policy", List.of("no-referrer"))
                        .containsKey("content-security-policy");
            }
        }
    }

    @Test
    void asksForUserAndPasswordOnBothPorts() throws Exception {
        try (SyncFixture fixture = standing().variable("DCS_HTTP_SERVER_USER", "ops")
                .variable("DCS_HTTP_SERVER_PASSWORD", "s3cr:et ü").variable("DCS_MANAGEMENT_USER", "ops")
                .variable("DCS_MANAGEMENT_PASSWORD", "s3cr:et ü").start()) {
            for (URI base : ports(fixture)) {
                assertThat(Http.json(Http.get(base, "/api/nothing")).get("error").asText()).contains("password");
                for (String path : List.of("/", "/observe/health/live", "/observe/metrics", "/nothing")) {
                    HttpResponse<String> refused = Http.get(base, path);
                    assertThat(refused.statusCode()).as(path).isEqualTo(401);
                    assertThat(refused.headers().firstValue("www-authenticate")).hasValue("Basic realm=\"dcs-sync\"");
                    assertThat(Http.get(base, path, "Authorization", Http.basic("ops", "wrong")).statusCode())
                            .isEqualTo(401);
                    assertThat(Http.get(base, path, "Authorization", Http.basic("ops", "")).statusCode())
                            .isEqualTo(401);
                    assertThat(Http.get(base, path, "Authorization", Http.basic("ops", "s3cr:et ü")).statusCode())
                            .isIn(200, 404);
                }
            }
            assertThat(Http.get(ports(fixture).get(1), "/observe/health/live", "Authorization",
                    Http.basic("ops", "s3cr:et ü")).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void asksForThePasswordsThatTheirFilesHaveByNow(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("password"), "first-word\n");
        try (SyncFixture fixture = standing().variable("DCS_HTTP_SERVER_USER", "ops")
                .variable("DCS_HTTP_SERVER_PASSWORD_FILE", file.toString()).variable("DCS_MANAGEMENT_USER", "ops")
                .variable("DCS_MANAGEMENT_PASSWORD_FILE", file.toString()).start()) {
            Files.writeString(file, "second-word\n");
            for (URI base : ports(fixture)) {
                assertThat(Http.get(base, "/", "Authorization", Http.basic("ops", "first-word")).statusCode())
                        .isEqualTo(401);
                assertThat(Http.get(base, "/", "Authorization", Http.basic("ops", "second-word")).statusCode())
                        .isIn(200, 404);
            }
            Files.delete(file);
            assertThat(Http.get(ports(fixture).get(0), "/", "Authorization", Http.basic("ops", "second-word"))
                    .statusCode()).isEqualTo(200);
        }
    }

    @Test
    void answersToNoNameButThisMachines() throws Exception {
        try (SyncFixture fixture = standing().start()) {
            for (URI base : ports(fixture)) {
                assertThat(statusFor(base, "rebound.example:" + base.getPort())).isEqualTo(421);
                assertThat(statusFor(base, "localhost:" + base.getPort())).isIn(200, 404);
                assertThat(statusFor(base, "[::1]:" + base.getPort())).isIn(200, 404);
            }
        }
    }

    @Test
    void changesNothingForAnybody() throws Exception {
        try (SyncFixture fixture = standing().start()) {
            for (String method : List.of("POST", "PUT", "DELETE", "PATCH", "OPTIONS")) {
                for (URI base : ports(fixture)) {
                    HttpResponse<String> answer = Http.send(method, base, "/");
                    assertThat(answer.statusCode()).as(method).isEqualTo(405);
                    assertThat(answer.headers().firstValue("allow")).hasValue("GET, HEAD");
                }
            }
        }
    }

    @Test
    void refusesAPortThatIsTaken() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(() -> standing()
                    .variable("DCS_HTTP_SERVER_PORT", Integer.toString(other.getLocalPort())).start())
                    .isInstanceOf(AddressException.class)
                    .hasMessageContaining("dcs.http-server.port " + other.getLocalPort()).hasMessageNotContaining("\n");
        }
    }

    @Test
    void listensForNobodyWhenNotStanding() throws Exception {
        try (SyncFixture fixture = SyncFixture.onAnyDatabase().fleet(1, 1, 1).start()) {
            assertThat(fixture.bundle().page()).isEmpty();
            assertThat(fixture.bundle().management()).isEmpty();
        }
    }

    /** The JDK's client does not let a program choose this header. */
    private static int statusFor(URI base, String host) throws Exception {
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Integer.parseInt(answer.split(" ")[1]);
        }
    }

    private static List<URI> ports(SyncFixture fixture) {
        return List.of(fixture.bundle().page().orElseThrow(), fixture.bundle().management().orElseThrow());
    }

    private static SyncFixture.Builder standing() {
        return SyncFixture.onAnyDatabase().fleet(1, 1, 1).variable("DCS_SYNC_CRON", "0 0 0 1 1 ? 2099")
                .variable("DCS_FULL_SYNC_CRON", "0 0 0 1 1 ? 2099").scheduled();
    }
}
