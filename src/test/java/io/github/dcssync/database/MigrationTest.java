package io.github.dcssync.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.dcssync.testkit.ReadOnlyTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** What must hold on every database. */
abstract class MigrationTest {

    private static final String INSERT = "insert into backup_record"
            + " (instance_id, backup_id, source, backup_name, created_at, first_seen_at, changed_at)"
            + " values (?, 'b', 's', ?, ?, ?, ?)";
    private static final String CLOCK = "select cast(current_timestamp as char(19)) from backup_record";
    private static final OffsetDateTime TIME = OffsetDateTime.parse("2026-03-29T01:30:00.123456Z");

    /** A new empty database. */
    abstract DatabaseTarget freshDatabase() throws Exception;

    /** A database that is migrated already, where it is not the question how. */
    abstract DatabaseTarget migratedDatabase() throws Exception;

    @Test
    void createsEveryTableAndColumnOfTheContract() throws Exception {
        try (Database database = migrated(freshDatabase());
                Connection connection = database.dataSource().getConnection()) {
            assertThat(Columns.of(connection)).containsExactlyElementsOf(Columns.expected());
        }
    }

    @Test
    void upgradesWhatAnEarlierReleaseHasLeft() throws Exception {
        DatabaseTarget target = freshDatabase();
        try (Database database = Database.open(target, 2)) {
            migrateTo(database, "15");
            insert(database, "i", "kept");
            execute(database, "insert into sync_run (run_id, trigger_type, source, started_at, status, requests)"
                    + " values ('r', 'once', 's', current_timestamp, 'complete', 5)");
            execute(database, "insert into sync_error (run_id, source, occurred_at, rule, action)"
                    + " values ('r', 's', current_timestamp, 'throttled', 'retry')");
            assertThat(Database.inspect(target).needsMigration()).isTrue();

            database.migrate();

            assertThat(Database.inspect(target).needsMigration()).isFalse();
            assertThat(strings(database, "select backup_name from backup_record")).containsExactly("kept");
            assertThat(strings(database, "select run_id from sync_run where shard is null")).containsExactly("r");
            assertThat(strings(database, "select requests_succeeded from sync_run")).containsExactly("4");
            assertThat(instant(database)).isEqualTo(TIME);
        }
    }

    private static void migrateTo(Database database, String version) {
        String folder = "classpath:migrations/";
        Flyway.configure().dataSource(database.dataSource()).table(SchemaHistory.TABLE)
                .locations(folder + "common", folder + database.dialect().folder()).failOnMissingLocations(false)
                .placeholders(database.dialect().placeholders()).target(version).load().migrate();
    }

    @Test
    void writesNothingWhenTheSchemaIsUpToDate() throws Exception {
        DatabaseTarget target = migratedDatabase();
        try (Database database = Database.open(target, 2)) {
            List<String> before = history(database);
            database.migrate();
            assertThat(history(database)).isEqualTo(before).hasSizeGreaterThanOrEqualTo(Migrations.KNOWN);
        }
    }

    /** @param identity a query that tells one connection from another */
    void leavesAServerThatOnlyReads(String readOnly, String identity) throws Exception {
        DatabaseTarget target = migratedDatabase();
        try (Database database = Database.open(target, 2)) {
            String before;
            try (Connection connection = database.dataSource().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute(readOnly);
                before = single(statement, identity);
                assertThatThrownBy(
                        () -> statement.execute("insert into report_setting (name, value) values ('a', 'b')"))
                        .isInstanceOf(SQLException.class).matches(DatabaseFaults::mayReturn);
            }
            for (int i = 0; i < 3; i++) {
                try (Connection connection = database.dataSource().getConnection();
                        Statement statement = connection.createStatement()) {
                    assertThat(single(statement, identity)).isNotEqualTo(before);
                }
            }
            saysThatTheServerOnlyReads(target, database);
        }
    }

    /** @param readOnly an empty database in which each transaction only reads */
    static void saysThatItOnlyReads(DatabaseTarget readOnly) {
        try (Database database = Database.open(readOnly, 2)) {
            assertThatThrownBy(database::migrate).isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("The database " + readOnly.address() + " only reads (")
                    .hasMessageEndingWith(
                            "): wait until it writes again, or name the server that writes in dcs.db.url");
        }
    }

    /** And not what came of it, that the connection has been given up. */
    private static void saysThatTheServerOnlyReads(DatabaseTarget target, Database database) throws Exception {
        JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
        TransactionTemplate transaction = new TransactionTemplate(database.transactions());
        Runnable insert = () -> transaction.executeWithoutResult(
                status -> jdbc.update("insert into report_setting (name, value) values ('a', 'b')"));
        try (ReadOnlyTable table = new ReadOnlyTable(target, "report_setting")) {
            assertThatThrownBy(insert::run).satisfies(thrown -> assertThat(database.exception(thrown))
                    .hasMessageStartingWith("The database " + target.address() + " only reads (")
                    .hasMessageEndingWith(
                            "): wait until it writes again, or name the server that writes in dcs.db.url"));
        }
        insert.run();
    }

    private static String single(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    @Test
    void leavesTablesOfOthersAlone() throws Exception {
        try (Database database = Database.open(freshDatabase(), 2)) {
            execute(database, "create table somebody_elses (id integer)");
            execute(database, "insert into somebody_elses values (7)");
            database.migrate();
            assertThat(strings(database, "select id from somebody_elses")).containsExactly("7");
            assertThat(strings(database, "select code from error_code")).isEmpty();
        }
    }

    /** Under a name that is not among them it would take somebody else's table for its own. */
    @Test
    void refusesSomebodyElsesTableUnderTheNameOfEachThatItMakes() throws Exception {
        try (Database database = Database.open(migratedDatabase(), 1);
                Connection connection = database.dataSource().getConnection()) {
            assertThat(SchemaHistory.read(connection).tables()).filteredOn(name -> !name.startsWith("dcs_qrtz_"))
                    .filteredOn(name -> !name.equals(SchemaHistory.TABLE))
                    .containsExactlyInAnyOrderElementsOf(SchemaHistory.OURS);
        }
    }

    @Test
    void refusesATableOfSomebodyElseUnderOneOfOurNames() throws Exception {
        DatabaseTarget target = freshDatabase();
        try (Database database = Database.open(target, 2)) {
            execute(database, "create table alert (id integer)");
            assertThatThrownBy(database::migrate).isInstanceOf(DatabaseException.class)
                    .hasMessage("The database " + target.address() + " already has tables [alert] that dcs-sync did not"
                            + " make: use a database or schema of its own (dcs.db.url)");
            assertThatThrownBy(() -> strings(database, "select * from backup_record")).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void finishesAMigrationThatWasKilledHalfWay() throws Exception {
        try (Database database = Database.open(migratedDatabase(), 2)) {
            String later = "where " + quoted(database, "installed_rank") + " > 3";
            execute(database, "delete from " + history(database, later));
            database.migrate();
            assertThat(history(database)).hasSizeGreaterThanOrEqualTo(Migrations.KNOWN);
        }
    }

    @Test
    void namesTheMigrationThatFailsAndWhy() throws Exception {
        DatabaseTarget target = migratedDatabase();
        try (Database database = Database.open(target, 2)) {
            String later = "where " + quoted(database, "installed_rank") + " > 3";
            execute(database, "delete from " + history(database, later));
            execute(database, "drop table sync_error");
            execute(database, "create view sync_error as select 1 as x");
            assertThatThrownBy(database::migrate).isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("V11__create_sync_error.sql. The database " + target.address())
                    .message().hasLineCount(1);
        }
    }

    @Test
    void addsTheViewsToADatabaseThatHasNone() throws Exception {
        try (Database database = Database.open(migratedDatabase(), 2)) {
            forgetViews(database);
            execute(database, "drop view report_worklist");
            execute(database, "drop view report_unprotected");
            execute(database, "drop view report_rpo_status");
            execute(database, "drop view report_sync_health");
            database.migrate();
            assertThat(strings(database, "select verdict from report_rpo_status")).isEmpty();
            assertThat(strings(database, "select reason from report_unprotected")).isEmpty();
            assertThat(strings(database, "select source from report_sync_health")).isEmpty();
            assertThat(strings(database, "select kind from report_worklist")).isEmpty();
        }
    }

    @Test
    void knowsByTheSameChecksumsAsFlywayThatNothingIsToBeDone() throws Exception {
        DatabaseTarget target = freshDatabase();
        try (Database database = Database.open(target, 2)) {
            assertThat(hasRun(target, database)).isFalse();
            database.migrate();
            assertThat(hasRun(target, database)).isTrue();
            forgetViews(database);
            assertThat(hasRun(target, database)).isFalse();
        }
    }

    private static boolean hasRun(DatabaseTarget target, Database database) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            return SchemaHistory.read(connection).hasRun(SchemaFiles.of(target.dialect(), connection).checksums());
        }
    }

    @Test
    void replacesAViewWhoseTextHasChangedAlsoUnderOtherViews() throws Exception {
        try (Database database = Database.open(migratedDatabase(), 2)) {
            execute(database, "create view somebody_elses as select verdict from report_rpo_status");
            execute(database, "create or replace view report_history_gap as select source, instance_id,"
                    + " error_msg as instance_name, endpoint, history_gap_at, completed_at as as_of"
                    + " from instance_sync");
            execute(database, "insert into instance_sync (instance_id, endpoint, source)"
                    + " values ('i', 'backups', 's')");
            assertThat(strings(database, "select source from report_history_gap")).containsExactly("s");
            forgetViews(database);
            database.migrate();
            assertThat(strings(database, "select source from report_history_gap")).isEmpty();
            assertThat(strings(database, "select verdict from somebody_elses")).isEmpty();
        }
    }

    /** Flyway applies a view again when its checksum is not the one it remembers. */
    static void forgetViews(Database database) throws SQLException {
        execute(database, "update " + history(database, "") + " set " + quoted(database, "checksum") + " = 1 where "
                + quoted(database, "version") + " is null and " + quoted(database, "script") + " like 'R%'");
    }

    @Test
    void refusesASchemaThatIsNewerThanTheProgram() throws Exception {
        DatabaseTarget target = migratedDatabase();
        String newer = String.valueOf(Migrations.KNOWN + 1);
        try (Database database = Database.open(target, 2)) {
            execute(database, "update " + history(database, "") + " set " + quoted(database, "version") + " = '" + newer
                    + "' where " + quoted(database, "version") + " = '" + Migrations.KNOWN + "'");
            assertThatThrownBy(database::migrate).isInstanceOf(DatabaseException.class)
                    .hasMessage("The database " + target.address() + " has schema version " + newer
                            + ", this program knows up to " + Migrations.KNOWN
                            + ": upgrade dcs-sync, or use another database (dcs.db.url)");
        }
        assertThat(Database.inspect(target).problem().orElseThrow()).contains("has schema version " + newer);
    }

    @Test
    void refusesMigrationsThatWereEditedAfterTheyRan() throws Exception {
        try (Database database = Database.open(migratedDatabase(), 2)) {
            execute(database, "update " + history(database, "") + " set " + quoted(database, "checksum")
                    + " = 1 where " + quoted(database, "version") + " = '3'");
            assertThatThrownBy(database::migrate).isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("3 create dcs instance: CHECKSUM_MISMATCH")
                    .hasMessageEndingWith("use the release that made it, or a newer one");
        }
    }

    @Test
    void takesTheTextOfAMigrationThatRanBeforeItWasCorrected() throws Exception {
        DatabaseTarget target = migratedDatabase();
        try (Database database = Database.open(target, 2)) {
            execute(database, "update " + history(database, "") + " set " + quoted(database, "checksum")
                    + " = -1472547214 where " + quoted(database, "version") + " = '23'");

            database.migrate();

            assertThat(Database.inspect(target).needsMigration()).isFalse();
        }
    }

    @Test
    void saysHowToGoOnAfterAFailedMigration() throws Exception {
        try (Database database = Database.open(migratedDatabase(), 2)) {
            execute(database, "update " + history(database, "") + " set " + quoted(database, "success")
                    + " = false where " + quoted(database, "version") + " = '4'");
            assertThatThrownBy(database::migrate).isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("has a migration that failed (V4__create_record_change.sql)")
                    .hasMessageContaining("delete its row from dcs_sync_schema_history");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Europe/Berlin", "America/St_Johns", "Asia/Kathmandu"})
    void keepsInstantsToTheMicrosecondAndInUtcWhateverTheZoneOfTheMachine(String zone) throws Exception {
        TimeZone before = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        try (Database database = Database.open(migratedDatabase(), 2)) {
            insert(database, "i", "n");
            assertThat(strings(database, "select cast(created_at as char(29)) from backup_record"))
                    .singleElement().asString().startsWith("2026-03-29 01:30:00.123456");
            assertThat(LocalDateTime.parse(strings(database, CLOCK).get(0).replace(' ', 'T')))
                    .isCloseToUtcNow(within(5, ChronoUnit.MINUTES));
            TimeZone.setDefault(before);
            assertThat(instant(database)).isEqualTo(TIME);
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void keepsCharactersOfFourBytes() throws Exception {
        try (Database database = Database.open(migratedDatabase(), 2)) {
            insert(database, "i", "nightly \uD83D\uDCBE 备份");
            assertThat(strings(database, "select backup_name from backup_record"))
                    .containsExactly("nightly \uD83D\uDCBE 备份");
        }
    }

    @Test
    void tellsKeysApartThatDifferInCaseOrAccentOrABlank() throws Exception {
        try (Database database = Database.open(migratedDatabase(), 2)) {
            for (String key : List.of("a", "A", "á", "B", "a ")) {
                insert(database, key, "n");
            }
            assertThat(strings(database, "select instance_id from backup_record order by instance_id"))
                    .containsExactly("A", "B", "a", "a ", "á");
        }
    }

    @Test
    void letsOnlyOneAlertOfAKindBeOpen() throws Exception {
        try (Database database = Database.open(migratedDatabase(), 2)) {
            String columns = "insert into alert (kind, dedup_key, open_key, raised_at) values ('k', 'd', ";
            execute(database, columns + "null, current_timestamp)");
            execute(database, columns + "null, current_timestamp)");
            execute(database, columns + "'d', current_timestamp)");
            assertThatThrownBy(() -> execute(database, columns + "'d', current_timestamp)"))
                    .isInstanceOf(SQLException.class);
            assertThat(strings(database, "select alert_id from alert order by alert_id")).startsWith("1", "2", "3");
        }
    }

    @Test
    void keepsARejectedPageThatBelongsToNoInstanceOnce() throws Exception {
        try (Database database = Database.open(migratedDatabase(), 2)) {
            String insert = "insert into rejected_record (run_id, source, endpoint, payload_sha256, rejected_at,"
                    + " last_seen_at) values ('r', 's', 'instances', 'x', current_timestamp, current_timestamp)";
            execute(database, insert);
            assertThatThrownBy(() -> execute(database, insert)).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void refusesAWordOfOurOwnThatTheContractDoesNotKnow() throws Exception {
        try (Database database = Database.open(migratedDatabase(), 2)) {
            String insert = "insert into sync_run (run_id, trigger_type, source, started_at, status)"
                    + " values ('%s', '%s', 's', current_timestamp, 'running')";
            execute(database, insert.formatted("1", "schedule"));
            assertThatThrownBy(() -> execute(database, insert.formatted("2", "whim"))).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void inspectsADatabaseWithoutTouchingIt() throws Exception {
        DatabaseTarget target = freshDatabase();
        assertThat(Database.inspect(target).schemaFound()).isEmpty();
        assertThat(Database.inspect(target).problem()).isEmpty();
        assertThat(Database.inspect(target).needsMigration()).isTrue();
        migrated(target).close();
        Inspection inspection = Database.inspect(target);
        assertThat(inspection.schemaFound()).contains(Migrations.KNOWN);
        assertThat(inspection.problem()).isEmpty();
        assertThat(inspection.needsMigration()).isFalse();
    }

    static Database migrated(DatabaseTarget target) {
        Database database = Database.open(target, 2);
        database.migrate();
        return database;
    }

    static void execute(Database database, String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static List<String> strings(Database database, String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    private static void insert(Database database, String instance, String name) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setString(1, instance);
            statement.setString(2, name);
            for (int column = 3; column <= 5; column++) {
                statement.setObject(column, TIME);
            }
            statement.execute();
        }
    }

    private static OffsetDateTime instant(Database database) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select created_at from backup_record")) {
            row.next();
            return row.getObject(1, OffsetDateTime.class);
        }
    }

    private static List<String> history(Database database) throws SQLException {
        return strings(database, "select " + quoted(database, "installed_on") + " from " + history(database, ""));
    }

    private static String history(Database database, String condition) {
        return quoted(database, SchemaHistory.TABLE) + " " + condition;
    }

    private static String quoted(Database database, String name) {
        return database.dialect() == Dialect.MARIADB ? name : "\"" + name + "\"";
    }
}
