package io.github.dcssync.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.dcssync.testkit.MigratedDatabases;
import io.github.dcssync.testkit.TestPostgres;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class PostgresMigrationTest extends MigrationTest {

    @Override
    DatabaseTarget freshDatabase() {
        return TestPostgres.freshDatabase();
    }

    @Override
    DatabaseTarget migratedDatabase() {
        return MigratedDatabases.postgres();
    }

    @Test
    void namesTheGrantThatIsMissingAndWhoNeedsIt() throws Exception {
        DatabaseTarget owner = TestPostgres.freshDatabase();
        String role = "weak_" + owner.address().replaceFirst(".*/", "");
        TestPostgres.execute("create role " + role + " login password 'x'");
        DatabaseTarget weak = new DatabaseTarget(owner.url() + "?user=" + role + "&password=x", "sa", "");

        isToldOf("grant create on schema public to " + role, owner, weak, role);
        try (Database database = Database.open(owner, 2)) {
            execute(database, "create schema elsewhere");
            execute(database, "alter role " + role + " set search_path = elsewhere");
            isToldOf("grant usage, create on schema elsewhere to " + role, owner, weak, role);
            execute(database, "alter role " + role + " reset search_path");
            execute(database, "grant create on schema public to " + role);
            assertThat(Database.inspect(weak).rights()).isEmpty();
            database.migrate();
            String read = "grant select on all tables in schema public to " + role;
            assertThatThrownBy(() -> Database.inspect(weak)).isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("does not allow user '" + role + "' to do that").hasMessageEndingWith(read);
            execute(database, read);
            isToldOf("grant insert, update, delete on all tables in schema public to " + role, owner, weak, role);
            execute(database, "grant insert, update, delete on all tables in schema public to " + role);
            assertThat(Database.inspect(weak).rights()).as("nothing to migrate").isEmpty();
            execute(database, "revoke create on schema public from " + role);
            assertThat(Database.inspect(weak).rights()).as("nothing to migrate").isEmpty();
            migrated(weak).close();
            execute(database, "delete from dcs_sync_schema_history where version::int >= 16");
            isToldOf("grant create on schema public to " + role, owner, weak, role);
            execute(database, "grant create on schema public to " + role);
            isToldOf("grant postgres to " + role, owner, weak, role);
        }
    }

    /** What Flyway's sessions were told does not last, and what there was no need to open is not opened again. */
    @Test
    void opensConnectionsAnewOnlyWhereItHasMigrated() throws Exception {
        try (Database database = Database.open(migratedDatabase(), 2)) {
            List<String> session = strings(database, "select pg_backend_pid()");

            database.migrate();
            assertThat(strings(database, "select pg_backend_pid()")).isEqualTo(session);

            forgetViews(database);
            database.migrate();
            assertThat(strings(database, "select pg_backend_pid()")).isNotEqualTo(session);
        }
    }

    @Test
    void keepsNoIndexOfOriginsThatAreNotKnown() throws Exception {
        try (Database database = Database.open(migratedDatabase(), 2)) {
            assertThat(strings(database, "select indexname || ': ' || coalesce(pg_get_expr(indpred, indrelid), 'all')"
                    + " from pg_indexes join pg_index on indexrelid = indexname::regclass"
                    + " where tablename = 'restore_record' order by 1")).containsExactly(
                            "restore_record_created: all",
                            "restore_record_known_origin: (source_instance_id IS NOT NULL)",
                            "restore_record_pkey: all");
        }
    }

    /** It changes no column's type where a view is replaced. */
    @Test
    void widensSumsThatOthersHaveBuiltViewsUponAndMayRead() throws Exception {
        DatabaseTarget target = migratedDatabase();
        String role = "reader_" + target.name().orElseThrow();
        TestPostgres.execute("create role " + role);
        try (Database database = Database.open(target, 2)) {
            for (String view : List.of("report_size_growth", "report_retention")) {
                execute(database, "do $$ declare d text := replace(pg_get_viewdef('" + view + "'::regclass),"
                        + " 'numeric(38,0)', 'bigint'); begin drop view " + view + "; execute 'create view " + view
                        + " as ' || d; end $$");
                execute(database, "grant select on " + view + " to " + role);
            }
            execute(database, "create view somebody_elses as select size_bytes from report_size_growth");
            String types = "select data_type from information_schema.columns where table_name in ('report_size_growth',"
                    + " 'report_retention') and column_name in ('size_bytes', 'listed_size_bytes')";
            assertThat(strings(database, types)).containsExactly("bigint", "bigint");

            forgetViews(database);
            database.migrate();

            assertThat(strings(database, types)).containsExactly("numeric", "numeric");
            assertThat(strings(database, "select size_bytes from somebody_elses")).isEmpty();
            assertThat(strings(database, "select has_table_privilege('" + role + "', v, 'select') from (values"
                    + " ('report_size_growth'), ('report_retention')) x (v)")).containsExactly("t", "t");
        }
    }

    private static void isToldOf(String grant, DatabaseTarget owner, DatabaseTarget weak, String role) {
        Inspection found = Database.inspect(weak);
        assertThat(found.session().orElseThrow()).startsWith("user '" + role + "', schema '");
        assertThat(found.problem().or(found::rights).orElseThrow()).startsWith("The database " + owner.address()
                + " does not allow user '" + role + "' to ").endsWith(": " + grant);
        try (Database database = Database.open(weak, 2)) {
            if (found.needsMigration()) {
                assertThatThrownBy(database::migrate).isInstanceOf(DatabaseException.class).hasMessageEndingWith(grant);
            }
        }
    }

    /** A schema named like the user stands before public in the search path as soon as there is one. */
    @Test
    void keepsItsHistoryWhenASchemaNamedLikeTheUserComesLater() throws Exception {
        DatabaseTarget target = migratedDatabase();
        try (Database database = Database.open(target, 2)) {
            execute(database, "insert into report_setting (name, value) values ('state', 'kept')");
            execute(database, "create schema " + target.user());
        }
        assertThat(Database.inspect(target).session()).contains("user 'postgres', schema 'public'");
        assertThat(Database.inspect(target).needsMigration()).isFalse();
        try (Database database = migrated(target)) {
            assertThat(strings(database, "select value from report_setting")).containsExactly("kept");
            assertThat(schemas(database)).containsExactly("public");
        }
        DatabaseTarget given = new DatabaseTarget(target.url() + "?currentSchema=postgres,public", target.user(), "");
        try (Database database = Database.open(given, 2)) {
            assertThatThrownBy(database::migrate).hasMessageContaining("has dcs-sync's tables in schema 'public', but"
                    + " schema 'postgres' comes first in the search path");
        }
    }

    @Test
    void makesTablesOfItsOwnBesideThoseOfAnotherInstallationThatItMayNotRead() throws Exception {
        DatabaseTarget target = migratedDatabase();
        String role = "second_" + target.name().orElseThrow();
        TestPostgres.execute("create role " + role + " login");
        DatabaseTarget second = new DatabaseTarget(target.url(), role, "");
        try (Database database = Database.open(target, 2)) {
            execute(database, "create schema authorization " + role);
            assertThat(Database.inspect(second).session()).contains("user '" + role + "', schema '" + role + "'");
            migrated(second).close();
            assertThat(schemas(database)).containsExactlyInAnyOrder("public", role);

            execute(database, "drop schema " + role + " cascade");
            execute(database, "create schema authorization " + role);
            execute(database, "grant select on " + SchemaHistory.TABLE + " to " + role);
            assertThat(Database.inspect(second).session()).contains("user '" + role + "', schema 'public'");
        }
    }

    @Test
    void findsItsTablesInASchemaWhoseNameIsToBeQuoted() throws Exception {
        DatabaseTarget target = freshDatabase();
        try (Database database = Database.open(target, 2)) {
            execute(database, "create schema \"Reports & \"\"all\"\", 100%+\"");
            inDatabase(database, target, "set search_path = \"Reports & \"\"all\"\", 100%+\"");
        }
        try (Database database = migrated(target)) {
            execute(database, "create schema earlier");
            inDatabase(database, target, "set search_path = earlier, \"Reports & \"\"all\"\", 100%+\"");
        }

        List<String> said = said(() -> migrated(target).close());

        assertThat(said).containsExactly("The tables in schema 'Reports & \"all\", 100%+' are used, though schema"
                + " 'earlier' comes first; dcs.db.url says it otherwise with currentSchema");
        try (Database database = Database.open(target, 2)) {
            assertThat(schemas(database)).containsExactly("Reports & \"all\", 100%+");
            inDatabase(database, target, "reset search_path");
        }
    }

    private static List<String> said(ThrowingCallable action) throws Exception {
        Logger logger = (Logger) LoggerFactory.getLogger(Database.class);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Level before = logger.getLevel();
        log.start();
        logger.addAppender(log);
        logger.setLevel(Level.INFO);
        try {
            action.call();
        } catch (Throwable failure) {
            throw new AssertionError(failure);
        } finally {
            logger.setLevel(before);
            logger.detachAppender(log);
        }
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private static void inDatabase(Database database, DatabaseTarget target, String setting) throws Exception {
        execute(database, "alter role postgres in database " + target.name().orElseThrow() + " " + setting);
    }

    private static List<String> schemas(Database database) throws Exception {
        return strings(database, "select table_schema from information_schema.tables where table_name = '"
                + SchemaHistory.TABLE + "'");
    }

    @Test
    void comparesAllTextByCodePointWhateverTheLocaleOfTheServer() throws Exception {
        try (Database database = Database.open(migratedDatabase(), 2)) {
            assertThat(strings(database, "select table_name || '.' || column_name from information_schema.columns"
                    + " where table_schema = 'public' and table_name <> '" + SchemaHistory.TABLE + "'"
                    + " and data_type in ('text', 'character varying') and collation_name is distinct from 'C'"))
                    .isEmpty();
        }
    }

    /** A process frozen in the midst of one would keep the lease's row from whoever takes over. */
    @Test
    void endsTransactionsThatDoNothingForAsLongAsALeaseLives() throws Exception {
        try (Database database = Database.open(migratedDatabase(), 2)) {
            assertThat(strings(database, "show idle_in_transaction_session_timeout")).containsExactly("30s");
        }
    }

    /** After a fail-over: the old server still answers, and the next connection leads to the new one. */
    @Test
    void leavesAServerThatOnlyReads() throws Exception {
        leavesAServerThatOnlyReads("set session characteristics as transaction read only", "select pg_backend_pid()");
    }

    @Test
    void saysBeforeAnythingRunsThatTheServerOnlyReads() throws Exception {
        DatabaseTarget target = migratedDatabase();
        TestPostgres
                .execute("alter database " + target.name().orElseThrow() + " set default_transaction_read_only = on");

        Inspection found = Database.inspect(target);

        assertThat(found.rights()).contains("The database " + target.address() + " only reads: wait until it writes"
                + " again, or name the server that writes in dcs.db.url");
        assertThat(found.problem()).as("what keeps from reading").isEmpty();

        DatabaseTarget empty = freshDatabase();
        TestPostgres
                .execute("alter database " + empty.name().orElseThrow() + " set default_transaction_read_only = on");
        saysThatItOnlyReads(empty);
    }

    @Test
    void refusesADatabaseThatCannotHoldEveryCharacter() {
        TestPostgres.execute("create database latin encoding 'LATIN1' template template0 lc_collate 'C' lc_ctype 'C'");
        DatabaseTarget target = new DatabaseTarget(TestPostgres.url("latin"), "postgres", "");
        try (Database database = Database.open(target, 2)) {
            assertThatThrownBy(database::migrate).isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("its encoding is LATIN1");
        }
    }

    @Test
    void saysThatTheDatabaseDoesNotExistAndHowToMakeIt() {
        DatabaseTarget target = new DatabaseTarget(TestPostgres.url("nothing"), "postgres", "");
        assertThatThrownBy(() -> Database.open(target, 2)).isInstanceOf(DatabaseException.class)
                .hasMessageContaining("does not exist")
                .hasMessageContaining("create database nothing encoding 'UTF8'");
    }

    @Test
    void saysThatTheSchemaDoesNotExist() {
        DatabaseTarget fresh = TestPostgres.freshDatabase();
        DatabaseTarget target = new DatabaseTarget(fresh.url() + "?currentSchema=absent", fresh.user(), "");
        assertThat(Database.inspect(target).problem().orElseThrow()).contains("has no schema to work in");
    }

    @Test
    void refusesAWrongPasswordWithoutShowingIt() {
        TestPostgres.execute("create role locked login password 'right'");
        TestPostgres.requirePassword("locked");
        DatabaseTarget target = new DatabaseTarget(TestPostgres.url("postgres"), "locked", "s3cr3t-wrong");
        assertThatThrownBy(() -> Database.open(target, 2)).isInstanceOf(DatabaseException.class)
                .hasMessageContaining("refuses user 'locked'")
                .hasMessageContaining("correct dcs.db.user and dcs.db.password")
                .hasMessageNotContaining("s3cr3t-wrong");
    }
}
