package io.github.dcssync.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dcssync.testkit.MigratedDatabases;
import io.github.dcssync.testkit.TestMariaDb;
import java.util.List;
import org.junit.jupiter.api.Test;

class MariaDbMigrationTest extends MigrationTest {

    @Override
    DatabaseTarget freshDatabase() {
        return TestMariaDb.freshDatabase();
    }

    @Override
    DatabaseTarget migratedDatabase() {
        return MigratedDatabases.mariaDb();
    }

    @Test
    void isReachedByAUrlOfMySqlToo() throws Exception {
        DatabaseTarget target = freshDatabase();
        String url = target.url().replaceFirst("^jdbc:mariadb:", "jdbc:mysql:");
        try (Database database = migrated(new DatabaseTarget(url, target.user(), target.password()))) {
            assertThat(strings(database, "select count(*) from backup_record")).containsExactly("0");
        }
    }

    @Test
    void namesTheGrantThatIsMissing() {
        DatabaseTarget owner = freshDatabase();
        String name = owner.address().replaceFirst(".*/", "");
        TestMariaDb.execute("create user 'weak'@'%' identified by 'Weak-1'");
        TestMariaDb.execute("grant select on " + name + ".* to 'weak'@'%'");
        DatabaseTarget weak = new DatabaseTarget(owner.url() + "?user=weak&password=Weak-1", "sa", "");
        String grant = "grant insert, update, delete, create, alter, drop, index, create view on `" + name
                + "`.* to 'weak'@'%'";

        assertThat(Database.inspect(weak).session()).contains("user 'weak@%'");
        assertThat(Database.inspect(weak).rights()).contains("The database " + owner.address()
                + " does not allow user 'weak' to create and fill tables: " + grant);
        try (Database database = Database.open(weak, 2)) {
            assertThatThrownBy(database::migrate).isInstanceOf(DatabaseException.class).hasMessageEndingWith(grant);
            TestMariaDb.execute(grant);
        }
        migrated(weak).close();
        assertThat(Database.inspect(weak).rights()).isEmpty();
        TestMariaDb.execute("revoke create, alter, drop, index, create view on " + name + ".* from 'weak'@'%'");
        assertThat(Database.inspect(weak).rights()).as("nothing to migrate").isEmpty();
        migrated(weak).close();
        TestMariaDb.execute("revoke insert on " + name + ".* from 'weak'@'%'");
        assertThat(Database.inspect(weak).rights().orElseThrow()).endsWith("to fill tables: grant insert on `" + name
                + "`.* to 'weak'@'%'");
    }

    /** After a fail-over: the old server still answers, and the next connection leads to the new one. */
    @Test
    void leavesAServerThatOnlyReads() throws Exception {
        leavesAServerThatOnlyReads("set session transaction read only", "select connection_id()");
    }

    @Test
    void saysThatTheServerOnlyReadsWhereItsTablesAreToBeMade() {
        DatabaseTarget target = freshDatabase();
        saysThatItOnlyReads(new DatabaseTarget(target.url() + "?sessionVariables=tx_read_only=1", target.user(),
                target.password()));
    }

    /** MariaDB's views belong to who made them, and would be of no use to anybody after that user has left. */
    @Test
    void readsItsViewsWhenTheUserWhoMadeThemIsGone() throws Exception {
        DatabaseTarget target = freshDatabase();
        String name = target.address().replaceFirst(".*/", "");
        String maker = "m_" + name;
        TestMariaDb.execute("create user '" + maker + "'@'%' identified by 'Maker-1'");
        TestMariaDb.execute("grant all privileges on " + name + ".* to '" + maker + "'@'%'");
        migrated(new DatabaseTarget(target.url(), maker, "Maker-1")).close();

        TestMariaDb.execute("drop user '" + maker + "'@'%'");

        try (Database database = Database.open(target, 2)) {
            List<String> views = strings(database, "select table_name from information_schema.views"
                    + " where table_schema = database()");
            assertThat(views).hasSizeGreaterThan(12);
            for (String view : views) {
                assertThat(strings(database, "select count(*) from " + view)).as(view).hasSize(1);
            }
        }
    }

    @Test
    void refusesAWrongPasswordWithoutShowingIt() {
        DatabaseTarget target = new DatabaseTarget(freshDatabase().url(), "tester", "s3cr3t-wrong");
        assertThatThrownBy(() -> Database.open(target, 2)).isInstanceOf(DatabaseException.class)
                .hasMessageContaining("refuses user 'tester'").hasMessageNotContaining("s3cr3t-wrong");
    }

    @Test
    void saysThatTheDatabaseDoesNotExistAndHowToMakeIt() {
        DatabaseTarget there = freshDatabase();
        DatabaseTarget target = new DatabaseTarget(TestMariaDb.url("nothing"), there.user(), there.password());
        assertThatThrownBy(() -> Database.open(target, 2)).isInstanceOf(DatabaseException.class)
                .hasMessageContaining("create database nothing character set utf8mb4");
    }

    /** The server's own default is Latin 1, its zone Newfoundland's, its isolation another. */
    @Test
    void hasSessionsOfItsOwnKindWhateverTheServerPrefers() throws Exception {
        try (Database database = Database.open(migratedDatabase(), 2)) {
            assertThat(strings(database, "select concat_ws(' ', @@time_zone, @@character_set_connection,"
                    + " @@transaction_isolation, @@idle_transaction_timeout)"))
                    .singleElement().asString().matches("(UTC|[+]00:00) utf8mb4 READ-COMMITTED 30");
            assertThat(strings(database, "select distinct collation_name from information_schema.columns where"
                    + " table_schema = database() and table_name <> 'dcs_sync_schema_history'"
                    + " and table_name not like 'report%' and table_name not like 'outcome_of_%' and collation_name is not null"))
                    .containsExactly("utf8mb4_nopad_bin");
        }
    }
}
