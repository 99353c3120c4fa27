package io.github.dcssync.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.simulator.Answer;
import io.github.dcssync.simulator.Operation;
import io.github.dcssync.testkit.Launcher;
import io.github.dcssync.testkit.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands with projects that IAM has to name. */
class AccountCommandTest {

    @TempDir
    Path folder;

    private Workplace workplace;

    @BeforeEach
    void start() throws IOException {
        workplace = Workplace.in(folder);
        workplace.simulator().projects().add("eu-de_Payments");
    }

    @AfterEach
    void end() throws IOException {
        workplace.close();
    }

    @Test
    void syncEveryProjectOfTheAccountWithoutASourceBlock() throws Exception {
        Launcher.Result all = account().call("once");
        Launcher.Result one = account().call("once", "--source", "eu-de_payments");
        Launcher.Result unknown = account().call("plan", "--source", "default");

        assertThat(all.exitCode()).isZero();
        assertThat(all.summary()).startsWith("dcs-sync: complete instances=" + 2 * Workplace.INSTANCES + " ");
        assertThat(one.summary()).startsWith("dcs-sync: complete instances=" + Workplace.INSTANCES + " ");
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err()).anyMatch(
                line -> line.contains("--source default is not in the settings; there are: eu-de, eu-de_payments"));
    }

    @Test
    void failTheSourceWhenIamIsSilentAndNothingIsRemembered() throws Exception {
        silence();

        Launcher.Result nothing = account().call("once");
        Launcher.Result partly = account().with("DCS_SOURCE_ONE_PROJECT_ID",
                workplace.simulator().fleet().projectId()).call("once");

        assertThat(nothing.exitCode()).isEqualTo(3);
        assertThat(nothing.summary()).startsWith("dcs-sync: failed ");
        assertThat(nothing.err()).anyMatch(line -> line.contains("Source default has no project: IAM at "));
        assertThat(partly.exitCode()).isEqualTo(1);
        assertThat(partly.summary()).contains(" instances=" + Workplace.INSTANCES + " ");
    }

    @Test
    void goOnWithWhatIsRememberedWhenIamIsSilent() throws Exception {
        account().call("once");
        silence();

        Launcher.Result result = account().call("once");

        assertThat(result.exitCode()).isZero();
        assertThat(result.summary()).startsWith("dcs-sync: complete instances=" + 2 * Workplace.INSTANCES + " ");
        assertThat(result.err()).anyMatch(line -> line.contains("going on with the 2 projects found before"));
    }

    @Test
    void endWithTheNamesThatThereAreWhenAProjectIsUnknown() throws Exception {
        Launcher.Result result = ready().with("DCS_PROJECT", "eu-de_payment").call("once");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).containsExactly("dcs-sync: dcs.project=eu-de_payment: IAM has no project of this name;"
                + " there are eu-de, eu-de_Payments");
    }

    @Test
    void checkEachProjectAndWriteNothing() throws Exception {
        Launcher.Result result = account().call("check");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).anyMatch(line -> line.startsWith("Source eu-de: "))
                .anyMatch(line -> line.startsWith("Source eu-de_payments: "))
                .anyMatch(line -> line.contains("no tables yet"));
        silence();
        Launcher.Result silent = account().call("check");
        assertThat(silent.exitCode()).isEqualTo(3);
        assertThat(silent.out()).anyMatch(line -> line.matches("Source default: .*, project not found"))
                .anyMatch(line -> line.matches("  problem  project +IAM at .*"));
    }

    @Test
    void discoverPrintsSettingsThatCanBePasted() throws Exception {
        Launcher.Result result = discovering().call("discover");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("dcs.region=eu-de", "#dcs.projects=*", "dcs.sources=eu-de,eu-de-payments",
                "dcs.source.eu-de.project-id=" + workplace.simulator().fleet().projectId(),
                "# eu-de_Payments: " + Workplace.INSTANCES + " instances",
                "dcs.source.eu-de-payments.project-id=" + workplace.simulator().projects().ids().get(1),
                "#dcs.source.eu-de.instances=" + String.join(",", workplace.simulator().fleet().instanceIds()));
        Path pasted = Files.write(folder.resolve("pasted.properties"), result.out());
        Launcher.Result once = workplace.ready().with("DCS_PROJECT_ID", "")
                .call("once", "--config", pasted.toString());
        assertThat(once.summary()).startsWith("dcs-sync: complete instances=" + 2 * Workplace.INSTANCES + " ");
    }

    @Test
    void discoverPrintsTheProjectsOfSeveralRegionsAsOneSetOfSettings() throws Exception {
        workplace.simulator().projects().add("eu-nl_Orders");
        Launcher two = ready().with("DCS_REGION", "").with("DCS_SOURCES", "de,nl").with("DCS_SOURCE_DE_REGION", "eu-de")
                .with("DCS_SOURCE_NL_REGION", "eu-nl");
        Launcher.Result result = two.call("discover");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).containsOnlyOnce("dcs.sources=eu-de,eu-de-payments,eu-nl-orders")
                .contains("#dcs.source.de.projects=*", "#dcs.source.nl.projects=*", "dcs.source.eu-de.region=eu-de",
                        "dcs.source.eu-nl-orders.region=eu-nl",
                        "dcs.source.eu-nl-orders.project-id=" + workplace.simulator().projects().ids().get(2))
                .noneMatch(line -> line.startsWith("dcs.region="));
    }

    @Test
    void discoverSaysWhatItCouldNotAsk() throws Exception {
        workplace.simulator().projects().refuse(workplace.simulator().projects().ids().get(1), true);
        Launcher.Result partly = discovering().call("discover");
        silence();
        Launcher.Result nothing = discovering().call("discover");

        assertThat(partly.exitCode()).isEqualTo(1);
        assertThat(partly.out()).anyMatch(line -> line.startsWith("# eu-de_Payments: not listed: HTTP 403"));
        assertThat(nothing.exitCode()).isEqualTo(3);
        assertThat(nothing.out()).isEmpty();
        assertThat(nothing.err()).anyMatch(line -> line.startsWith("dcs-sync: IAM at "));
    }

    private Launcher discovering() {
        return ready().with("DCS_PROJECTS", "");
    }

    private void silence() {
        workplace.simulator().injectFaults((request, answer) -> request.operation() == Operation.AUTH_PROJECTS
                ? Answer.dropped() : answer);
    }

    private Launcher account() {
        return ready().with("DCS_PROJECTS", "*");
    }

    private Launcher ready() {
        return workplace.ready().with("DCS_PROJECT_ID", "").with("DCS_REGION", "eu-de")
                .with("DCS_IAM_ENDPOINT", workplace.simulator().endpoint().toString());
    }
}
