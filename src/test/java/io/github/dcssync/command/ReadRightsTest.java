package io.github.dcssync.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.database.Database;
import io.github.dcssync.database.DatabaseTarget;
import io.github.dcssync.report.Report;
import io.github.dcssync.report.ReportQuery;
import io.github.dcssync.settings.Settings;
import io.github.dcssync.simulator.Simulator;
import io.github.dcssync.simulator.SimulatorOptions;
import io.github.dcssync.sync.SyncRequest;
import io.github.dcssync.testkit.TestMariaDb;
import io.github.dcssync.testkit.TestPostgres;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** A user who may only read can report and plan. */
class ReadRightsTest {

    private static final String PASSWORD = "Read-1";

    private final Simulator simulator = Simulator.start(SimulatorOptions.builder().instances(3).backupsPerInstance(4)
            .restoresPerInstance(2).keys("AKEXAMPLE", "SecretKey").build());
    private final String reader = "r" + UUID.randomUUID().toString().replace("-", "").substring(0, 20);

    @TempDir
    private Path folder;

    @AfterEach
    void end() {
        simulator.close();
    }

    @Test
    void areEnoughOnPostgres() throws Exception {
        areEnough(TestPostgres.freshDatabase(), "create role " + reader + " login password '" + PASSWORD + "'",
                "grant select on all tables in schema public to " + reader);
    }

    @Test
    void areEnoughOnMariaDb() throws Exception {
        DatabaseTarget target = TestMariaDb.freshDatabase();
        areEnough(target, "create user '" + reader + "'@'%' identified by '" + PASSWORD + "'",
                "grant select on " + target.address().replaceFirst(".*/", "") + ".* to '" + reader + "'@'%'");
    }

    @Test
    void areEnoughOnH2() throws Exception {
        areEnough(new DatabaseTarget("jdbc:h2:file:" + folder.resolve("db"), "sa", ""),
                "create user " + reader + " password '" + PASSWORD + "'", "grant select on schema public to " + reader);
    }

    private void areEnough(DatabaseTarget owner, String... rights) throws Exception {
        try (SyncSession session = SyncSession.open(settings(owner), false)) {
            assertThat(session.sync(requests("once")).exitCode()).isZero();
        }
        try (Database database = Database.open(owner, 2)) {
            List.of(rights).forEach(new JdbcTemplate(database.dataSource())::execute);
        }
        Settings settings = settings(new DatabaseTarget(owner.url(), reader, PASSWORD));

        try (ReportDatabase database = ReportDatabase.open(settings.database())) {
            for (Report report : Report.values()) {
                database.reports().rows(ReportQuery.all(report));
            }
        }
        try (SyncSession session = SyncSession.openToCompare(settings, UnaryOperator.identity())) {
            SyncSession.Result plan = session.plan(requests("plan"));
            assertThat(plan.exitCode()).isZero();
            assertThat(plan.summary().unchanged()).isEqualTo(3 * 6);
        }
    }

    private static List<SyncRequest> requests(String trigger) {
        return List.of(new SyncRequest("default", trigger, List.of(), true, null, null));
    }

    private Settings settings(DatabaseTarget target) {
        return Settings.load(null, Map.of("DCS_ENDPOINT", simulator.endpoint().toString(),
                "DCS_PROJECT_ID", simulator.fleet().projectId(), "CLOUD_SDK_AK", "AKEXAMPLE", "CLOUD_SDK_SK",
                "SecretKey",
                "DCS_DB_URL", target.url(), "DCS_DB_USER", target.user(), "DCS_DB_PASSWORD", target.password()),
                Home.path());
    }
}
