package io.github.dcssync.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.testkit.CapturedError;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SuggestionTest {

    @RegisterExtension
    private final CapturedError error = new CapturedError();

    @ParameterizedTest
    @CsvSource({
        "onec, There is no command 'onec'; did you mean once?",
        "reprot rpo_status, There is no command 'reprot'; did you mean report?",
        "Run, There is no command 'Run'; did you mean run?",
        "help, There is no command 'help'; did you mean --help?",
        "frobnicate, There is no command 'frobnicate'",
        "once --jsn, Unknown option: '--jsn'; did you mean --json?",
        "report --Formt=csv, Unknown option: '--Formt=csv'; did you mean --format?",
        "--hlep, Unknown option: '--hlep'; did you mean --help?",
        "once --xylophone, Unknown option: '--xylophone'",
        "report rpo_status unprotected, Unmatched argument at index 2: 'unprotected'"})
    void asksWhatIsMeant(String written, String line) {
        int exitCode = RootCommand.execute(Map.of(), OutputStream.nullOutputStream(), written.split(" "));

        assertThat(exitCode).isEqualTo(ExitCode.USAGE);
        assertThat(error.lines()).first().isEqualTo("dcs-sync: " + line);
        assertThat(error.lines()).last().asString().startsWith("Try: dcs-sync ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"onec", "--nice", "once --jsn", "once --source", "simulate --port=many"})
    void isMadeInTwoLinesOnStandardError(String written) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        assertThat(RootCommand.execute(Map.of(), out, written.split(" "))).isEqualTo(ExitCode.USAGE);

        assertThat(out.size()).isZero();
        assertThat(error.lines()).hasSize(2).noneMatch(line -> line.contains("Exception")).last().asString()
                .startsWith("Try: dcs-sync ").endsWith("--help");
    }
}
