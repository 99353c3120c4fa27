package io.github.dcssync.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dcssync.testkit.TestMariaDb;
import io.github.dcssync.testkit.TestPostgres;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/** The user that the documents make for syncs fills the tables, and changes none of them. */
class SyncRoleTest {

    private final DocumentedStatements documented = DocumentedStatements.of("Database users", "dcs_sync");

    @Test
    void fillsTablesOnPostgresAndMakesNone() {
        fillsTables(TestPostgres.freshDatabase(), "-- PostgreSQL");
    }

    @Test
    void fillsTablesOnMariaDbAndMakesNone() {
        fillsTables(TestMariaDb.freshDatabase(), "-- MariaDB");
    }

    private void fillsTables(DatabaseTarget owner, String comment) {
        try (Database database = Database.open(owner, 2)) {
            database.migrate();
            documented.below(comment, owner.name().orElseThrow())
                    .forEach(new JdbcTemplate(database.dataSource())::execute);
        }
        DatabaseTarget target = new DatabaseTarget(owner.url(), documented.role(), DocumentedStatements.PASSWORD);

        assertThat(Database.inspect(target).problem()).isEmpty();
        assertThat(Database.inspect(target).rights()).isEmpty();
        try (Database database = Database.open(target, 2)) {
            database.migrate();
            JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
            jdbc.execute("insert into sync_error (run_id, source, occurred_at, action) values ('r', 'q',"
                    + " current_timestamp, 'retry')");
            jdbc.execute("update sync_error set source = 's'");
            assertThat(jdbc.queryForList("select source from sync_error", String.class)).containsExactly("s");
            jdbc.execute("delete from sync_error");
            for (String sql : List.of("create table mine (x integer)", "drop view report_stuck",
                    "alter table backup_record add column mine integer")) {
                assertThatThrownBy(() -> jdbc.execute(sql)).as(sql).isInstanceOf(DataAccessException.class);
            }
        }
    }
}
