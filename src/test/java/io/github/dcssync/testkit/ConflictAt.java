package io.github.dcssync.testkit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;
import org.postgresql.util.ServerErrorMessage;

/**
 * Has one statement of many fail as a distributed database has it that speaks PostgreSQL's protocol: the transaction is
 * gone, and takes nothing more until it is given up.
 */
public final class ConflictAt implements WatchedJdbc.Watch {

    private static final String ROLLBACK = "rollback";
    private static final String COMMIT = "commit";

    private final Map<Connection, Boolean> broken = new ConcurrentHashMap<>();
    private int left;
    private String met;

    /** The next statement but so many, and no other one, is the one that fails. */
    public synchronized void after(int statements) {
        left = statements + 1;
        met = null;
    }

    /** No statement fails any more. */
    public synchronized void over() {
        left = 0;
    }

    /** What has failed, or null when it did not come to that. */
    public synchronized String met() {
        return met;
    }

    @Override
    public void before(Connection connection, String deed) throws SQLException {
        if (deed.equals(ROLLBACK)) {
            broken.remove(connection);
        } else if (broken.containsKey(connection)) {
            throw new PSQLException("current transaction is aborted", PSQLState.IN_FAILED_SQL_TRANSACTION);
        } else if (isDue(deed)) {
            if (!connection.getAutoCommit()) {
                connection.rollback();
                if (!deed.equals(COMMIT)) {
                    broken.put(connection, true);
                }
            }
            throw new PSQLException(new ServerErrorMessage(
                    "SERROR\0VERROR\0C40001\0Mrestart transaction: TransactionRetryWithProtoRefreshError\0"));
        }
    }

    private synchronized boolean isDue(String deed) {
        if (left == 0 || --left > 0) {
            return false;
        }
        met = deed.replaceAll("--[^\n]*", "").replaceAll("\\s+", " ").strip();
        return true;
    }
}
