package io.github.dcssync.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.database.DatabaseTarget;
import io.github.dcssync.settings.Settings;
import io.github.dcssync.settings.Source;
import io.github.dcssync.simulator.Answer;
import io.github.dcssync.simulator.Fleet;
import io.github.dcssync.simulator.SimulatedProjects;
import io.github.dcssync.simulator.Simulator;
import io.github.dcssync.simulator.SimulatorOptions;
import io.github.dcssync.sync.SyncRequest;
import io.github.dcssync.testkit.SyncFixture;
import io.github.dcssync.testkit.Tables;
import io.github.dcssync.testkit.TestDatabase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One process that follows an account of forty projects over two hundred syncs and more, while these come, go and refuse. */
class ChangingAccountSyncsTest {

    private static final int PROJECTS = 40;
    private static final int ROUNDS = 200;

    private final Random random = new Random(15);
    private final DatabaseTarget target = TestDatabase.H2.migrated();
    private final Simulator simulator = Simulator.start(SimulatorOptions.builder().instances(1).backupsPerInstance(1)
            .restoresPerInstance(0).projects(PROJECTS - 1).build());
    private final SimulatedProjects projects = simulator.projects();
    /** Which IAM lists and whose lists answer 403, or 404. */
    private final Set<String> refusing = ConcurrentHashMap.newKeySet();
    private final Set<String> unknown = ConcurrentHashMap.newKeySet();
    /** Which are not listed any more. */
    private final Map<String, Fleet> taken = new TreeMap<>();
    /** What was read of whom. */
    private final Map<String, Fleet> read = new HashMap<>();
    private final Map<String, String> sources = new HashMap<>();
    private int complete;
    private int failed;

    @AfterEach
    void end() {
        simulator.close();
    }

    @Test
    void missNoInstanceAndHaveNoneTwice() throws Exception {
        simulator.injectFaults((request, answer) -> request.projectId() != null && unknown.contains(request.projectId())
                ? Answer.json(404, "{\"error_code\":\"APIGW.0101\",\"error_msg\":\"The API does not exist.\"}")
                : answer);
        try (SyncSession session = SyncSession.open(settings(), false)) {
            for (int round = 0; round < ROUNDS; round++) {
                change(round);
                session.followAccount();
                List<Source> found = session.settings().sources();
                assertThat(found).extracting(Source::projectId).as("round " + round)
                        .containsExactlyInAnyOrderElementsOf(projects.ids());
                // The newest, or any.
                sync(session, found.get(round % 2 == 0 ? found.size() - 1 : random.nextInt(found.size())));
            }
            new ArrayList<>(refusing).forEach(id -> projects.refuse(id, false));
            refusing.clear();
            unknown.clear();
            for (Source source : session.settings().sources()) {
                sync(session, source);
            }

            assertThat(complete).isGreaterThan(ROUNDS);
            assertThat(failed).isGreaterThan(5);
            assertThat(sources).hasSizeGreaterThan(PROJECTS);
        }
        hasWhatWasReadOnce();
    }

    private void hasWhatWasReadOnce() {
        Tables tables = Tables.of(target);
        List<String> expected = read.entrySet().stream().flatMap(project -> project.getValue().instanceIds().stream()
                .map(id -> sources.get(project.getKey()) + " " + project.getKey() + " " + id)).toList();
        assertThat(tables.column("select source || ' ' || project_id || ' ' || instance_id from dcs_instance"))
                .containsExactlyInAnyOrderElementsOf(new ArrayList<>(expected));
        assertThat(tables.column("select instance_id from report_rpo_status")).doesNotHaveDuplicates()
                .hasSize(expected.size());
        assertThat(tables.column("select source from report_sync_health")).doesNotHaveDuplicates()
                .containsAll(sources.values());
        assertThat(tables.count("backup_record")).isEqualTo(expected.size());
        assertThat(tables.count("sync_lease where expires_at is not null")).isZero();
        assertThat(tables.column("select source from account_project where gone_at is null"))
                .containsExactlyInAnyOrderElementsOf(
                        new ArrayList<>(projects.ids().stream().map(sources::get).toList()));
    }

    private void sync(SyncSession session, Source source) throws Exception {
        assertThat(sources.computeIfAbsent(source.projectId(), id -> source.name())).isEqualTo(source.name());
        boolean refuses = refusing.contains(source.projectId()) || unknown.contains(source.projectId());
        assertThat(session.bundle().sync(new SyncRequest(source.name(), "once", List.of())).getStatus())
                .as(source.name()).isEqualTo(refuses ? "failed" : "complete");
        if (refuses) {
            failed++;
        } else {
            complete++;
            read.put(source.projectId(), projects.fleet(source.projectId()));
        }
    }

    /** One project appears, vanishes, comes back, is renamed, refuses or is not known, or answers again. */
    private void change(int round) {
        List<String> ids = projects.ids();
        String any = ids.get(random.nextInt(ids.size()));
        switch (random.nextInt(6)) {
            case 0 -> projects.add("eu-de_project-" + random.nextInt(PROJECTS));
            case 1 -> {
                taken.put(any, projects.fleet(any));
                projects.remove(any);
                refusing.remove(any);
                unknown.remove(any);
            }
            case 2 -> Optional.ofNullable(taken.isEmpty() ? null : taken.keySet().iterator().next())
                    .ifPresent(id -> projects.restore(id, "eu-de_back-" + round, taken.remove(id)));
            case 3 -> projects.rename(any, "eu-de_Project-" + random.nextInt(PROJECTS));
            case 4 -> {
                boolean refuses = !refusing.remove(any) && refusing.add(any);
                projects.refuse(any, refuses);
            }
            default -> {
                if (!unknown.add(any)) {
                    unknown.remove(any);
                }
            }
        }
    }

    private Settings settings() {
        Map<String, String> variables = new HashMap<>(SyncFixture.connection(simulator));
        variables.putAll(Map.of("DCS_PROJECT_ID", "", "DCS_PROJECTS", "*", "DCS_REGION", "eu-de", "DCS_IAM_ENDPOINT",
                simulator.endpoint().toString(), "DCS_DB_URL", target.url(), "DCS_DB_USER", target.user(),
                "DCS_DB_PASSWORD", target.password(), "DCS_HTTP_MAX_ATTEMPTS", "1"));
        return Settings.load(null, variables, SyncFixture.HOME);
    }
}
