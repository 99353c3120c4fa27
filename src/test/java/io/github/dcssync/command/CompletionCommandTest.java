package io.github.dcssync.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.report.Report;
import io.github.dcssync.testkit.CapturedError;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class CompletionCommandTest {

    @RegisterExtension
    private final CapturedError error = new CapturedError();

    @TempDir
    private Path folder;

    @Test
    void offersCommandsOptionsAndViews() throws Exception {
        List<String> completed = complete("re", "c", "report --f", "report --format ", "report report_re",
                "report --format csv report_rpo", "once --js", "simulate --lat", "completion ", "prepare --");

        assertThat(completed).containsExactly("report replay", "check completion", "--format", "table csv json",
                "report_restore_evidence report_retention", "report_rpo_status", "--json", "--latency-ms", "bash zsh",
                "--help");
    }

    @Test
    void offersEveryCommandAndEveryView() throws Exception {
        List<String> commands = new ArrayList<>(
                new RootCommand(Map.of(), OutputStream.nullOutputStream()).line().getSubcommands().keySet());
        commands.add("prepare");

        List<String> completed = complete("", "report report_");

        assertThat(completed.get(0).split(" ")).contains(commands.toArray(String[]::new));
        assertThat(completed.get(1).split(" ")).containsExactlyInAnyOrder(
                Arrays.stream(Report.values()).map(Report::view).toArray(String[]::new));
    }

    @Test
    void isTheSameScriptForBothShells() {
        assertThat(script("zsh")).isEqualTo(script("bash")).contains("bashcompinit");
    }

    @Test
    void saysWhichShellsThereAre() {
        assertThat(RootCommand.execute(Map.of(), OutputStream.nullOutputStream(), "completion", "fish")).isEqualTo(2);
        assertThat(error.lines()).first().asString().contains("BASH, ZSH").contains("'fish'");
        assertThat(RootCommand.execute(Map.of(), OutputStream.nullOutputStream(), "completion")).isEqualTo(2);
        assertThat(error.lines()).anyMatch(line -> line.contains("'SHELL'"));
    }

    /** What bash itself makes of the script, a line for each that is typed behind the program's name. */
    private List<String> complete(String... typed) throws Exception {
        Path completion = Files.writeString(folder.resolve("completion"), script("bash"));
        Path trial = Files.writeString(folder.resolve("trial"), """
                compopt() { :; }
                source "$1"
                shift
                for line; do
                    read -ra COMP_WORDS <<<"dcs-sync $line"
                    [[ $line && $line != *' ' ]] || COMP_WORDS+=('')
                    COMP_CWORD=$((${#COMP_WORDS[@]} - 1)) COMP_LINE="dcs-sync $line" COMPREPLY=()
                    _complete_dcs-sync
                    echo "${COMPREPLY[*]}"
                done
                """);
        List<String> words = new ArrayList<>(List.of("bash", "--norc", trial.toString(), completion.toString()));
        words.addAll(List.of(typed));
        Process bash = new ProcessBuilder(words).redirectErrorStream(true).start();
        String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor()).as(said).isZero();
        return said.lines().toList();
    }

    private static String script(String shell) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(RootCommand.execute(Map.of(), out, "completion", shell)).isZero();
        return out.toString(StandardCharsets.UTF_8);
    }
}
