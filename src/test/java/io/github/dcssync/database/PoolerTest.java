package io.github.dcssync.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dcssync.testkit.TestPostgres;
import io.github.dcssync.testkit.TransactionPooler;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** PostgreSQL behind a pooler in transaction mode. */
class PoolerTest {

    @Test
    void makesItsTablesAndLeavesNoSettingOfASession() throws Exception {
        DatabaseTarget target = TestPostgres.freshDatabase();
        try (TransactionPooler pooler = new TransactionPooler(target)) {
            try (Database database = Database.open(pooler.of(target), 4)) {
                database.migrate();
                database.migrate();
            }
            assertThat(Database.inspect(pooler.of(target)).problem()).isEmpty();
            assertThat(Database.inspect(target).needsMigration()).isFalse();
            assertThat(pooler.sessions()).isGreaterThan(2);
            assertThat(pooler.leftBehind()).isEmpty();
        }
    }

    @Test
    void isSaidToRefuseAParameterOrTransactions() throws Exception {
        DatabaseTarget target = TestPostgres.freshDatabase();
        try (TransactionPooler pooler = new TransactionPooler(target)) {
            DatabaseTarget pooled = pooler.of(target);
            isSaidToRefuse(new DatabaseTarget(pooled.url() + "?currentSchema=public", target.user(), ""),
                    "FATAL: unsupported startup parameter: search_path");
            pooler.poolStatements();
            isSaidToRefuse(pooled, "FATAL: transaction blocks not allowed in statement pooling mode");
        }
    }

    private static void isSaidToRefuse(DatabaseTarget pooled, String reason) {
        for (ThrowingCallable start : List.<ThrowingCallable>of(() -> Database.open(pooled, 2),
                () -> Database.inspect(pooled))) {
            assertThatThrownBy(start).isInstanceOf(DatabaseException.class)
                    .hasMessageContaining(
                            "is behind a pooler that refuses this (" + reason + "): let it pool transactions")
                    .hasMessageContaining("alter role \"postgres\" set search_path");
        }
    }

    /** The driver prepares a statement in a session when it has run five times; the sixth time it is another session. */
    @Test
    void asksTheSameQuestionTimeAndAgain() throws Exception {
        DatabaseTarget target = TestPostgres.freshDatabase();
        try (TransactionPooler pooler = new TransactionPooler(target);
                Database database = Database.open(pooler.of(target), 2)) {
            JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
            TransactionTemplate transaction = new TransactionTemplate(database.transactions());
            for (int i = 0; i < 20; i++) {
                int number = i;
                List<Integer> answer =
                        transaction.execute(status -> jdbc.queryForList("select ?::int", Integer.class, number));
                assertThat(answer).containsExactly(number);
            }
        }
    }

    @Test
    void boundsItsTransactionsAsInASessionOfItsOwn() throws Exception {
        DatabaseTarget target = TestPostgres.freshDatabase();
        TestPostgres.execute("alter database " + target.name().orElseThrow()
                + " set default_transaction_isolation = 'serializable'");
        try (TransactionPooler pooler = new TransactionPooler(target);
                Database database = Database.open(pooler.of(target), 2)) {
            JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
            String set = "select concat_ws(' ', current_setting('lock_timeout'), current_setting('jit'),"
                    + " current_setting('transaction_isolation'),"
                    + " current_setting('idle_in_transaction_session_timeout'))";
            String inTransaction = new TransactionTemplate(database.transactions())
                    .execute(status -> jdbc.queryForObject(set, String.class));
            assertThat(inTransaction).isEqualTo("10s off read committed 30s");
            assertThat(pooler.leftBehind()).isEmpty();
        }
    }

    @Test
    void doesNotBeginASecondHistoryForASchemaThatComesLater() throws Exception {
        DatabaseTarget target = TestPostgres.freshDatabase();
        try (Database database = Database.open(target, 2)) {
            database.migrate();
            new JdbcTemplate(database.dataSource()).execute("create schema " + target.user());
        }
        try (TransactionPooler pooler = new TransactionPooler(target);
                Database database = Database.open(pooler.of(target), 2)) {
            String sentence =
                    "has dcs-sync's tables in schema 'public', but schema 'postgres' comes first in the search"
                            + " path of user 'postgres': alter role \"postgres\" set search_path = \"public\"";
            assertThatThrownBy(database::migrate).isInstanceOf(DatabaseException.class).hasMessageEndingWith(sentence);
            assertThat(Database.inspect(pooler.of(target)).problem().orElseThrow()).endsWith(sentence);
        }
    }
}
