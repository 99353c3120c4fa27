package io.github.dcssync.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dcssync.api.SourceRefusedException;
import io.github.dcssync.settings.Settings;
import io.github.dcssync.simulator.Answer;
import io.github.dcssync.simulator.Operation;
import io.github.dcssync.simulator.SimulatedRequest;
import io.github.dcssync.simulator.Simulator;
import io.github.dcssync.simulator.SimulatorOptions;
import io.github.dcssync.testkit.Operator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Projects as the simulator's IAM lists them. */
class IamProjectsTest {

    @TempDir
    Path home;

    private final Simulator simulator =
            Simulator.start(SimulatorOptions.builder().instances(1).backupsPerInstance(0).projects(5).build());

    @AfterEach
    void close() {
        simulator.close();
    }

    @Test
    void areThoseThatTheSignerMaySee() throws IOException {
        assertThat(signed().accessible()).extracting(IamProject::name).containsExactly("eu-de", "MOS",
                "eu-de_project-1", "eu-de_project-2", "eu-de_project-3", "eu-de_project-4", "eu-de_project-5");
        assertThat(asked(Operation.AUTH_PROJECTS).get(0).headers()).containsKey("authorization")
                .doesNotContainKeys("x-auth-token", "x-project-id");
    }

    @Test
    void areFoundByNameWithOneTokenOfTheAccount() throws IOException {
        IamProjects projects = ofUser("simulator");

        assertThat(projects.named("eu-de_project-3")).extracting(IamProject::id)
                .containsExactly(simulator.projects().ids().get(3));
        assertThat(projects.named("none")).isEmpty();
        assertThat(asked(Operation.TOKEN)).hasSize(1);
        assertThat(asked(Operation.PROJECTS)).allSatisfy(
                request -> assertThat(request.headers()).containsKey("x-auth-token")
                        .doesNotContainKey("authorization"));
    }

    @Test
    void haveNamesOfAnyCharacters() throws IOException {
        String id = simulator.projects().add("eu-de_a b+c&d=é%20");

        assertThat(signed().named("eu-de_a b+c&d=é%20")).containsExactly(new IamProject(id, "eu-de_a b+c&d=é%20"));
    }

    @Test
    void areReadToTheLastPage() throws IOException {
        simulator.projects().pageSize(3);

        assertThat(signed().accessible()).hasSize(7);
        assertThat(asked(Operation.AUTH_PROJECTS)).extracting(SimulatedRequest::rawQuery)
                .containsExactly(null, "page=2&per_page=3", "page=3&per_page=3");
    }

    @Test
    void endWithAListThatLeadsBackToItself() {
        answer(Operation.AUTH_PROJECTS, 200, "{\"projects\":[],\"links\":{\"next\":\"https://elsewhere/x?page=2\"}}");

        assertThatThrownBy(() -> signed().accessible()).isInstanceOf(IOException.class)
                .hasMessage(
                        "IAM did not list the projects that the credentials may see: the list does not come to an end");
        assertThat(asked(Operation.AUTH_PROJECTS)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"projects\":{}}", "[]", "{\"projects\":null}"})
    void areNotGoneBecauseAnAnswerIsNoList(String body) {
        answer(Operation.AUTH_PROJECTS, 200, body);

        assertThatThrownBy(() -> signed().accessible()).isExactlyInstanceOf(IOException.class)
                .hasMessageContaining("its answer is no list of projects (HTTP 200)");
    }

    @Test
    void leaveOutWhatCannotBeAsked() throws IOException {
        String id = "0123456789abcdef0123456789abcdef";
        answer(Operation.AUTH_PROJECTS, 200, "{\"projects\":[{\"id\":\"../x\",\"name\":\"a\"},{\"id\":\"" + id
                + "\"},{\"id\":\"" + id + "\",\"name\":\"off\",\"enabled\":false},{\"id\":\"" + id
                + "\",\"name\":\"domain\",\"is_domain\":true},7,{\"id\":\"" + id + "\",\"name\":\"on\"}]}");

        assertThat(signed().accessible()).containsExactly(new IamProject(id, "on"));
    }

    @Test
    void areFoundAmongOnesOwnWhereTheRightToLookForThemIsMissing() throws IOException {
        answer(Operation.PROJECTS, 403, "{\"error_code\":\"IAM.0002\",\"error_msg\":\"You are not authorized\"}");

        assertThat(signed().named("eu-de_project-3")).extracting(IamProject::id)
                .containsExactly(simulator.projects().ids().get(3));
    }

    @Test
    void sayThatTheCallerIsRefused() {
        assertThatThrownBy(() -> ofUser("n0t-it").accessible()).isInstanceOf(SourceRefusedException.class)
                .hasMessageContaining("IAM gave no token to user 'simulator'").hasMessageNotContaining("n0t-it");
    }

    private void answer(Operation operation, int status, String body) {
        simulator.injectFaults((request, answer) -> request.operation() == operation
                ? Answer.json(status, body) : answer);
    }

    private List<SimulatedRequest> asked(Operation operation) {
        return simulator.traffic().recent(operation);
    }

    private IamProjects signed() {
        return of(Operator.of(home, simulator));
    }

    private IamProjects ofUser(String password) {
        return of(Operator.of(home, simulator).variable("DCS_IAM_USER", "simulator")
                .variable("DCS_IAM_PASSWORD", password).variable("DCS_IAM_DOMAIN", "simulator"));
    }

    private IamProjects of(Operator operator) {
        Map.of("DCS_PROJECT_ID", "", "DCS_IAM_ENDPOINT", simulator.endpoint().toString(), "DCS_PROJECTS", "*",
                "DCS_REGION",
                "eu-de")
                .forEach(operator::variable);
        Settings settings = operator.load();
        return IamProjects.of(settings.sources().get(0), settings, Clock.systemUTC());
    }
}
