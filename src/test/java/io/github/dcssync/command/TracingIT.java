package io.github.dcssync.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.testkit.Launcher;
import io.github.dcssync.testkit.SpanReceiver;
import io.github.dcssync.testkit.Started;
import io.github.dcssync.testkit.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Traces from the process itself, whose last spans must not be lost with it. */
class TracingIT {

    @TempDir
    Path folder;

    private Workplace workplace;
    private SpanReceiver receiver;

    @BeforeEach
    void start() throws IOException {
        workplace = Workplace.in(folder);
        receiver = new SpanReceiver();
    }

    @AfterEach
    void end() throws IOException {
        receiver.close();
        workplace.close();
    }

    @Test
    void sendsAllSpansOfOnce() throws Exception {
        Launcher.Result result = traced(receiver.endpoint()).run("once");

        assertThat(result.exitCode()).as(result.toString()).isZero();
        assertThat(receiver.names()).contains("sync-default", "store-page", "sync-ends");
    }

    @Test
    void sendsAllSpansOfRunWhenItIsAskedToEnd() throws Exception {
        try (Started run = traced(receiver.endpoint()).with("DCS_SYNC_CRON", "* * * * * ?")
                .with("OTEL_BSP_SCHEDULE_DELAY", "3600000").with("OTEL_BSP_MAX_EXPORT_BATCH_SIZE", "2048")
                .start("run")) {
            assertThat(run.prints("a sync", lines -> !lines.isEmpty()).get(0)).contains("complete");
            assertThat(run.exitCodeAfterSigterm()).isZero();
        }

        assertThat(receiver.names()).contains("sync-default", "store-page", "sync-ends");
    }

    @Test
    void syncsAndSaysInOneLineThatTheReceiverIsAway() throws Exception {
        Launcher.Result result = traced("http://127.0.0.1:" + Workplace.closedPort()).run("once");

        assertThat(result.exitCode()).as(result.toString()).isZero();
        assertThat(result.err()).filteredOn(line -> line.contains("races are lost")).hasSize(1);
        assertThat(result.err()).noneMatch(line -> line.startsWith("    "))
                .noneMatch(line -> line.contains("io.opentelemetry"));
    }

    @Test
    void endsWithOneLineWhenAVariableIsWrong() throws Exception {
        Launcher.Result result = traced(receiver.endpoint()).with("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc").run("once");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).singleElement().asString().startsWith("dcs-sync: Tracing cannot begin: ")
                .contains("grpc", "http/protobuf");
    }

    @Test
    void loadsNothingWhenItIsSwitchedOff() throws Exception {
        Path classes = folder.resolve("classes.txt");
        Launcher.Result result = workplace.ready().with("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.endpoint())
                .with("JAVA_OPTS", "-Xlog:class+load:file=" + classes).run("once");

        assertThat(result.exitCode()).as(result.toString()).isZero();
        assertThat(Files.readAllLines(classes)).anyMatch(line -> line.contains("io.github.dcssync.app.Bundle"))
                .noneMatch(line -> line.contains("io.opentelemetry.") || line.contains("camel.opentelemetry2"));
        assertThat(receiver.spans()).isEmpty();
    }

    private Launcher traced(String endpoint) {
        return workplace.ready().with("DCS_TRACING_ENABLED", "true").with("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint);
    }
}
