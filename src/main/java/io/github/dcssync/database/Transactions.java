package io.github.dcssync.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionDefinition;

/**
 * Transactions in which a lock that somebody else holds is waited for so long and no longer. PostgreSQL is told in each
 * one, because behind a pooler a session is not ours alone; the others are told when they connect.
 */
final class Transactions extends DataSourceTransactionManager {

    private static final long serialVersionUID = 1L;

    private final boolean postgresql;

    Transactions(DataSource dataSource, Dialect dialect) {
        super(dataSource);
        postgresql = dialect == Dialect.POSTGRESQL;
    }

    @Override
    protected void prepareTransactionalConnection(Connection connection, TransactionDefinition definition)
            throws SQLException {
        super.prepareTransactionalConnection(connection, definition);
        if (postgresql) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("set local lock_timeout = '" + Dialect.LOCK_WAIT.toSeconds() + "s'");
            }
        }
    }
}
