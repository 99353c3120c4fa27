package io.github.dcssync.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.database.DatabaseTarget;
import io.github.dcssync.settings.Settings;
import io.github.dcssync.settings.Source;
import io.github.dcssync.simulator.Answer;
import io.github.dcssync.simulator.Fleet;
import io.github.dcssync.simulator.Operation;
import io.github.dcssync.simulator.SimulatedProjects;
import io.github.dcssync.simulator.Simulator;
import io.github.dcssync.simulator.SimulatorOptions;
import io.github.dcssync.sync.SyncObserver;
import io.github.dcssync.sync.SyncRequest;
import io.github.dcssync.sync.SyncRun;
import io.github.dcssync.testkit.HeldAnswer;
import io.github.dcssync.testkit.Http;
import io.github.dcssync.testkit.StallingProxy;
import io.github.dcssync.testkit.SyncFixture;
import io.github.dcssync.testkit.Tables;
import io.github.dcssync.testkit.TestClock;
import io.github.dcssync.testkit.TestDatabase;
import io.github.dcssync.testkit.Waiting;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The standing process, while projects of its account come and go. */
class FollowedAccountTest {

    private static final String NEVER = "0 0 0 1 1 ? 2099";
    private static final String EACH_SECOND = "* * * * * ?";
    private static final String NEW = "eu-de_new";

    /** By which it is an hour before the full sync. */
    private final TestClock clock = new TestClock("2026-03-01T11:00:00Z");
    private final DatabaseTarget target = TestDatabase.H2.migrated();
    private final Ended ended = new Ended();
    private final Map<String, String> variables = new HashMap<>();
    private Simulator simulator;

    @BeforeEach
    void start() {
        simulator = serve(Clock.systemUTC());
    }

    private Simulator serve(Clock time) {
        Simulator service = Simulator.start(SimulatorOptions.builder().clock(time).instances(1).backupsPerInstance(1)
                .restoresPerInstance(0).build());
        variables.putAll(SyncFixture.connection(service));
        variables.putAll(Map.of("DCS_PROJECT_ID", "", "DCS_PROJECTS", "*", "DCS_REGION", "eu-de", "DCS_IAM_ENDPOINT",
                service.endpoint().toString(), "DCS_SYNC_CRON", NEVER, "DCS_FULL_SYNC_CRON", "0 0 12 * * ?",
                "DCS_HTTP_SERVER_PORT", "0", "DCS_MANAGEMENT_PORT", "0"));
        return service;
    }

    @AfterEach
    void end() {
        simulator.close();
    }

    @Test
    void isLookedForProjectsBeforeEachFullSyncAndNotEarlier() throws Exception {
        try (SyncSession session = open(target, false); ProjectWatch watch = new ProjectWatch(session, clock)) {
            simulator.projects().add(NEW);
            clock.advance(Duration.ofMinutes(59));
            watch.look();
            assertThat(names(session)).containsExactly("eu-de");

            clock.advance(Duration.ofSeconds(45));
            watch.look();
            assertThat(names(session)).containsExactly("eu-de", NEW);

            simulator.projects().add("eu-de_late");
            clock.advance(Duration.ofHours(23));
            watch.look();
            assertThat(names(session)).containsExactly("eu-de", NEW);
        }
    }

    @Test
    void aNewProjectIsSyncedByTheProcessThatRuns() throws Exception {
        variables.put("DCS_SYNC_CRON", EACH_SECOND);
        try (SyncSession session = open(target, true); ProjectWatch watch = new ProjectWatch(session, clock)) {
            session.bundle().observe(ended);
            ended.awaitAnother("eu-de");
            simulator.projects().add(NEW);

            beforeTheFullSync(watch);
            ended.awaitAnother(NEW);
            ended.awaitAnother("eu-de");

            assertThat(Http.get(session.bundle().management().orElseThrow(), "observe/health").body())
                    .contains("eu-de_new: read ");
            assertThat(Http.get(session.bundle().management().orElseThrow(), "observe/metrics").body())
                    .contains("dcs_sync_last_complete_timestamp_seconds{source=\"eu-de_new\"}");
            assertThat(tables().column("select distinct status from sync_run where finished_at is not null"))
                    .containsExactly("complete");
            assertThat(tables().column("select distinct node from sync_run")).hasSize(1);
            assertThat(tables().column("select is_selected from dcs_instance where source = ?", NEW))
                    .containsExactly(true);
        }
    }

    @Test
    void aProjectThatIsGoneEndsItsSyncAtTheNextPageAndIsSyncedNoMore() throws Exception {
        HeldAnswer answer = new HeldAnswer();
        String id = simulator.projects().add(NEW);
        Fleet fleet = simulator.projects().fleet(id);
        simulator.onRequest(request -> {
            if (request.operation() == Operation.BACKUPS_V1 && fleet.instanceIds().contains(request.instanceId())) {
                answer.hold();
            }
        });
        variables.put("DCS_SYNC_CRON", EACH_SECOND);
        try (SyncSession session = open(target, true); ProjectWatch watch = new ProjectWatch(session, clock)) {
            session.bundle().observe(ended);
            answer.await();
            simulator.projects().remove(id);
            CompletableFuture<Void> look = CompletableFuture.runAsync(() -> beforeTheFullSync(watch));
            ended.awaitAnother("eu-de");
            ended.awaitAnother("eu-de");
            assertThat(look).as("waits for the answer").isNotDone();
            answer.release();
            look.join();

            assertThat(tables().column("select status from sync_run where source = ?", NEW))
                    .containsExactly("interrupted");
            assertThat(
                    tables().column("select source from sync_lease where source = ? and expires_at is not null", NEW))
                    .isEmpty();
            ended.awaitAnother("eu-de");
            ended.awaitAnother("eu-de");
            assertThat(tables().column("select status from sync_run where source = ?", NEW)).hasSize(1);
            assertThat(Http.get(session.bundle().management().orElseThrow(), "observe/health").body())
                    .contains("eu-de: read ").doesNotContain(NEW);
            assertThat(Http.get(session.bundle().management().orElseThrow(), "observe/metrics").body())
                    .doesNotContain("dcs_sync_last_complete_timestamp_seconds{source=\"eu-de_new\"}");

            simulator.projects().restore(id, "eu-de_Renamed", fleet);
            clock.advance(Duration.ofDays(1));
            watch.look();
            ended.awaitAnother(NEW);
            assertThat(names(session)).containsExactly("eu-de", NEW);
        }
    }

    @Test
    void aProjectThatJoinsLateIsFreshAndNotOverdueUntilItHasHadItsTime() throws Exception {
        TestClock now = new TestClock();
        simulator.close();
        simulator = serve(now);
        variables.put("DCS_FULL_SYNC_CRON", NEVER);
        variables.put("DCS_SYNC_CRON", "0 0 * * * ?");
        try (SyncSession session = SyncSession.open(settings(target), true, now)) {
            now.advance(Duration.ofDays(2));
            simulator.projects().add(NEW);
            session.followAccount();
            session.bundle().sync(request("eu-de"));

            assertThat(Http.get(session.bundle().management().orElseThrow(), "observe/health/ready").statusCode())
                    .isEqualTo(200);
            assertThat(tables().column("select dedup_key from alert where kind = 'sync_overdue'")).isEmpty();

            now.advance(Duration.ofHours(5));
            session.bundle().sync(request("eu-de"));
            assertThat(tables().column("select dedup_key from alert where kind = 'sync_overdue'"))
                    .containsExactly("sync_overdue:eu-de_new");
        }
    }

    @Test
    void aDatabaseThatIsAwayChangesNothingAndIsAskedAgainSoon() throws Exception {
        DatabaseTarget postgres = TestDatabase.POSTGRESQL.migrated();
        try (StallingProxy way = new StallingProxy(postgres);
                SyncSession session = open(way.of(postgres), false);
                ProjectWatch watch = new ProjectWatch(session, clock)) {
            simulator.projects().add(NEW);
            way.cut();
            beforeTheFullSync(watch);
            assertThat(names(session)).containsExactly("eu-de");

            way.resume();
            watch.look();
            assertThat(names(session)).as("not at once").containsExactly("eu-de");
            Waiting.until("the database to answer and the project to be found", () -> {
                clock.advance(Duration.ofMinutes(5));
                watch.look();
                return names(session).equals(List.of("eu-de", NEW));
            });
        }
    }

    @Test
    void twoProcessesThatFindAProjectAtOnceGiveItOneName() throws Exception {
        DatabaseTarget postgres = TestDatabase.POSTGRESQL.migrated();
        try (SyncSession first = open(postgres, false); SyncSession second = open(postgres, false)) {
            AtomicBoolean isFound = new AtomicBoolean();
            simulator.projects().add(NEW);
            simulator.injectFaults((request, answer) -> {
                if (request.operation() == Operation.AUTH_PROJECTS && !isFound.getAndSet(true)) {
                    follow(second);
                }
                return answer;
            });

            first.followAccount();

            assertThat(names(first)).isEqualTo(names(second)).containsExactly("eu-de", NEW);
            assertThat(Tables.of(postgres).column("select source from account_project order by source"))
                    .containsExactly("eu-de", NEW);
        }
    }

    @Test
    void aSourceWithoutAProjectGetsItBeforeTheNextSync() throws Exception {
        AtomicBoolean isSilent = new AtomicBoolean(true);
        simulator.injectFaults((request, answer) -> isSilent.get() && request.operation() == Operation.AUTH_PROJECTS
                ? Answer.dropped() : answer);
        variables.put("DCS_SYNC_CRON", "0 0/15 * * * ?");
        try (SyncSession session = open(target, false); ProjectWatch watch = new ProjectWatch(session, clock)) {
            assertThat(session.bundle().sync(request("default")).getStatus()).isEqualTo("failed");
            assertThat(tables().column("select error from sync_run")).singleElement().asString()
                    .contains("IAM did not say which project source default has, and none is remembered");
            isSilent.set(false);
            clock.advance(Duration.ofMinutes(14).plusSeconds(45));
            watch.look();

            assertThat(names(session)).containsExactly("eu-de");
            assertThat(session.bundle().sync(request("eu-de")).getStatus()).isEqualTo("complete");
        }
    }

    @Test
    void anAccountWithoutAProjectIsWaitedFor() throws Exception {
        SimulatedProjects projects = simulator.projects();
        String id = projects.ids().get(0);
        Fleet fleet = projects.fleet(id);
        try (SyncSession session = open(target, false)) {
            projects.remove(id);
            session.followAccount();
            assertThat(names(session)).isEmpty();
            session.followAccount();
            assertThat(names(session)).isEmpty();

            projects.restore(id, "eu-de", fleet);
            session.followAccount();
            assertThat(session.bundle().sync(request("eu-de")).getStatus()).isEqualTo("complete");
        }
        projects.remove(id);
        try (SyncSession session = open(target, false)) {
            assertThat(names(session)).isEmpty();
        }
    }

    private static void follow(SyncSession session) {
        try {
            session.followAccount();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private void beforeTheFullSync(ProjectWatch watch) {
        clock.advance(Duration.ofMinutes(59).plusSeconds(45));
        try {
            watch.look();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static SyncRequest request(String source) {
        return new SyncRequest(source, "once", List.of());
    }

    private SyncSession open(DatabaseTarget database, boolean scheduled) throws Exception {
        return SyncSession.open(settings(database), scheduled, Clock.systemUTC());
    }

    private Settings settings(DatabaseTarget database) {
        variables.putAll(Map.of("DCS_DB_URL", database.url(), "DCS_DB_USER", database.user(), "DCS_DB_PASSWORD",
                database.password()));
        return Settings.load(null, variables, SyncFixture.HOME);
    }

    private Tables tables() {
        return Tables.of(target);
    }

    private static List<String> names(SyncSession session) {
        return session.settings().sources().stream().map(Source::name).toList();
    }

    /** Counts the syncs that have ended. */
    private static final class Ended implements SyncObserver {

        private final Map<String, Integer> counts = new ConcurrentHashMap<>();

        @Override
        public void finished(SyncRun run) {
            counts.merge(run.getSource().name(), 1, Integer::sum);
        }

        void awaitAnother(String source) {
            int before = counts.getOrDefault(source, 0);
            Waiting.until("a sync of " + source, () -> counts.getOrDefault(source, 0) > before);
        }
    }
}
