package io.github.dcssync.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dcssync.testkit.TestDatabase;
import io.github.dcssync.testkit.WatchedJdbc;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What a database refuses because of others is told again. */
class RepetitionTest {

    private static final String INSERT = "insert into report_setting (name, value) values (?, 'x')";

    private final List<String> told = new ArrayList<>();
    private Database database;
    private JdbcTemplate statements;
    private TransactionTemplate transaction;
    private SQLException refusal = new SQLException("Deadlock found", "40001", 1213);
    private String refused = "commit";
    private int left;

    @BeforeEach
    void open() {
        database = Database.open(TestDatabase.H2.migrated(), 2);
        DataSource watched = WatchedJdbc.of(database.dataSource(), this::before);
        statements = new RepeatedStatements(watched);
        transaction = new RepeatedTransactions(new DataSourceTransactionManager(watched));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void before(Connection connection, String deed) throws SQLException {
        told.add(deed);
        if (deed.startsWith(refused) && left > 0) {
            left--;
            if (deed.equals("commit")) {
                // It is gone, without anybody's word.
                connection.rollback();
            }
            throw refusal;
        }
    }

    private void insertTwo() {
        transaction.executeWithoutResult(status -> {
            statements.update(INSERT, "a");
            statements.update(INSERT, "b");
        });
    }

    @ParameterizedTest
    @CsvSource({"40001, 1213", "40001, 0", "40P01, 0", "HY000, 1020"})
    void withAllOfItsTransaction(String state, int code) {
        refusal = new SQLException("refused", state, code);
        for (String deed : List.of("insert", "commit")) {
            statements.update("delete from report_setting");
            told.clear();
            refused = deed;
            left = 3;
            insertTwo();
            assertThat(statements.queryForList("select name from report_setting order by name", String.class))
                    .containsExactly("a", "b");
            assertThat(told).filteredOn(INSERT::equals).as("after %s", deed)
                    .hasSize(deed.equals("commit") ? 4 * 2 : 3 + 2);
        }
    }

    @Test
    void byItselfWhereItIsATransactionOfItsOwn() {
        refused = "";
        left = 2;
        assertThat(statements.update(INSERT, "a")).isOne();
        left = 2;
        assertThat(statements.queryForList("select name from report_setting", String.class)).containsExactly("a");
        left = 2;
        assertThat(statements.batchUpdate(INSERT, List.of(new Object[] {"b"}, new Object[] {"c"}))).hasSize(2);
    }

    @Test
    void aFewTimes() {
        refused = "insert";
        left = Integer.MAX_VALUE;
        assertThatThrownBy(this::insertTwo).isInstanceOf(DataAccessException.class).hasRootCause(refusal);
        assertThat(told).filteredOn("rollback"::equals).hasSize(Conflicts.MOST_ATTEMPTS);
        assertThat(statements.queryForList("select name from report_setting", String.class)).isEmpty();
    }

    /** A broken connection says nothing of what was done before. */
    @ParameterizedTest
    @CsvSource({"08006, 0", "40003, 0", "23505, 0", "HY000, 1205"})
    void onlyWhereNothingWasDone(String state, int code) {
        refusal = new SQLException("refused", state, code);
        refused = "insert";
        left = 1;
        assertThatThrownBy(this::insertTwo).hasRootCause(refusal);
        left = 1;
        assertThatThrownBy(() -> statements.update(INSERT, "a")).hasRootCause(refusal);
    }

    @Test
    void notAfterSomethingWasMadeOfItsRows() {
        statements.update(INSERT, "a");
        List<String> seen = new ArrayList<>();
        RowCallbackHandler handler = row -> {
            seen.add(row.getString(1));
            throw refusal;
        };
        assertThatThrownBy(() -> statements.query("select name from report_setting where name = ?", handler, "a"))
                .hasRootCause(refusal);
        assertThat(seen).containsExactly("a");
    }
}
