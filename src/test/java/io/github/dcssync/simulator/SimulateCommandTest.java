package io.github.dcssync.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

@Timeout(600)
class SimulateCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void servesUntilSigtermAndThenEndsWithZero() throws Exception {
        Process process = start(Map.of(), "--instances", "3", "--seed", "4");
        try (BufferedReader output = process.inputReader()) {
            List<String> lines = readUntilReady(output);
            assertThat(lines).hasSize(5);
            assertThat(lines.get(0)).matches("DCS_ENDPOINT=http://127\\.0\\.0\\.1:\\d+");
            assertThat(lines.get(1)).matches("DCS_PROJECT_ID=[0-9a-f]{32}");
            assertThat(lines.get(2)).matches("CLOUD_SDK_AK=[A-Z0-9]{20}");
            assertThat(lines.get(3)).matches("CLOUD_SDK_SK=[A-Z0-9]{40}");
            assertThat(lines.get(4)).contains("ready: 3 instances");
            assertThat(statusOf(lines.get(0).substring("DCS_ENDPOINT=".length()))).isEqualTo(404);
            process.destroy();
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void printsNoKeysWhenTheyWereGiven() throws Exception {
        Process process = start(Map.of("CLOUD_SDK_AK", "AK", "CLOUD_SDK_SK", "very-secret"));
        try (BufferedReader output = process.inputReader()) {
            assertThat(readUntilReady(output)).hasSize(3).noneMatch(line -> line.contains("very-secret"));
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void saysInOneLineThatThePortIsInUse() {
        try (Simulator other = Simulator.start(SimulatorOptions.builder().instances(0).build())) {
            int port = other.endpoint().getPort();
            assertThat(execute(Map.of(), "--port", String.valueOf(port))).isEqualTo(2);
            assertThat(err.toString().lines()).containsExactly("dcs-sync: Port " + port
                    + " on 127.0.0.1 is in use: choose another one, or 0 for a free one");
            assertThat(out.toString()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--port=-1", "--port=70000", "--port=x", "--instances=-1", "--backups=-1", "--restores=-2",
        "--latency-ms=-1", "--seed=x", "--faults=429", "--page-cap=0", "--total-num=SOME", "--filter-zone=Mars",
        "--empty-as=x", "--absent-as=x", "--nonsense"})
    void refusesBadValues(String option) {
        assertThat(execute(Map.of(), option)).isEqualTo(2);
        assertThat(err.toString()).isNotEmpty();
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void wantsBothKeysOrNone() {
        assertThat(execute(Map.of("CLOUD_SDK_AK", "AK", "CLOUD_SDK_SK", ""))).isEqualTo(2);
        assertThat(err.toString()).contains("give both or neither");
    }

    @Test
    void endsWithZeroWhenItsThreadIsInterrupted() {
        Thread.currentThread().interrupt();
        assertThat(execute(Map.of(), "--page-cap=5", "--total-num=ZERO", "--filter-zone=+14:00",
                "--filter-field=IGNORED", "--empty-as=NO_CONTENT", "--absent-as=EMPTY_OBJECT", "--faults=slow:0.1"))
                .isZero();
        assertThat(out.toString()).contains("ready: 20 instances");
    }

    private int execute(Map<String, String> environment, String... arguments) {
        return new CommandLine(new SimulateCommand(environment)).setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err, true)).execute(arguments);
    }

    private static Process start(Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"), "-XX:TieredStopAtLevel=1", "-cp",
                System.getProperty("java.class.path"), SimulateProgram.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().keySet().removeIf(name -> name.startsWith("CLOUD_SDK_"));
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static List<String> readUntilReady(BufferedReader output) throws IOException {
        List<String> lines = new ArrayList<>();
        do {
            lines.add(output.readLine());
        } while (lines.get(lines.size() - 1) != null && !lines.get(lines.size() - 1).startsWith("# ready"));
        return lines;
    }

    private static int statusOf(String uri) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(uri + "/")).build(),
                HttpResponse.BodyHandlers.discarding()).statusCode();
    }
}
