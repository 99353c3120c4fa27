package io.github.dcssync.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionTest {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream standardError = System.err;

    @BeforeEach
    void catchStandardError() {
        System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void giveStandardErrorBack() {
        System.setErr(standardError);
    }

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
        int exitCode = RootCommand.execute(written.split(" "));

        List<String> said = this.written.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(exitCode).isEqualTo(ExitCode.USAGE);
        assertThat(said).first().isEqualTo("dcs-sync: " + line);
        assertThat(said).last().asString().startsWith("Try: dcs-sync ");
    }
}
