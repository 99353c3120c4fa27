package io.github.dcssync.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.database.Database;
import io.github.dcssync.settings.Source;
import io.github.dcssync.simulator.Answer;
import io.github.dcssync.simulator.Fleet;
import io.github.dcssync.simulator.Operation;
import io.github.dcssync.simulator.SimulatedProjects;
import io.github.dcssync.simulator.Simulator;
import io.github.dcssync.simulator.SimulatorOptions;
import io.github.dcssync.testkit.Operator;
import io.github.dcssync.testkit.TestClock;
import io.github.dcssync.testkit.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An account of forty projects that is looked at two hundred times while it changes. */
class ChangingAccountTest {

    private static final int PROJECTS = 40;
    private static final int LOOKS = 200;

    @TempDir
    Path home;

    private final TestClock clock = new TestClock("2026-03-01T12:00:00Z");
    private final Random random = new Random(7);
    private final Map<String, String> sourcesByProject = new HashMap<>();
    private final Map<String, Fleet> taken = new HashMap<>();
    private boolean isSilent;

    @Test
    void hasNoProjectMissedAndNoneTwice() {
        try (Simulator simulator = Simulator.start(SimulatorOptions.builder().clock(clock).instances(1)
                .backupsPerInstance(0).restoresPerInstance(0).projects(PROJECTS - 1).build());
                Database database = Database.open(TestDatabase.H2.migrated(), 2)) {
            SimulatedProjects projects = simulator.projects();
            simulator.injectFaults((request, answer) -> isSilent && request.operation() == Operation.AUTH_PROJECTS
                    ? Answer.dropped() : answer);
            Operator operator = Operator.of(home, simulator).variable("DCS_PROJECT_ID", "")
                    .variable("DCS_IAM_ENDPOINT", simulator.endpoint().toString()).variable("DCS_REGION", "eu-de")
                    .variable("DCS_PROJECTS", "*");
            KnownProjects memory = new KnownProjects(database.statements());
            List<String> before = List.of();
            for (int look = 0; look < LOOKS; look++) {
                isSilent = look > 0 && random.nextInt(10) == 0;
                if (!isSilent) {
                    change(projects, look);
                }
                clock.advance(Duration.ofMinutes(15));

                FoundProjects found = ProjectFinder.of(operator.load(), clock).find(memory);
                found.keep(memory);

                List<Source> sources = found.settings().sources();
                assertThat(sources).extracting(Source::projectId).as("look " + look).doesNotHaveDuplicates()
                        .containsExactlyInAnyOrderElementsOf(isSilent ? before : projects.ids());
                assertThat(sources).extracting(Source::name).doesNotHaveDuplicates();
                sources.forEach(source -> assertThat(source.name())
                        .isEqualTo(sourcesByProject.computeIfAbsent(source.projectId(), id -> source.name())));
                assertThat(sources).extracting(Source::account).containsOnly("default");
                before = sources.stream().map(Source::projectId).toList();
            }
            assertThat(sourcesByProject.values()).hasSizeGreaterThan(PROJECTS).doesNotHaveDuplicates();
            assertThat(memory.all().stream().filter(project -> !project.isGone()).map(KnownProject::projectId)
                    .collect(Collectors.toSet())).hasSameElementsAs(before);
        }
    }

    /** One project appears, vanishes, comes back or has another name, which others may have had. */
    private void change(SimulatedProjects projects, int look) {
        List<String> ids = projects.ids();
        String any = ids.get(random.nextInt(ids.size()));
        switch (random.nextInt(4)) {
            case 0 -> projects.add("eu-de_project-" + random.nextInt(PROJECTS));
            case 1 -> {
                taken.put(any, projects.fleet(any));
                projects.remove(any);
            }
            case 2 -> new ArrayList<>(taken.keySet()).stream().findFirst().ifPresent(
                    id -> projects.restore(id, "eu-de_back-" + look, taken.remove(id)));
            default -> projects.rename(any, "eu-de_Project-" + random.nextInt(PROJECTS));
        }
    }
}
