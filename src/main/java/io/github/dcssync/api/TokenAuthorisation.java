package io.github.dcssync.api;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import org.apache.hc.core5.http.HttpRequest;

/**
 * Sends the token that IAM gives for a password. It is cached, replaced before it ends, and replaced when the service
 * answers 401 to it; a 401 to a token that another thread has replaced already changes nothing, so that the repeated
 * request goes out with the new one.
 */
public final class TokenAuthorisation implements Authorisation {

    /** A token about to end is not used: the longest page, retried, must still fit into it. */
    private static final Duration RENEW_BEFORE_END = Duration.ofMinutes(10);
    /** So long a new one is used whatever end it has: one in the past is that of a clock, this one's or IAM's. */
    private static final Duration SHORTEST_USE = Duration.ofMinutes(1);
    /** Two tokens in a row that the service will not take mean that a third would fare no better. */
    private static final int REFUSALS = 2;

    /**
     * A token and its end. Printing it shows no secret.
     *
     * @param value     the text of the header
     * @param expiresAt when IAM says it ends
     */
    public record Token(String value, Instant expiresAt) {
        @Override
        public String toString() {
            return "Token[expiresAt=" + expiresAt + "]";
        }
    }

    /** Where tokens come from. */
    @FunctionalInterface
    public interface Issuer {
        /**
         * @return a new token
         * @throws SourceRefusedException when IAM refuses for good
         * @throws IOException            when IAM cannot be reached, or cannot answer now
         */
        Token issue() throws IOException;
    }

    private final Issuer issuer;
    private final Semaphore turn = new Semaphore(1, true);
    private Token token;
    private Instant obtainedAt;
    private Instant renewAt;
    private int refusals;
    private boolean passwordRefused;
    private volatile int failures;
    private IOException lastFailure;

    /** @param issuer is asked by one thread at a time */
    public TokenAuthorisation(Issuer issuer) {
        this.issuer = issuer;
    }

    @Override
    public Semaphore turn() {
        return turn;
    }

    @Override
    public void prepare(Instant now) throws IOException {
        current(now, failures);
    }

    @Override
    public String apply(HttpRequest request, Instant now) throws IOException {
        String value = current(now, failures);
        request.setHeader("X-Auth-Token", value);
        return value;
    }

    /**
     * One thread asks IAM, the others wait for its answer, and share it when there was none: each would wait as long.
     *
     * @param seen how often IAM had failed when the thread came
     */
    private synchronized String current(Instant now, int seen) throws IOException {
        if (refusals >= REFUSALS || passwordRefused) {
            throw new SourceRefusedException("The service has refused the IAM user of this source;"
                    + " no further request was sent");
        }
        // A clock that was set back would keep a token for as long again.
        if (token == null || !now.isBefore(renewAt) || now.isBefore(obtainedAt.minus(RENEW_BEFORE_END))) {
            if (failures != seen) {
                throw new IOException(lastFailure.getMessage(), lastFailure);
            }
            renew(now);
        }
        return token.value();
    }

    private void renew(Instant now) throws IOException {
        try {
            token = issuer.issue();
        } catch (SourceRefusedException e) {
            passwordRefused = true;
            throw e;
        } catch (IOException e) {
            lastFailure = e;
            failures++;
            throw e;
        }
        obtainedAt = now;
        Instant early = token.expiresAt().minus(RENEW_BEFORE_END);
        // A token that lives shorter than the margin is used to its end, or every request would fetch a new one.
        Instant end = early.isAfter(now) ? early : token.expiresAt();
        Instant shortest = now.plus(SHORTEST_USE);
        renewAt = end.isAfter(shortest) ? end : shortest;
    }

    @Override
    public synchronized void refused(String credentials) {
        if (token != null && token.value().equals(credentials)) {
            token = null;
            refusals++;
        }
    }

    @Override
    public synchronized void accepted(String credentials) {
        if (token != null && token.value().equals(credentials)) {
            refusals = 0;
        }
    }

    @Override
    public synchronized void reset() {
        refusals = 0;
        passwordRefused = false;
    }
}
