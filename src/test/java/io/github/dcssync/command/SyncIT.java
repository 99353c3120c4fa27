package io.github.dcssync.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.testkit.Launcher;
import io.github.dcssync.testkit.RawSink;
import io.github.dcssync.testkit.Started;
import io.github.dcssync.testkit.Workplace;
import java.io.IOException;
import java.io.InputStream;
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
    void saysInOneLineThatAnotherProcessHasTheDatabaseFile() throws Exception {
        try (Connection held = Workplace.open(folder.resolve("db"))) {
            Launcher.Result result = workplace.ready().run("once");

            assertThat(result.exitCode()).isEqualTo(4);
            assertThat(result.err()).singleElement().asString().contains("is in use by another process");
            assertThat(held.isValid(1)).isTrue();
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
