package io.github.dcssync.database;

import java.net.SocketTimeoutException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.dao.PermissionDeniedDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.TransactionSystemException;

/** Tells what a database's failure means. */
public final class DatabaseFaults {

    /** The state of every error for which there is no other; MariaDB's driver takes all of them for passing. */
    private static final String GENERAL_ERROR = "HY000";
    /** Those of MariaDB that are: read by others at once, lock wait, and read-only while another server takes over. */
    private static final Set<Integer> PASSING = Set.of(1020, 1205, 1290, 1836);

    private static final Set<Integer> READ_ONLY = Set.of(1290, 1836);

    /** Deadlock and serialisation, after which nothing is done; of 40003 that is not known. */
    private static final Set<String> CONFLICTS = Set.of("40001", "40P01");
    private static final int READ_BY_OTHERS = 1020;

    private static final int H2_LOCK_TIMEOUT = 50200;

    private DatabaseFaults() {
    }

    /** @return whether the database is the cause */
    public static boolean isOfDatabase(Throwable exception) {
        return isCause(exception, cause -> cause instanceof SQLException || cause instanceof DataAccessException
                || cause instanceof TransactionException);
    }

    /** @return whether the database is away, or its disk is full, rather than refusing what it was asked */
    public static boolean mayReturn(Throwable exception) {
        return DiskFull.isCause(exception) || isCause(exception,
                cause -> cause instanceof SQLException sql && isOfConnection(sql)
                        || cause instanceof CannotCreateTransactionException
                        || cause instanceof TransactionSystemException
                        || cause instanceof DataAccessResourceFailureException
                        || cause instanceof TransientDataAccessException
                                && !(cause.getCause() instanceof SQLException));
    }

    /**
     * Classes of SQL states: read-only while another server takes over, connection (25P03 and 70100: ended by the
     * server), deadlock and serialisation, resources, a lock that was waited for too long, shutdown by an operator. A
     * database always gives a state; without one it was the pool that spoke, of a connection that is closed.
     */
    private static boolean isOfConnection(SQLException exception) {
        String state = exception.getSQLState();
        if (GENERAL_ERROR.equals(state)) {
            return PASSING.contains(exception.getErrorCode());
        }
        return exception instanceof SQLTransientException || exception instanceof SQLRecoverableException
                || state == null || state.matches("(08|25006|25P03|40|53|55P03|57P|70100).*");
    }

    /** @return whether others were at the same rows: all of the transaction is gone, and to be tried again at once */
    public static boolean isConflict(Throwable exception) {
        return isCause(exception,
                cause -> cause instanceof SQLException sql
                        && (CONFLICTS.contains(Objects.requireNonNullElse(sql.getSQLState(), ""))
                                || GENERAL_ERROR.equals(sql.getSQLState()) && sql.getErrorCode() == READ_BY_OTHERS));
    }

    /** @return whether a server that only reads has refused to write: after a fail-over another one does */
    public static boolean isReadOnly(Throwable exception) {
        return isCause(exception, cause -> cause instanceof SQLException sql && ("25006".equals(sql.getSQLState())
                || GENERAL_ERROR.equals(sql.getSQLState()) && READ_ONLY.contains(sql.getErrorCode())));
    }

    /** @return whether the statement itself is refused, whatever its values: a table or a right is missing */
    public static boolean isOfStatement(Throwable exception) {
        return isCause(exception, cause -> cause instanceof InvalidDataAccessResourceUsageException
                || cause instanceof PermissionDeniedDataAccessException);
    }

    /** @return whether no connection was to be had */
    public static boolean isUnreachable(Throwable exception) {
        return isCause(exception, cause -> cause instanceof CannotCreateTransactionException
                || cause instanceof CannotGetJdbcConnectionException);
    }

    /** @return whether a key was there already */
    public static boolean isDuplicate(Throwable exception) {
        return isCause(exception, DuplicateKeyException.class::isInstance);
    }

    /** @return whether a lock that somebody else holds was waited for too long */
    public static boolean isLocked(Throwable exception) {
        return isCause(exception, cause -> cause instanceof SQLException sql && ("55P03".equals(sql.getSQLState())
                || sql.getErrorCode() == 1205 || sql.getErrorCode() == H2_LOCK_TIMEOUT));
    }

    /** @return how long the database had been silent when this was thrown */
    public static Duration silence(Throwable exception) {
        if (isCause(exception, SocketTimeoutException.class::isInstance)) {
            return JdbcUrl.SILENCE;
        }
        return isLocked(exception) ? Dialect.LOCK_WAIT : Duration.ZERO;
    }

    /** @return what the innermost cause says */
    public static String rootMessage(Throwable exception) {
        return String.valueOf(NestedExceptionUtils.getMostSpecificCause(exception).getMessage());
    }

    /** @return whether this or one of its causes is known */
    private static boolean isCause(Throwable exception, Predicate<Throwable> known) {
        return Stream.iterate(exception, Objects::nonNull, DatabaseFaults::cause).anyMatch(known);
    }

    /** Of a batch it is what its statement has thrown, which H2 and PostgreSQL do not give as the cause. */
    private static @Nullable Throwable cause(Throwable exception) {
        return exception instanceof BatchUpdateException batch && batch.getNextException() != null
                ? batch.getNextException() : exception.getCause();
    }
}
