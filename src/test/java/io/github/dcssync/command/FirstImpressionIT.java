package io.github.dcssync.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.dcssync.testkit.Launcher;
import io.github.dcssync.testkit.Started;
import io.github.dcssync.testkit.Workplace;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the program says to terminals, pipes, full disks and log collectors, and what it makes of signals. */
class FirstImpressionIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    private static Path folder;

    private static Workplace workplace;

    /** What the tests look at, synced once. */
    @BeforeAll
    static void sync() throws Exception {
        workplace = Workplace.in(folder);
        assertThat(workplace.ready().call("once").exitCode()).isZero();
    }

    @AfterAll
    static void end() throws IOException {
        workplace.close();
    }

    @Test
    void saysNothingToWhoeverReadsNoFurther() throws Exception {
        for (String command : List.of("report", "report rpo_status --format json")) {
            Launcher.Result result = piped(command);

            assertThat(result.exitCode()).as(command + result.err()).isZero();
            assertThat(result.err()).as(command).noneMatch(line -> line.contains("output") || line.contains("pipe"));
        }
    }

    /** The reader has gone before anything is written. */
    private static Launcher.Result piped(String command) throws Exception {
        Path script = Launcher.script(folder.resolve("piped"), "{ until [ -e '" + folder.resolve("gone")
                + "' ]; do sleep 0.1; done; '" + workplace.home().resolve("dcs-sync") + "' " + command + "; echo $? >'"
                + folder.resolve("code") + "'; } | { exec <&-; : >'" + folder.resolve("gone") + "'; }",
                "exit $(cat '" + folder.resolve("code") + "')");
        Files.deleteIfExists(folder.resolve("gone"));
        return workplace.ready(Launcher.of(script, folder)).run();
    }

    /** By lines, by rows, by the page; all other commands write by lines. */
    @Test
    void saysThatAResultFoundNoRoom() throws Exception {
        Path script = Launcher.script(folder.resolve("full"), "exec '" + workplace.home().resolve("dcs-sync")
                + "' \"$@\" >/dev/full");
        for (String command : List.of("report", "report rpo_status --format csv", "report --html -")) {
            Launcher.Result result = workplace.ready(Launcher.of(script, folder)).run(command.split(" "));

            assertThat(result.exitCode()).as(command + result.err()).isEqualTo(4);
            assertThat(result.err()).as(command).filteredOn(line -> line.contains("standard output"))
                    .containsExactly("dcs-sync: The result could not be written to standard output: No space left on"
                            + " device");
        }
    }

    @Test
    void endsWith1WhereAResultFoundNobodyToTakeIt() throws Exception {
        for (String closing : List.of(">&-", "<&- >&- 2>&-")) {
            Path script = Launcher.script(folder.resolve("closed"), "exec '" + workplace.home().resolve("dcs-sync")
                    + "' \"$@\" " + closing);
            Launcher.Result result = workplace.ready(Launcher.of(script, folder)).run("once");

            assertThat(result.exitCode()).as(closing + result.err()).isEqualTo(1);
            assertThat(result.err()).as(closing).filteredOn(line -> line.contains("standard output"))
                    .hasSize(closing.contains("2") ? 0 : 1).allMatch(line -> line.equals(
                            "dcs-sync: The result could not be written to standard output: it is closed"));
        }
    }

    @Test
    void logsAnEventAndPrintsAnObjectASyncAndOutlivesItsTerminal() throws Exception {
        try (Started run = workplace.ready().with("DCS_LOG_FORMAT", "json").with("DCS_SYNC_CRON", "* * * * * ?")
                .with("DCS_DB_URL", "jdbc:h2:file:" + folder.resolve("standing")).start("run", "--json")) {
            JsonNode first = JSON.readTree(run.prints("a sync", lines -> !lines.isEmpty()).get(0));
            assertThat(new ProcessBuilder("kill", "-HUP", Long.toString(run.process().pid())).start().waitFor())
                    .isZero();
            int before = run.out().size();
            JsonNode later = JSON.readTree(run.prints("more syncs", lines -> lines.size() >= before + 3)
                    .get(before + 2));

            assertThat(first.fieldNames()).toIterable().startsWith("source", "run_id", "status", "instances");
            assertThat(first.get("source").asText()).isEqualTo("default");
            assertThat(first.get("read").asInt())
                    .isEqualTo(Workplace.INSTANCES * (Workplace.BACKUPS + Workplace.RESTORES));
            assertThat(later.get("run_id")).isNotEqualTo(first.get("run_id"));
            assertThat(run.exitCodeAfterSigterm()).isZero();
            List<JsonNode> events = new ArrayList<>();
            for (String line : run.err()) {
                events.add(JSON.readTree(line));
            }
            assertThat(events).filteredOn(event -> event.path("run_id").equals(first.get("run_id"))
                    && event.path("event").asText().equals("sync")).singleElement().satisfies(event -> {
                        assertThat(event.get("source").asText()).isEqualTo("default");
                        assertThat(event.get("read")).isEqualTo(first.get("read"));
                        assertThat(event.get("seconds")).isEqualTo(first.get("seconds"));
                    });
        }
    }

    /** No folder can be made in what is none. */
    @Test
    void answersALongTableWithASentenceWhereThereIsNoTemporaryFolder() throws Exception {
        Path nowhere = Path.of("/dev/null/no");
        try (Workplace many = Workplace.withMany(Files.createDirectory(folder.resolve("many")))) {
            many.ready().call("once");
            try (Started run = many.ready().with("JAVA_OPTS", "-Djava.io.tmpdir=" + nowhere).start("run")) {
                String address = run.says("Report page at").replaceFirst(".*Report page at (\\S+), .*", "$1");
                HttpURLConnection answer = (HttpURLConnection) URI.create(address
                        + "api/reports/report_restore_evidence?format=csv").toURL().openConnection();

                assertThat(answer.getResponseCode()).isEqualTo(503);
                try (InputStream body = answer.getErrorStream()) {
                    assertThat(new String(body.readAllBytes(), StandardCharsets.UTF_8))
                            .contains("no temporary folder");
                }
                run.exitCodeAfterSigterm();
                assertThat(run.err()).filteredOn(line -> line.contains("cannot be answered"))
                        .singleElement().asString().contains("temporary folder " + nowhere)
                        .contains("JAVA_OPTS=-Djava.io.tmpdir=FOLDER");
            }
        }
    }
}
