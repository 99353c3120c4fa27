package io.github.dcssync.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.JdbcTransactionObjectSupport;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.DefaultTransactionStatus;

/**
 * Transactions in which a lock that somebody else holds is waited for so long and no longer. PostgreSQL is told in each
 * one, because behind a pooler a session is not ours alone; the others are told when they connect.
 */
final class Transactions extends DataSourceTransactionManager {

    private static final long serialVersionUID = 1L;

    private static final String LOCK_WAIT = "set local lock_timeout = '" + Dialect.LOCK_WAIT.toSeconds() + "s'";
    /** What a session of one's own is told once. */
    private static final String AS_A_SESSION =
            "set local transaction_isolation = 'read committed'; set local jit = off;"
                    + " set local idle_in_transaction_session_timeout = '30s'";

    /** What each of them begins with. */
    private final @Nullable String start;

    /** @param isPooled whether a session belongs to others between two transactions, and is told nothing that lasts */
    Transactions(DataSource dataSource, Dialect dialect, boolean isPooled) {
        super(dataSource);
        start = dialect != Dialect.POSTGRESQL ? null : isPooled ? LOCK_WAIT + "; " + AS_A_SESSION : LOCK_WAIT;
    }

    /** A connection that was given up has been rolled back by the server; to say so would hide why it was given up. */
    @Override
    protected void doRollback(DefaultTransactionStatus status) {
        try {
            super.doRollback(status);
        } catch (TransactionSystemException e) {
            if (!isClosed(status)) {
                throw e;
            }
        }
    }

    private static boolean isClosed(DefaultTransactionStatus status) {
        try {
            return ((JdbcTransactionObjectSupport) status.getTransaction()).getConnectionHolder().getConnection()
                    .isClosed();
        } catch (SQLException e) {
            return true;
        }
    }

    @Override
    protected void prepareTransactionalConnection(Connection connection, TransactionDefinition definition)
            throws SQLException {
        super.prepareTransactionalConnection(connection, definition);
        if (start != null) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(start);
            }
        }
    }
}
