package io.github.dcssync.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.dcssync.testkit.Launcher;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What the launcher hands through to the program and says itself: arguments, streams, terminal, JSON. */
class LauncherStreamsTest extends LauncherTestSupport {

    /** The stand-in knows only the terminal that it is given as standard input. */
    @Test
    void tellsTheProgramHowWideItsTerminalIs() throws Exception {
        Path script = Path.of("/usr/bin/script");
        assumeTrue(Files.isExecutable(script), "script makes terminals");
        start();
        java("17.0.1", "echo \"$*\"");
        Launcher.script(tools.folder().resolve("stty"), "[ -t 0 ] && echo 24 87");

        Process process = launcher(script).builder("-qec", "'" + home.resolve("dcs-sync") + "' report </dev/null",
                "/dev/null").redirectErrorStream(true).start();

        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("-Ddcs.stdout-terminal=true -Ddcs.columns=87 ");
    }

    /** What is opened next would take their places, and hear what is meant for them. */
    @Test
    void leavesNoStreamClosed() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/self/fd")), "the system shows what is open");
        start();
        Path streams = folder.resolve("streams.txt");
        java("17.0.1", "seen=$(readlink /proc/$$/fd/0 /proc/$$/fd/1 /proc/$$/fd/2); echo \"$seen\" >'" + streams + "'");
        Path closing = Launcher.script(folder.resolve("closing"), "exec '" + home.resolve("dcs-sync")
                + "' \"$@\" <&- >&- 2>&-");

        launcher(closing).run("once");

        assertThat(streams).content().isEqualTo("/dev/null\n".repeat(3));
    }

    @Test
    void refusesALimitOfOpenFilesThatHasNoRoomForItsLibraries() throws Exception {
        start();
        Path limited = Launcher.script(folder.resolve("limited"), "ulimit -n 64",
                "exec '" + home.resolve("dcs-sync") + "' \"$@\"");

        assertRefused(launcher(limited).run("once"),
                "only 64 files may be open at a time, which is too few: allow 1024 (ulimit -n 1024)");
    }

    @Test
    void saysWhatItHasToSayInJsonWhereTheEnvironmentWantsTheLogSo() throws Exception {
        maven("printf 'no \"symbol\" \\\\here\\033\\n\\n\\tat Main\\n'; exit 1");
        Launcher.Result result = launcher().with("DCS_LOG_FORMAT", "JSON").run("once");

        assertThat(result.exitCode()).isEqualTo(2);
        List<JsonNode> said = new ArrayList<>();
        for (String line : result.err()) {
            said.add(JsonMapper.builder().build().readTree(line));
        }
        assertThat(said).extracting(line -> line.get("message").asText()).hasSize(4)
                .contains("no \"symbol\" \\here", " at Main").last().asString().startsWith("the build failed");
        assertThat(said).extracting(line -> line.get("level").asText()).containsExactly("INFO", "ERROR", "ERROR",
                "ERROR");
        assertThat(said).allSatisfy(line -> assertThat(Instant.parse(line.get("timestamp").asText()))
                .isBeforeOrEqualTo(Instant.now()));
    }

    @Test
    void keepsArgumentsWithBlanksAndEmptyOnesWhole() throws Exception {
        assertThat(start("once", "--config", "a file", "").out()).endsWith("once", "--config", "a file", "");
    }

    @Test
    void leavesStandardInputToTheProgram() throws Exception {
        Path input = Files.writeString(folder.resolve("input.txt"), "a line for the program\n");
        Path output = folder.resolve("output.txt");

        Process process = launcher().builder("once").redirectInput(input.toFile()).redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();

        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(output).content().endsWith("once\na line for the program\n");
    }
}
