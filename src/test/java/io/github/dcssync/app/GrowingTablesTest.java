package io.github.dcssync.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.database.Database;
import io.github.dcssync.database.SqlFile;
import io.github.dcssync.testkit.SyncFixture;
import io.github.dcssync.testkit.TestDatabase;
import io.github.dcssync.testkit.Waiting;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** PostgreSQL finds rows by their keys, whatever it believed of a table when it planned how to. */
class GrowingTablesTest {

    private static final Pattern PARAMETER = Pattern.compile(":#\\$\\{[^}]+}|(?<![:\\w]):\\w+");
    private static final Map<String, String> INDEXES = new TreeMap<>(Map.of("operation/open-failures",
            "operation_failure_pkey", "operation/known-failures", "operation_failure_pkey", "operation/resolve-failure",
            "operation_failure_pkey", "operation/change-failure", "operation_failure_pkey",
            "operation/resolve-recovered-record", "operation_failure_pkey", "alert/open", "alert_open",
            "alert/resolve-all", "alert_open", "alert/instances", "dcs_instance_pkey", "sync/update-reading",
            "instance_sync_pkey"));
    private static final String GROW = """
            insert into operation_failure (record_type, instance_id, record_id, source, operation_at, detected_at,
                                           resolved_at)
            select 'backup', 'i' || n %% 20, n, 's', now(), now(), case when n %% 10 > 0 then now() end from %1$s;
            insert into alert (kind, dedup_key, open_key, raised_at)
            select 'k', n, case when n %% 10 = 0 then n end, now() from %1$s;
            insert into dcs_instance (instance_id, source, first_seen_at, changed_at)
            select n, 's', now(), now() from %1$s;
            insert into instance_sync (instance_id, endpoint, source) select n, 'backups', 's' from %1$s;
            insert into backup_record (instance_id, backup_id, source, created_at, first_seen_at, changed_at)
            select 'i' || n %% 20, n, 's', now(), now(), now() from %1$s""";

    /** @param before when the database counted the tables' rows */
    @ParameterizedTest
    @CsvSource({"never, generic", "never, custom", "empty, generic", "empty, custom", "small, generic",
        "small, custom"})
    void findRowsByTheirKeys(String before, String plans) throws Exception {
        try (Database database = Database.open(TestDatabase.POSTGRESQL.migrated(), 2);
                Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            if (before.equals("small")) {
                grow(statement, 1, 5);
            }
            if (!before.equals("never")) {
                statement.execute("analyze");
            }
            settings().forEach(setting -> run(statement, "select " + setting));
            statement.execute("set local plan_cache_mode = force_" + plans + "_plan");
            List<String> executions = new ArrayList<>();
            for (String file : INDEXES.keySet()) {
                executions.add(prepare(statement, file));
            }
            executions.forEach(execution -> run(statement, "explain " + execution));

            grow(statement, 6, 100_000);

            List<String> files = List.copyOf(INDEXES.keySet());
            for (int i = 0; i < files.size(); i++) {
                String index = INDEXES.get(files.get(i));
                assertThat(plan(statement, executions.get(i))).as(files.get(i))
                        .anyMatch(line -> line.contains(" using " + index + " ")
                                || line.contains("Bitmap Index Scan on " + index + " "))
                        .noneMatch(line -> line.contains("Seq Scan"));
            }
        }
    }

    /** What a page's transaction begins with. */
    private static List<String> settings() {
        List<String> settings = Pattern.compile("set_config\\([^)]*\\)")
                .matcher(SqlFile.read("postgresql/hold-lease")).results().map(MatchResult::group)
                .toList();
        assertThat(settings).isNotEmpty();
        return settings;
    }

    private static void run(Statement statement, String sql) {
        try {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static void grow(Statement statement, int from, int to) throws SQLException {
        statement.execute(GROW.formatted("generate_series(" + from + ", " + to + ") n"));
    }

    /** @return what executes the statement of a file, once it is prepared */
    private static String prepare(Statement statement, String file) throws SQLException {
        String name = '"' + file + '"';
        Map<String, Integer> numbers = new TreeMap<>();
        String text = PARAMETER.matcher(SqlFile.read(file).replaceAll("--[^\n]*", ""))
                .replaceAll(found -> "\\$" + numbers.computeIfAbsent(found.group(), one -> numbers.size() + 1));
        statement.execute("prepare " + name + " as " + text);
        try (ResultSet types = statement.executeQuery("select unnest(parameter_types)::text from pg_prepared_statements"
                + " where name = '" + file + "'")) {
            List<String> values = new ArrayList<>();
            while (types.next()) {
                String type = types.getString(1);
                values.add(
                        type.startsWith("timestamp") ? "now()" : type.matches("text|character varying") ? "'i1'" : "1");
            }
            return "execute " + name + " (" + String.join(", ", values) + ")";
        }
    }

    private static List<String> plan(Statement statement, String execution) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (ResultSet plan = statement.executeQuery("explain " + execution)) {
            while (plan.next()) {
                lines.add(plan.getString(1));
            }
        }
        return lines;
    }

    /** Those of sessions that begin when the table of backups is large are kept: to plan takes long, too. */
    @Test
    void areFoundByPlansThatAreNotKeptWhileTheyMayGrow() throws Exception {
        try (Database database = Database.open(TestDatabase.POSTGRESQL.migrated(), 2);
                Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            assertThat(setting(statement)).isEqualTo("force_custom_plan");
            grow(statement, 1, 20_000);
            statement.execute("analyze backup_record");

            try (Connection later = database.readers().getConnection(); Statement known = later.createStatement()) {
                assertThat(setting(known)).isEqualTo("auto");
            }
        }
    }

    private static String setting(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("show plan_cache_mode")) {
            row.next();
            return row.getString(1);
        }
    }

    /** Each page would read the table once more, and as many rows as pages squared. */
    @Test
    void readNoTableWholeForEachPage() throws Exception {
        TestDatabase kind = TestDatabase.POSTGRESQL;
        try (SyncFixture fixture = SyncFixture.on(kind).fleet(2, 600, 300).variable("DCS_BACKUPS_PAGE_SIZE", "10")
                .variable("DCS_RESTORES_PAGE_SIZE", "10").start()) {
            fixture.tables().execute("analyze");

            assertThat(fixture.sync().getSummary().inserted()).isEqualTo(1_800);

            assertThat(fixture.tables().count("operation_failure")).isGreaterThan(30);
            Map<String, Long> read = read(fixture);
            assertThat(read.get("backup_record")).isLessThan(20 * 1_200L);
            assertThat(read.get("restore_record")).isLessThan(20 * 600L);
            assertThat(read.get("operation_failure")).isLessThan(20L * fixture.tables().count("operation_failure"));
        }
    }

    /** The connections of the syncs tell what they have read when they end, or have nothing to do for a while. */
    private static Map<String, Long> read(SyncFixture fixture) {
        Waiting.until("what the syncs have read",
                () -> fixture.jdbc().queryForObject("select sum(n_tup_ins) from pg_stat_user_tables where"
                        + " relname in ('backup_record', 'restore_record')", Long.class) == 1_800);
        return fixture.jdbc().queryForList("select relname, seq_tup_read from pg_stat_user_tables").stream()
                .collect(Collectors.toMap(row -> (String) row.get("relname"), row -> (Long) row.get("seq_tup_read")));
    }
}
