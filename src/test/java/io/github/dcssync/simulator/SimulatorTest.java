package io.github.dcssync.simulator;

import static io.github.dcssync.simulator.ApiClient.backups;
import static io.github.dcssync.simulator.ApiClient.instances;
import static io.github.dcssync.simulator.ApiClient.restores;
import static io.github.dcssync.simulator.SimulatedKind.BACKUP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dcssync.testkit.TestClock;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SimulatorTest {

    private final Simulator simulator = Simulator.start(SimulatorOptions.builder().instances(2).build());
    private final String id = simulator.fleet().instanceIds().get(0);
    private final ApiClient client = new ApiClient(simulator);

    @AfterEach
    void close() {
        simulator.close();
    }

    @Test
    void saysThatItsPortIsInUse() {
        int port = simulator.endpoint().getPort();
        assertThatThrownBy(() -> Simulator.start(SimulatorOptions.builder().port(port).build()))
                .isInstanceOf(PortInUseException.class)
                .hasMessageContaining("Port " + port + " on 127.0.0.1 is in use");
    }

    @Test
    void refusesOptionsThatMakeNoSense() {
        assertThatThrownBy(() -> SimulatorOptions.builder().port(70_000).build())
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("70000");
        assertThatThrownBy(() -> SimulatorOptions.builder().keys("AK", null).build())
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SimulatorOptions.builder().pageCap(0).build())
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void tellsAListenerOfEachListBeforeItAnswers() {
        List<SimulatedListRequest> seen = new ArrayList<>();
        simulator.onRequest(seen::add);
        client.get(backups("v1.0", id) + "?start=11&limit=5");
        client.get(backups("v1.0", id));
        client.get(restores("v2", id) + "?offset=3");
        client.get(instances("v2"));
        assertThat(seen).containsExactly(new SimulatedListRequest(Operation.BACKUPS_V1, id, 10, 5, 1),
                new SimulatedListRequest(Operation.BACKUPS_V1, id, 0, 10, 2),
                new SimulatedListRequest(Operation.RESTORES_V2, id, 3, 10, 1),
                new SimulatedListRequest(Operation.INSTANCES_V2, null, 0, 10, 1));
    }

    @Test
    void showsAChangeMadeBetweenTwoPages() {
        List<String> before = simulator.fleet().recordIds(BACKUP, id);
        simulator.onRequest(request -> {
            if (request.ordinal() == 2) {
                simulator.fleet().addFirst(BACKUP, id);
            }
        });
        List<String> first = backupIds("?limit=5");
        List<String> second = backupIds("?offset=5&limit=5");
        assertThat(first).isEqualTo(before.subList(0, 5));
        assertThat(second).as("the last record of page one moved to page two").isEqualTo(before.subList(4, 9));
    }

    @Test
    void sendsARawRecordAsItIsOnBothVersions() {
        String raw = "{ \"backup_id\" : \"x\",\"created_at\":\"no date\", \"size\":{} , \"new\":[1]}";
        simulator.fleet().addRaw(BACKUP, id, 1, raw);
        simulator.fleet().addRaw(BACKUP, id, 2, "42");
        assertThat(client.get(backups("v1.0", id)).body()).contains(raw + ",42,");
        assertThat(client.get(backups("v2", id)).body()).contains(raw + ",42,");
        assertThat(client.get(backups("v2", id) + "?begin_time=20000101000000").body()).doesNotContain("no date");
    }

    @Test
    void answersWithWhatAnInjectorPutsInPlace() {
        simulator.injectFaults((request, answer) -> switch (request.query().getOrDefault("offset", "")) {
            case "1" -> Answer.json(418, "{}").withHeader("X-Tea", "green");
            case "2" -> answer.truncatedTo(20);
            case "3" -> Answer.dropped();
            case "4" -> answer.truncatedTo(0);
            case "5" -> answer.delayedBy(Duration.ofMillis(30));
            default -> answer;
        });
        HttpResponse<String> tea = client.get(instances("v2") + "?offset=1");
        assertThat(tea.statusCode()).isEqualTo(418);
        assertThat(tea.headers().firstValue("X-Tea")).contains("green");
        for (int offset = 2; offset <= 4; offset++) {
            String path = instances("v2") + "?offset=" + offset;
            assertThatThrownBy(() -> client.get(path)).hasCauseInstanceOf(IOException.class);
        }
        long before = System.nanoTime();
        assertThat(client.get(instances("v2") + "?offset=5").statusCode()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(30));
    }

    @Test
    void beginsAndEndsFaultsWhileItServes() {
        assertThat(client.get(restores("v2", id)).statusCode()).isEqualTo(200);
        simulator.injectFaults(FaultRates.parse("bad-instance:1"));
        assertThat(client.get(restores("v2", id)).statusCode()).isEqualTo(500);
        simulator.injectFaults(FaultRates.NONE);
        assertThat(client.get(restores("v2", id)).statusCode()).isEqualTo(200);
    }

    @Test
    void countsWhatItWasAsked() {
        client.get(backups("v1.0", id) + "?start=1&limit=3");
        client.get(backups("v1.0", id) + "?start=0");
        client.get(restores("v2", id));
        new ApiClient(simulator, "AK", "SK").get(instances("v2"));
        Traffic traffic = simulator.traffic();
        assertThat(simulator.requests()).isEqualTo(4);
        assertThat(traffic.requests(Operation.BACKUPS_V1)).isEqualTo(2);
        assertThat(traffic.requests(Operation.BACKUPS_V1, id)).isEqualTo(2);
        assertThat(traffic.requests(Operation.BACKUPS_V2, id)).isZero();
        assertThat(traffic.answered(200)).isEqualTo(2);
        assertThat(traffic.answered(400)).isEqualTo(1);
        assertThat(traffic.answered(401)).isEqualTo(1);
        assertThat(traffic.recent(Operation.BACKUPS_V1)).extracting(request -> request.query().get("start"))
                .containsExactly("1", "0");
        assertThat(traffic.recent().get(3).request().headers()).containsKey("x-sdk-date");
    }

    @Test
    void keepsOnlyTheLastThousandRequests() {
        for (int i = 0; i < 1003; i++) {
            client.send("GET", "/" + i, Map.of(), "");
        }
        assertThat(simulator.traffic().recent()).hasSize(1000);
        assertThat(simulator.traffic().recent().get(0).request().path()).isEqualTo("/3");
    }

    @Test
    void keepsAConnectionOpenForFurtherRequests() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", simulator.endpoint().getPort())) {
            for (int i = 0; i < 3; i++) {
                socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                assertThat(readBody(socket.getInputStream())).contains("APIGW.0101");
            }
        }
    }

    @Test
    void addsItsLatencyToEachAnswer() {
        Duration latency = Duration.ofMillis(40);
        try (Simulator slow = Simulator.start(SimulatorOptions.builder().latency(latency).build())) {
            long before = System.nanoTime();
            new ApiClient(slow).get(instances("v2"));
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(latency);
        }
    }

    @Test
    void answersTwoSimulatorsOfOneSeedAlike() {
        TestClock clock = new TestClock("2026-03-01T12:00:00Z");
        SimulatorOptions options = SimulatorOptions.builder().seed(9).clock(clock).keys("AK", "SK").build();
        try (Simulator one = Simulator.start(options); Simulator other = Simulator.start(options)) {
            String path = backups("v1.0", one.fleet().instanceIds().get(4));
            assertThat(new ApiClient(one).signedAt(clock.instant()).get(path).body())
                    .isEqualTo(new ApiClient(other).signedAt(clock.instant()).get(path).body());
        }
    }

    private List<String> backupIds(String query) {
        return ApiClient.values(client.get(backups("v2", id) + query), BACKUP.listField(), "backup_id");
    }

    private static String readBody(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int octet = in.read();
            assertThat(octet).as("the connection is still open").isNotNegative();
            head.append((char) octet);
        }
        String length = head.toString().replaceAll("(?is).*content-length: (\\d+).*", "$1");
        return new String(in.readNBytes(Integer.parseInt(length)), StandardCharsets.UTF_8);
    }
}
