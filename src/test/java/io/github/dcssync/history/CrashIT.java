package io.github.dcssync.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.database.DatabaseTarget;
import io.github.dcssync.simulator.FaultInjector;
import io.github.dcssync.simulator.Fleet;
import io.github.dcssync.simulator.SimulatedKind;
import io.github.dcssync.simulator.Simulator;
import io.github.dcssync.simulator.SimulatorOptions;
import io.github.dcssync.sync.Summary.Status;
import io.github.dcssync.sync.SyncRun;
import io.github.dcssync.testkit.Launcher;
import io.github.dcssync.testkit.MigratedDatabases;
import io.github.dcssync.testkit.Started;
import io.github.dcssync.testkit.SyncFixture;
import io.github.dcssync.testkit.Tables;
import io.github.dcssync.testkit.TestDatabase;
import io.github.dcssync.testkit.Waiting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Killed anywhere, the next sync ends in the same state as if nothing had happened. */
class CrashIT {

    private static final int INSTANCES = 5;
    private static final int KILLS = 4;
    private static final String NEVER = "0 0 0 1 1 ? 2099";
    /** All that a sync leaves behind but when, in which run and after how many requests. */
    private static final Map<String, String> LASTING = Map.of(
            "backups", "select instance_id, backup_id, backup_name, status, progress, size_bytes, error_code,"
                    + " created_at, updated_at, vanished_at is null as present from backup_record",
            "restores", "select instance_id, restore_id, restore_name, status, progress, backup_id, error_code,"
                    + " created_at, updated_at, vanished_at is null as present from restore_record",
            "instances", "select instance_id, name, status, gone_at is null as present from dcs_instance",
            "changes", "select record_type, instance_id, record_id, field, old_value,"
                    + " case field when 'vanished_at' then '' else new_value end as new_value from record_change",
            "rejected", "select instance_id, endpoint, reason, payload from rejected_record",
            "reads", "select instance_id, endpoint, proof, low_water_at, consecutive_failures, error_msg"
                    + " from instance_sync",
            "meanings", "select endpoint, meaning from total_num_meaning");

    @TempDir
    static Path folder;

    private static Simulator simulator;
    private static DatabaseTarget beginning;
    private static Map<String, List<String>> expected;
    private static long requests;

    private DatabaseTarget target;
    private Tables tables;

    /** A first sync, then news of every kind: that is where each test begins. */
    @BeforeAll
    static void prepare() throws Exception {
        simulator = Simulator.start(SimulatorOptions.builder().instances(INSTANCES).backupsPerInstance(30)
                .restoresPerInstance(14).latency(Duration.ofMillis(15)).build());
        beginning = TestDatabase.POSTGRESQL.migrated();
        assertThat(program(beginning).call("once").exitCode()).isZero();
        for (String instance : simulator.fleet().instanceIds()) {
            disturb(SimulatedKind.BACKUP, instance);
            disturb(SimulatedKind.RESTORE, instance);
        }
        DatabaseTarget undisturbed = MigratedDatabases.postgresCopy(MigratedDatabases.nameOf(beginning));
        long before = simulator.requests();
        assertThat(program(undisturbed).sync(SyncFixture.request("once")).getSummary().status())
                .isEqualTo(Status.COMPLETE);
        requests = simulator.requests() - before;
        expected = lasting(Tables.of(undisturbed));
    }

    private static Launcher program(DatabaseTarget database) {
        return Launcher.of(folder, simulator, database).with("DCS_BACKUPS_PAGE_SIZE", "6")
                .with("DCS_RESTORES_PAGE_SIZE", "6").with("DCS_PARALLELISM", "4");
    }

    private static void disturb(SimulatedKind kind, String instance) {
        Fleet fleet = simulator.fleet();
        for (int position = 9; position > 0; position -= 2) {
            fleet.change(kind, instance, fleet.recordIds(kind, instance).get(position),
                    json -> json.put("error_code", "dcs.08.0001"));
        }
        fleet.remove(kind, instance, fleet.recordIds(kind, instance).get(8));
        fleet.addRaw(kind, instance, 1, "{\"without\":\"" + kind + " " + instance + "\"}");
        fleet.addFirst(kind, instance);
    }

    private static Map<String, List<String>> lasting(Tables tables) {
        Map<String, List<String>> lasting = new TreeMap<>();
        LASTING.forEach(
                (name, sql) -> lasting.put(name, tables.rows(sql).stream().map(Map::toString).sorted().toList()));
        return lasting;
    }

    @AfterAll
    static void end() {
        simulator.close();
    }

    @BeforeEach
    void begin() {
        simulator.injectFaults(FaultInjector.NONE);
        target = MigratedDatabases.postgresCopy(MigratedDatabases.nameOf(beginning));
        tables = Tables.of(target);
    }

    @ParameterizedTest(name = "after {0}/3 of the requests")
    @ValueSource(ints = {0, 1, 2, 3})
    void endsAsIfItHadNotBeenKilled(int third) throws Exception {
        killAtRequest(1 + third * (requests - 1) / (KILLS - 1));
        assertThat(tables.count("sync_run where status = 'running'")).isOne();
        tables.execute("update sync_lease set expires_at = current_timestamp - interval '1' second");

        SyncRun next = program(target).sync(SyncFixture.request("once"));

        assertThat(next.getSummary().status()).as(next.getError()).isEqualTo(Status.COMPLETE);
        assertThatNothingShows();
        assertThat(tables.column("select status from sync_run order by started_at"))
                .containsExactly("complete", "interrupted", "complete");
    }

    private void assertThatNothingShows() {
        lasting(tables)
                .forEach((name, rows) -> assertThat(rows).as(name).containsExactlyElementsOf(expected.get(name)));
    }

    private void killAtRequest(long number) throws Exception {
        killAtRequest(program(target), "once", number);
    }

    private static void killAtRequest(Launcher program, String command, long number) throws Exception {
        try (Started victim = program.start(command)) {
            AtomicLong seen = new AtomicLong();
            simulator.injectFaults((request, answer) -> {
                if (seen.incrementAndGet() == number) {
                    victim.process().destroyForcibly();
                }
                return answer;
            });
            assertThat(victim.process().waitFor(5, TimeUnit.MINUTES)).isTrue();
            assertThat(victim.exitCode()).as("killed, not ended: " + victim.err()).isEqualTo(128 + 9);
            simulator.injectFaults(FaultInjector.NONE);
        }
    }

    @Test
    void survivesBeingKilledAgainAndAgain() throws Exception {
        for (int attempt = 0; attempt < 2; attempt++) {
            killAtRequest(requests / 2 + attempt);
            tables.execute("update sync_lease set expires_at = current_timestamp - interval '1' second");
        }

        assertThat(program(target).call("once").exitCode()).isZero();

        assertThatNothingShows();
        assertThat(tables.count("sync_run where status = 'interrupted'")).isEqualTo(2);
    }

    @Test
    void makesUpAtTheNextStartTheFullSyncOverWhichItWasKilled() throws Exception {
        tables.execute("insert into schedule_tick (source, kind, ticked_at, due_at) values ('default', 'full-sync',"
                + " timestamp '2024-01-01 00:00:00', timestamp '2024-01-01 02:07:00')");
        Launcher program = program(target).with("DCS_SYNC_CRON", NEVER).with("DCS_FULL_SYNC_CRON", NEVER)
                .with("DCS_HTTP_SERVER_PORT", "0").with("DCS_MANAGEMENT_PORT", "0");
        killAtRequest(program, "run", requests / 2);
        tables.execute("update sync_lease set expires_at = current_timestamp - interval '1' second");

        try (Started next = program.start("run")) {
            Waiting.until("the sync",
                    () -> tables.count("sync_run where trigger_type = 'schedule' and status = 'complete'") == 1);
            assertThat(next.process().isAlive()).isTrue();
        }

        assertThat(tables.column("select status from sync_run where trigger_type = 'schedule' order by started_at"))
                .containsExactly("interrupted", "complete");
    }

    @Test
    void waitsForTheSyncOfAnotherProcess() throws Exception {
        try (Started one = program(target).start("once"); Started two = program(target).start("once")) {
            assertThat(List.of(one.exitCode(), two.exitCode())).containsOnly(0);

            assertThatNothingShows();
            assertThat(tables.column("select distinct status from sync_run")).containsExactly("complete");
            assertThat(tables.value("select token from sync_lease where source = 'default'")).isEqualTo(3L);
        }
    }

    @Test
    void givesUpAfterTheLifeOfALeaseThatIsKeptAlive() throws Exception {
        tables.execute("update sync_lease set token = 7, holder = 'somewhere/4711', run_id = 'another',"
                + " acquired_at = current_timestamp, expires_at = current_timestamp + interval '1' hour");
        Map<String, List<String>> before = tables.everything();
        long begin = System.nanoTime();

        Launcher.Result held = program(target).call("once");

        assertThat(held.exitCode()).isEqualTo(5);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofSeconds(30));
        assertThat(held.out()).isEmpty();
        assertThat(held.err()).singleElement().asString().contains("default", "somewhere/4711");
        assertThat(tables.everything()).isEqualTo(before);
    }
}
