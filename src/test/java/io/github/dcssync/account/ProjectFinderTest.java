package io.github.dcssync.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.dcssync.database.Database;
import io.github.dcssync.settings.SettingsException;
import io.github.dcssync.settings.Source;
import io.github.dcssync.simulator.Answer;
import io.github.dcssync.simulator.Operation;
import io.github.dcssync.simulator.SimulatedProjects;
import io.github.dcssync.simulator.Simulator;
import io.github.dcssync.simulator.SimulatorOptions;
import io.github.dcssync.testkit.Operator;
import io.github.dcssync.testkit.TestClock;
import io.github.dcssync.testkit.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of the projects that the simulator's IAM lists, and of what was remembered of them. */
class ProjectFinderTest {

    @TempDir
    Path home;

    private final TestClock clock = new TestClock("2026-03-01T12:00:00Z");
    private final Simulator simulator = Simulator.start(
            SimulatorOptions.builder().clock(clock).instances(1).backupsPerInstance(0).projects(2).build());
    private final SimulatedProjects projects = simulator.projects();
    private Database database = Database.open(TestDatabase.H2.migrated(), 2);
    private Operator operator;

    @BeforeEach
    void set() {
        operator = Operator.of(home, simulator).variable("DCS_PROJECT_ID", "")
                .variable("DCS_IAM_ENDPOINT", simulator.endpoint().toString()).variable("DCS_REGION", "eu-de");
    }

    @AfterEach
    void close() {
        database.close();
        simulator.close();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void areRememberedAndFoundAgainWhenIamIsSilent(TestDatabase store) {
        database.close();
        database = Database.open(store.migrated(), 2);
        operator.variable("DCS_PROJECTS", "*");
        List<Source> found = find().settings().sources();

        silence();
        FoundProjects again = find();

        assertThat(found).extracting(Source::name).containsExactly("eu-de", "eu-de_project-1", "eu-de_project-2");
        assertThat(again.settings().sources()).containsExactlyInAnyOrderElementsOf(found);
        assertThat(again.remarks()).singleElement().asString().startsWith("source default: IAM ")
                .endsWith("; going on with the 3 projects found before");
        assertThat(again.news()).isEmpty();
    }

    @Test
    void areSourcesThatShareAnAccountAndTheRest() {
        operator.variable("DCS_SOURCE_PROD_PROJECTS", "*-1").variable("DCS_SOURCE_PROD_SHARDS", "2")
                .variable("DCS_SOURCE_PROD_INSTANCES_EXCLUDE", "x*");

        Source found = find().settings().sources().get(0);

        assertThat(found).extracting(Source::name, Source::account, Source::shards, Source::projectId)
                .containsExactly("prod/eu-de_project-1", "prod", 2, projects.ids().get(1));
        assertThat(found.keyOf("dcs.instances.exclude")).isEqualTo("dcs.source.prod.instances.exclude");
    }

    @Test
    void keepTheNameOfTheirSourceWhenTheyAreRenamed() {
        operator.variable("DCS_PROJECTS", "*");
        find();
        projects.rename(projects.ids().get(1), "eu-de_new");

        FoundProjects found = find();

        assertThat(names(found)).contains("eu-de_project-1").doesNotContain("eu-de_new");
        assertThat(found.remarks()).containsExactly(
                "project eu-de_project-1 is called eu-de_new now; its source is still eu-de_project-1");
        assertThat(find().remarks()).isEmpty();
    }

    @Test
    void areSaidOnceToBeGoneAndOnceToBeBack() {
        operator.variable("DCS_PROJECTS", "*");
        find();
        String id = projects.ids().get(1);
        var fleet = projects.fleet(id);
        projects.remove(id);

        FoundProjects without = find();
        assertThat(names(without)).containsExactly("eu-de", "eu-de_project-2");
        assertThat(without.remarks()).singleElement().asString().startsWith(
                "source eu-de_project-1: its project eu-de_project-1 is not read any more: IAM does not list it any more");
        assertThat(find().remarks()).isEmpty();

        projects.restore(id, "eu-de_other", fleet);
        FoundProjects again = find();
        assertThat(names(again)).containsExactlyInAnyOrder("eu-de", "eu-de_project-1", "eu-de_project-2");
        assertThat(again.remarks()).contains("source eu-de_project-1: its project is listed again");
    }

    @Test
    void areNotAskedForInAnotherRegionsServiceWhenIamIsSilent() {
        operator.variable("DCS_PROJECTS", "*");
        find();
        silence();
        operator.variable("DCS_ENDPOINT", "https://dcs.example.com");

        FoundProjects found = find();

        assertThat(found.unfound()).containsOnlyKeys("default");
        assertThat(found.settings().sources()).singleElement()
                .satisfies(source -> assertThat(source.projectId()).isNull());
    }

    @Test
    void areLeftToTheSourceThatNamesThem() {
        operator.variable("DCS_PROJECTS", "*").variable("DCS_SOURCE_ONE_PROJECT", "eu-de_project-1")
                .variable("DCS_SOURCE_TWO_PROJECT_ID", projects.ids().get(2));

        assertThat(names(find())).containsExactly("one", "two", "eu-de");
    }

    @Test
    void areFoundByOneName() {
        operator.variable("DCS_PROJECT", "eu-de_project-2");

        assertThat(find().settings().sources()).singleElement().extracting(Source::name, Source::projectId)
                .containsExactly("default", projects.ids().get(2));
        projects.rename(projects.ids().get(2), "eu-de_new");
        FoundProjects renamed = find();
        assertThat(renamed.settings().sources()).singleElement().extracting(Source::projectId)
                .isEqualTo(projects.ids().get(2));
        assertThat(renamed.remarks()).containsExactly("source default: the project 'eu-de_project-2' is called"
                + " 'eu-de_new' now; correct dcs.project");
        silence();
        assertThat(find().settings().sources()).extracting(Source::projectId)
                .containsExactly(projects.ids().get(2));
    }

    @Test
    void endTheStartWhenTheNameIsUnknown() {
        operator.variable("DCS_PROJECT", "eu-de_projekt-2");

        assertThat(faults()).containsExactly("dcs.project=eu-de_projekt-2: IAM has no project of this name; there are"
                + " eu-de, eu-de_project-1, eu-de_project-2");
    }

    @Test
    void endTheStartWhenTheNameIsThatOfSeveral() {
        String other = projects.add("eu-de_project-2");
        operator.variable("DCS_PROJECT", "eu-de_project-2");

        assertThat(faults()).containsExactly("dcs.project=eu-de_project-2: IAM has 2 projects of this name; give"
                + " dcs.project-id instead, one of " + projects.ids().get(2) + ", " + other);
    }

    @Test
    void endTheStartWhenPatternsCoverNone() {
        operator.variable("DCS_PROJECTS", "prod*");
        assertThat(faults()).containsExactly("dcs.projects covers none of the projects that the credentials may see;"
                + " there are eu-de, eu-de_project-1, eu-de_project-2");

        operator.variable("DCS_PROJECTS", "*").variable("DCS_REGION", "eu-nl");
        assertThat(faults()).containsExactly("dcs.projects covers none of the projects that the credentials may see;"
                + " none of those that they see is of region eu-nl: eu-de, MOS, eu-de_project-1, eu-de_project-2");
    }

    @Test
    void endTheStartWhenTwoSourcesTurnOutToReadTheSame() {
        operator.variable("DCS_SOURCE_ONE_PROJECT", "eu-de_project-1").variable("DCS_SOURCE_TWO_PROJECT_ID",
                projects.ids().get(1));

        assertThat(faults()).singleElement().asString().startsWith("sources one and two read the same project ");
    }

    @Test
    void areRecalledWithoutAskingIam() {
        operator.variable("DCS_PROJECTS", "*");
        find();
        projects.remove(projects.ids().get(2));
        find();
        long asked = simulator.requests();

        assertThat(ProjectFinder.of(operator.load(), clock).recall(new KnownProjects(database.statements())).sources())
                .extracting(Source::name).containsExactlyInAnyOrder("eu-de", "eu-de_project-1", "eu-de_project-2");
        assertThat(simulator.requests()).isEqualTo(asked);
    }

    private void silence() {
        simulator.injectFaults((request, answer) -> request.operation() == Operation.PROJECTS
                || request.operation() == Operation.AUTH_PROJECTS ? Answer.dropped() : answer);
    }

    private FoundProjects find() {
        KnownProjects memory = new KnownProjects(database.statements());
        FoundProjects found = ProjectFinder.of(operator.load(), clock).find(memory);
        found.keep(memory);
        return found;
    }

    private List<String> faults() {
        return catchThrowableOfType(SettingsException.class, this::find).faults();
    }

    private static List<String> names(FoundProjects found) {
        return found.settings().sources().stream().map(Source::name).toList();
    }
}
