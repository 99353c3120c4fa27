package io.github.dcssync.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dcssync.testkit.TestMariaDb;
import io.github.dcssync.testkit.TestPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** The role that the documents make for BI tools reads the views and writes nothing. */
class ReaderRoleTest {

    private final DocumentedStatements documented = DocumentedStatements.of("Databases", "bi");

    @Test
    void readsEveryViewOnPostgresAndNothingElse() throws Exception {
        DatabaseTarget target = TestPostgres.freshDatabase();
        JdbcTemplate bi = reader(target, "-- PostgreSQL, in the database", "table_schema = 'public'");
        for (String table : List.of("backup_record", "rejected_record", "alert", SchemaHistory.TABLE)) {
            assertThatThrownBy(() -> bi.queryForList("select * from " + table)).isInstanceOf(DataAccessException.class)
                    .hasStackTraceContaining("permission denied for table " + table);
        }
    }

    @Test
    void readsEveryViewOnMariaDbAndWritesNothing() throws Exception {
        reader(TestMariaDb.freshDatabase(), "-- MariaDB, MySQL", "table_schema = database()");
    }

    private JdbcTemplate reader(DatabaseTarget target, String heading, String schema) throws Exception {
        List<String> views;
        try (Database database = Database.open(target, 2)) {
            database.migrate();
            JdbcTemplate owner = new JdbcTemplate(database.dataSource());
            documented.below(heading, target.name().orElseThrow()).forEach(owner::execute);
            views = owner.queryForList("select table_name from information_schema.views where " + schema
                    + " and table_name like 'report%'", String.class);
        }
        Connection connection =
                DriverManager.getConnection(target.url(), documented.role(), DocumentedStatements.PASSWORD);
        JdbcTemplate bi = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
        assertThat(views).hasSizeGreaterThan(12);
        for (String view : views) {
            assertThat(bi.queryForList("select * from " + view)).as(view).isEmpty();
        }
        for (String sql : List.of("insert into report_setting (name, value) values ('a', 'b')",
                "delete from backup_record", "create table mine (x integer)", "drop view report_stuck")) {
            assertThatThrownBy(() -> bi.execute(sql)).as(sql).isInstanceOf(DataAccessException.class);
        }
        return bi;
    }
}
