package io.github.dcssync.sync;

import io.github.dcssync.api.ApiError;
import io.github.dcssync.api.SourceRefusedException;
import io.github.dcssync.settings.Credentials;
import io.github.dcssync.settings.Secrets;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.TransactionSystemException;

/** What the routes ask about failures: may it pass, whom does it end, what is to be said. */
public final class Failures {

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private static final int HTTP_UNAUTHORIZED = 401;
    /** Answers that may be other ones in a moment. */
    private static final Set<Integer> TRANSIENT = Set.of(408, 429, 500, 502, 503, 504);
    /** The state of every error for which there is no other; MariaDB's driver takes all of them for passing. */
    private static final String GENERAL_ERROR = "HY000";
    /** Those of MariaDB that are: read by others at once, lock wait, and read-only while another server takes over. */
    private static final Set<Integer> PASSING = Set.of(1020, 1205, 1290, 1836);

    private final Secrets secrets;
    private final Clock clock;

    /** @param secrets taken out of every text that is kept */
    public Failures(Secrets secrets, Clock clock) {
        this.secrets = secrets;
        this.clock = clock;
    }

    /** @return whether the page is worth asking for again */
    public boolean mayPass(SyncRun run, Exception thrown) {
        Throwable exception = known(thrown);
        if (!run.isActive() || exception instanceof SourceRefusedException || isOfDatabase(exception)) {
            return false;
        }
        if (exception instanceof HttpOperationFailedException answer) {
            // A token may have ended; the next request brings a new one, or says that none is to be had.
            boolean endedToken = answer.getStatusCode() == HTTP_UNAUTHORIZED
                    && run.getSource().credentials() instanceof Credentials.Password;
            return endedToken || TRANSIENT.contains(answer.getStatusCode());
        }
        return true;
    }

    /** Ends the sync of a source whose instances could not be listed, or whose database is away. */
    public void sourceFailed(SyncRun run, Exception thrown) {
        Throwable exception = known(thrown);
        if (!(exception instanceof SyncStoppedException) && run.fail(exception, describe(exception))) {
            LOG.error("Source {}: {}", run.getSource().name(), run.getError());
            LOG.debug("Source {} failed", run.getSource().name(), exception);
        }
    }

    /**
     * Notes that one list could not be read; ends the whole sync when the others would fare no better.
     *
     * @return what is to be kept of it, or null when the list itself is not to blame
     */
    public ListFailure listFailed(SyncRun run, Task task, Exception thrown) {
        Throwable exception = known(thrown);
        if (exception instanceof SyncStoppedException) {
            return null;
        }
        if (endsSource(exception)) {
            sourceFailed(run, thrown);
            return null;
        }
        if (run.isPlan()) {
            LOG.warn("{} of instance {}: {}", task.endpoint(), task.instance().id(), describe(exception));
            return null;
        }
        LOG.warn("Source {}: {} of instance {}: {}", run.getSource().name(), task.endpoint(), task.instance().id(),
                describe(exception));
        LOG.debug("{} of instance {} failed", task.endpoint(), task.instance().id(), exception);
        ApiError error = exception instanceof HttpOperationFailedException answer ? ApiError.of(answer) : null;
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        if (run.request().isBackfill()) {
            // instance_sync is about the whole list, and this was about a part of it.
            return null;
        }
        return error == null ? new ListFailure(null, null, describe(exception), null, now)
                : new ListFailure(error.status(), error.code(), secrets.mask(error.message()), error.requestId(),
                        now);
    }

    /**
     * Why a list could not be read, as {@code instance_sync} keeps it.
     *
     * @param status    the HTTP status, or null when there was no answer
     * @param code      the service's code, or null
     * @param message   one line without secrets
     * @param requestId what the vendor's support asks for, or null
     * @param at        when it failed
     */
    public record ListFailure(Integer status, String code, String message, String requestId, OffsetDateTime at) {
    }

    private static boolean endsSource(Throwable exception) {
        return mayReturn(exception) || exception instanceof SourceRefusedException
                || exception instanceof LeaseLostException
                || exception instanceof HttpOperationFailedException answer
                        && answer.getStatusCode() == HTTP_UNAUTHORIZED;
    }

    /** @return whether the database is away, rather than refusing what it was asked */
    public static boolean mayReturn(Throwable exception) {
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && isOfConnection(sql)
                    || cause instanceof CannotCreateTransactionException
                    || cause instanceof TransactionSystemException
                    || cause instanceof DataAccessResourceFailureException
                    || cause instanceof TransientDataAccessException && !(cause.getCause() instanceof SQLException)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Classes of SQL states: connection, deadlock and serialisation, resources, shutdown by an operator. A database
     * always gives a state; without one it was the pool that spoke, of a connection that is closed.
     */
    private static boolean isOfConnection(SQLException exception) {
        String state = exception.getSQLState();
        if (GENERAL_ERROR.equals(state)) {
            return PASSING.contains(exception.getErrorCode());
        }
        return exception instanceof SQLTransientException || exception instanceof SQLRecoverableException
                || state == null || state.matches("(08|40|53|57P).*");
    }

    /** @return whether a database that went away is still to be waited for */
    public boolean ridesOut(SyncRun run) {
        return run.ridesOutOutage();
    }

    /** Says why a scheduled sync did not take place. */
    public void tickFailed(String source, Exception exception) {
        if (exception instanceof LeaseHeldException) {
            LOG.info("Source {}: this sync is left out. {}", source, exception.getMessage());
        } else {
            LOG.error("Source {}: {}", source, describe(exception));
            LOG.debug("Source {} failed", source, exception);
        }
    }

    /** @return whether the database is the cause */
    public static boolean isOfDatabase(Throwable exception) {
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException || cause instanceof DataAccessException
                    || cause instanceof TransactionException) {
                return true;
            }
        }
        return false;
    }

    /** @return one line without secrets */
    public String describe(Throwable exception) {
        return secrets.mask(oneLine(known(exception))).replaceAll("\\s+", " ").strip();
    }

    private static String oneLine(Throwable exception) {
        if (exception instanceof HttpOperationFailedException answer) {
            return withoutQuery(answer.getUri()) + " answered " + ApiError.of(answer).line();
        }
        if (isOfDatabase(exception)) {
            return "the database failed: " + rootMessage(exception);
        }
        if (exception instanceof UnknownHostException) {
            return "the host '" + exception.getMessage() + "' has no address; check dcs.endpoint and the DNS";
        }
        if (exception instanceof SSLException) {
            return "no secure connection: " + exception.getMessage();
        }
        if (exception instanceof ConnectException || exception instanceof SocketTimeoutException) {
            return "no answer: " + exception.getMessage();
        }
        if (exception instanceof IOException || exception instanceof ListingException
                || exception instanceof LeaseLostException) {
            return exception.getMessage();
        }
        return "unexpected: " + root(exception);
    }

    /** Camel wraps what a bean throws while an expression is evaluated; what counts is inside. */
    private static Throwable known(Throwable exception) {
        if (isOfDatabase(exception)) {
            // Its innermost cause may be a broken connection, which is not the service's.
            return exception;
        }
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (cause instanceof SyncStoppedException || cause instanceof ListingException
                    || cause instanceof LeaseLostException || cause instanceof IOException
                    || cause instanceof HttpOperationFailedException) {
                return cause;
            }
        }
        return exception;
    }

    private static String withoutQuery(String uri) {
        int query = uri.indexOf('?');
        return query < 0 ? uri : uri.substring(0, query);
    }

    /** @return what the innermost cause says */
    public static String rootMessage(Throwable exception) {
        return root(exception).getMessage();
    }

    private static Throwable root(Throwable exception) {
        Throwable root = exception;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
