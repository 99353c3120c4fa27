package io.github.dcssync.simulator;

import static io.github.dcssync.simulator.ApiClient.backups;
import static io.github.dcssync.simulator.ApiClient.errorCode;
import static io.github.dcssync.simulator.ApiClient.instances;
import static io.github.dcssync.simulator.ApiClient.restores;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultRatesTest {

    @ParameterizedTest
    @ValueSource(strings = {"429", "429:", "429:x", "429:-0.1", "429:1.1", "429:NaN", "teapot:0.1", "429:0.1,,500:0.1",
        "429:0.1,429:0.2", "429:0.6,500:0.6", "bad-instance:-1", "bad-instance:half", "429:0.1:2", ","})
    void refusesATextItCannotReadWithOneLine(String text) {
        assertThatThrownBy(() -> FaultRates.parse(text)).isInstanceOf(IllegalArgumentException.class)
                .message().isNotBlank().doesNotContain("\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "429:0.1,500:0.05,reset:0.02,truncate:0.02,html:0.02,slow:0.01", "503:1",
        "429-bare:0.5, 502:0.25, 504:0.25, bad-instance:3"})
    void readsWhatItDocuments(String text) {
        assertThatCode(() -> FaultRates.parse(text)).doesNotThrowAnyException();
    }

    @Test
    void namesTheKnownFaultsWhenOneIsUnknown() {
        assertThatThrownBy(() -> FaultRates.parse("teapot:0.1")).hasMessageContaining("\"teapot\"")
                .hasMessageContaining("429, 429-bare, 500").hasMessageContaining("bad-instance");
    }

    @ParameterizedTest
    @CsvSource({"429, 429, APIGW.0308", "429-bare, 429, APIGW.0308", "500, 500, DCS.5000", "502, 502, APIGW.0202",
        "503, 503, APIGW.0613", "504, 504, APIGW.0203"})
    void failsOnceAndThenGoesWell(String name, int status, String code) {
        try (Simulator simulator = start(name + ":1")) {
            HttpResponse<String> first = new ApiClient(simulator).get(instances("v2"));
            assertThat(first.statusCode()).isEqualTo(status);
            assertThat(errorCode(first)).isEqualTo(code);
            assertThat(first.headers().firstValue("Retry-After").isPresent()).isEqualTo(name.equals("429"));
            assertThat(new ApiClient(simulator).get(instances("v2")).statusCode()).isEqualTo(200);
            assertThat(new ApiClient(simulator).get(instances("v2") + "?offset=1").statusCode()).isEqualTo(status);
        }
    }

    @Test
    void cutsAPageOffInTheMiddleAndThenGoesWell() {
        try (Simulator simulator = start("truncate:1")) {
            ApiClient client = new ApiClient(simulator);
            assertThatThrownBy(() -> client.get(instances("v2"))).hasCauseInstanceOf(IOException.class);
            assertThat(client.get(instances("v2")).statusCode()).isEqualTo(200);
        }
    }

    /** Over a plain socket, because the JDK's client repeats such a request by itself. */
    @Test
    void closesTheConnectionWithoutAWordAndThenGoesWell() throws IOException {
        try (Simulator simulator = start("reset:1")) {
            assertThat(statusLine(simulator)).isNull();
            assertThat(statusLine(simulator)).isEqualTo("HTTP/1.1 401 Unauthorized");
            assertThat(simulator.traffic().answered(0)).isEqualTo(1);
        }
    }

    @Test
    void sendsAPageOfHtml() {
        try (Simulator simulator = start("html:1")) {
            HttpResponse<String> page = new ApiClient(simulator).get(instances("v2"));
            assertThat(page.body()).startsWith("<html>");
            assertThat(page.headers().firstValue("Content-Type")).contains("text/html");
        }
    }

    @Test
    void hitsAboutTheShareAskedForAndTheSameRequestsEachTime() {
        List<Integer> first = statuses("500:0.1,503:0.2");
        assertThat(statuses("500:0.1,503:0.2")).isEqualTo(first);
        assertThat(first.stream().filter(status -> status == 500).count()).isBetween(20L, 60L);
        assertThat(first.stream().filter(status -> status == 503).count()).isBetween(50L, 110L);
    }

    @Test
    void failsEachListOfTheFirstInstancesForGood() {
        try (Simulator simulator = start("bad-instance:2")) {
            ApiClient client = new ApiClient(simulator);
            for (int i = 0; i < 3; i++) {
                String id = simulator.fleet().instanceIds().get(i);
                for (String path : List.of(backups("v1.0", id), backups("v1.0", id), restores("v2", id))) {
                    HttpResponse<String> response = client.get(path);
                    assertThat(response.statusCode()).isEqualTo(i < 2 ? 500 : 200);
                    assertThat(errorCode(response)).isEqualTo(i < 2 ? "DCS.5078" : "");
                }
            }
            assertThat(client.get(instances("v2")).statusCode()).isEqualTo(200);
        }
    }

    private static String statusLine(Simulator simulator) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", simulator.endpoint().getPort())) {
            String request = "GET " + instances("v2") + " HTTP/1.1\r\nHost: x\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
        }
    }

    private static List<Integer> statuses(String faults) {
        List<Integer> statuses = new ArrayList<>();
        try (Simulator simulator = start(faults)) {
            for (int offset = 0; offset < 400; offset++) {
                statuses.add(new ApiClient(simulator).get(instances("v2") + "?offset=" + offset).statusCode());
            }
        }
        return statuses;
    }

    private static Simulator start(String faults) {
        return Simulator
                .start(SimulatorOptions.builder().instances(3).seed(5).faults(FaultRates.parse(faults)).build());
    }
}
