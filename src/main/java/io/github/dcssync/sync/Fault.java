package io.github.dcssync.sync;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.dcssync.api.ApiError;
import io.github.dcssync.api.SourceRefusedException;
import io.github.dcssync.client.AnswerTimeoutException;
import io.github.dcssync.client.AnswerTooLargeException;
import io.github.dcssync.client.TlsException;
import io.github.dcssync.database.DatabaseFaults;
import io.github.dcssync.lease.LeaseLostException;
import io.github.dcssync.paging.ListingException;
import io.github.dcssync.record.NoListException;
import io.github.dcssync.record.WebPageException;
import io.github.dcssync.rule.ApiFault;
import io.github.dcssync.settings.Source;
import java.io.CharConversionException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.springframework.core.NestedExceptionUtils;

/**
 * What went wrong, without what Camel wraps around it.
 *
 * @param cause  what was thrown
 * @param answer the error answer behind it, or null when there was none
 */
record Fault(Throwable cause, ApiError answer) {

    static Fault of(Throwable thrown) {
        Throwable cause = known(thrown);
        if (cause instanceof NoListException noList) {
            return new Fault(cause, ApiError.inList(noList.code(), noList.getMessage()));
        }
        return new Fault(cause instanceof JsonProcessingException json ? WebPageException.orSame(json) : cause,
                ApiError.in(cause));
    }

    /** Camel wraps what a bean throws while an expression is evaluated; what counts is inside. */
    private static Throwable known(Throwable exception) {
        if (DatabaseFaults.isOfDatabase(exception)) {
            // Its innermost cause may be a broken connection, which is not the service's.
            return exception;
        }
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (cause instanceof SyncStoppedException || cause instanceof ListingException
                    || cause instanceof QuarantinedException || cause instanceof LeaseLostException
                    || cause instanceof UnlistedException
                    || cause instanceof IOException || cause instanceof HttpOperationFailedException) {
                return cause;
            }
        }
        return exception;
    }

    /** @return the fault as the rules look at it: an answer counts for what it says, not for how it was thrown */
    ApiFault asked(boolean discovery, boolean token) {
        boolean said = answer != null && !(cause instanceof SourceRefusedException);
        return new ApiFault(answer == null ? null : answer.status(), answer == null ? null : answer.code(),
                said ? null : cause, discovery, token);
    }

    /** @return whether the answer came whole and could not be read; what an error says of itself is known from it */
    boolean isUnreadable() {
        boolean isError = answer != null && answer.code() != null;
        return !isError && cause instanceof JsonProcessingException || cause instanceof CharConversionException;
    }

    /** @return whether the list itself may be to blame, rather than the way to the service */
    boolean isOfList() {
        return answer != null || isUnreadable() || cause instanceof AnswerTooLargeException
                || cause instanceof ListingException;
    }

    /**
     * @param source which was asked, or null where none was
     * @return one line; secrets may be in it
     */
    String line(Source source) {
        if (cause instanceof HttpOperationFailedException http) {
            return withoutQuery(http.getUri()) + " answered " + answer.line();
        }
        if (DatabaseFaults.isLocked(cause)) {
            return "the database failed: a lock that somebody else holds was waited for too long ("
                    + DatabaseFaults.rootMessage(cause) + "); end that transaction";
        }
        if (DatabaseFaults.isReadOnly(cause)) {
            return "the database failed: it only reads (" + DatabaseFaults.rootMessage(cause)
                    + "); wait until it writes again, or name the server that writes in dcs.db.url";
        }
        if (DatabaseFaults.isOfDatabase(cause)) {
            return "the database failed: " + DatabaseFaults.rootMessage(cause);
        }
        if (cause instanceof UnknownHostException) {
            return "the host '" + cause.getMessage() + "' has no address; check "
                    + (source == null ? "dcs.endpoint" : source.keyOf("dcs.endpoint")) + " and the DNS";
        }
        if (cause instanceof SSLException && !(cause instanceof TlsException)) {
            return "no secure connection: " + cause.getMessage();
        }
        if (cause instanceof AnswerTimeoutException) {
            return cause.getMessage();
        }
        if (cause instanceof ConnectException || cause instanceof SocketTimeoutException) {
            return "no answer: " + cause.getMessage();
        }
        if (cause instanceof IOException || cause instanceof ListingException || cause instanceof LeaseLostException
                || cause instanceof UnlistedException) {
            return cause.getMessage();
        }
        return "unexpected: " + NestedExceptionUtils.getMostSpecificCause(cause);
    }

    private static String withoutQuery(String uri) {
        int query = uri.indexOf('?');
        return query < 0 ? uri : uri.substring(0, query);
    }
}
