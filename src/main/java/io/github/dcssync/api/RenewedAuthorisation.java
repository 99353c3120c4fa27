package io.github.dcssync.api;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.apache.hc.core5.http.HttpRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Uses what is good for a while only. It is cached, replaced before it ends, and replaced when the service answers 401 to
 * it; a 401 to what another thread has replaced already changes nothing, so that the repeated request goes out with the
 * new one. One that cannot be replaced in time is used until it ends, which the log says.
 *
 * @param <T> what is good for a while
 */
public abstract class RenewedAuthorisation<T> implements Authorisation {

    private static final Logger LOG = LoggerFactory.getLogger(RenewedAuthorisation.class);

    /** What is about to end is not used: the longest page, retried, must still fit into it. */
    private static final Duration RENEW_BEFORE_END = Duration.ofMinutes(10);
    /** So long a new one is used whatever end it has: one in the past is that of a clock, this one's or IAM's. */
    private static final Duration SHORTEST_USE = Duration.ofMinutes(1);
    /** So long the next try has to wait when one that is still good could not be replaced. */
    private static final Duration NEXT_TRY = Duration.ofMinutes(1);
    /** Two in a row that the service will not take mean that a third would fare no better. */
    private static final int REFUSALS = 2;

    private final String whose;
    private final Semaphore turn = new Semaphore(1, true);
    private T lent;
    private Instant obtainedAt;
    private Instant renewAt;
    private Instant endsAt;
    private int refusals;
    private boolean issuerRefused;
    private volatile Renewal renewal = Renewal.WELL;
    private volatile int failures;
    private IOException lastFailure;

    /** @param whose what it is that ends, and whose, for messages: "the token of IAM user 'ann'" */
    RenewedAuthorisation(String whose) {
        this.whose = whose;
    }

    /**
     * Called by one thread at a time.
     *
     * @return a new one
     * @throws SourceRefusedException when it is refused for good
     * @throws IOException            when it cannot be had now
     */
    abstract T issue(Instant now) throws IOException;

    /** @return when the issuer says it ends */
    abstract Instant end(T one);

    /** @return a text that no other has, to be known by */
    abstract String name(T one);

    /** Adds it to a request that is complete but for that. */
    abstract void put(T one, HttpRequest request, Instant now);

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
        T one = current(now, failures);
        put(one, request, now);
        return name(one);
    }

    /**
     * One thread asks the issuer, the others wait for its answer, and share it when there was none: each would wait as long.
     *
     * @param seen how often the issuer had failed when the thread came
     */
    private synchronized T current(Instant now, int seen) throws IOException {
        if (refusals >= REFUSALS) {
            throw refusal();
        }
        if (lent != null && isGood(now)) {
            if (!now.isBefore(renewAt)) {
                tryToRenew(now);
            }
            return lent;
        }
        if (issuerRefused) {
            throw refusal();
        }
        if (failures != seen) {
            throw new IOException(lastFailure.getMessage(), lastFailure);
        }
        renew(now);
        return lent;
    }

    private SourceRefusedException refusal() {
        return new SourceRefusedException("The service has refused " + whose + "; no further request was sent");
    }

    /** A clock that was set back would keep it for as long again. */
    private boolean isGood(Instant now) {
        return now.isBefore(endsAt) && !now.isBefore(obtainedAt.minus(RENEW_BEFORE_END));
    }

    private void tryToRenew(Instant now) {
        try {
            boolean hadFailed = renewal.hasFailed();
            renew(now);
            if (hadFailed) {
                LOG.info("{} could be renewed after all", capital(whose));
            }
        } catch (IOException e) {
            LOG.warn("{} could not be renewed and stays in use until it ends, {}: {}", capital(whose), endsAt,
                    e.getMessage());
            renewal = new Renewal(e.getMessage(), endsAt);
            // Whoever was refused asks once a sync: more often would lock a user.
            renewAt = issuerRefused ? endsAt : now.plus(NEXT_TRY);
        }
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private void renew(Instant now) throws IOException {
        try {
            lent = issue(now);
        } catch (SourceRefusedException e) {
            issuerRefused = true;
            throw e;
        } catch (IOException e) {
            lastFailure = e;
            failures++;
            throw e;
        }
        renewal = Renewal.WELL;
        obtainedAt = now;
        Instant shortest = now.plus(SHORTEST_USE);
        Instant end = end(lent);
        endsAt = end.isAfter(shortest) ? end : shortest;
        Instant early = end.minus(RENEW_BEFORE_END);
        // One that lives shorter than the margin is used to its end, or every request would fetch a new one.
        renewAt = early.isAfter(shortest) ? early : early.isAfter(now) ? shortest : endsAt;
    }

    @Override
    public synchronized void refused(String credentials) {
        if (lent != null && name(lent).equals(credentials)) {
            lent = null;
            refusals++;
        }
    }

    @Override
    public synchronized void accepted(String credentials) {
        if (lent != null && name(lent).equals(credentials)) {
            refusals = 0;
        }
    }

    /** @return whether one that was refused may be replaced by another */
    synchronized boolean mayBeReplaced() {
        return refusals < REFUSALS && !issuerRefused;
    }

    @Override
    public Optional<Renewal> renewal() {
        return Optional.of(renewal);
    }

    @Override
    public synchronized void reset() {
        refusals = 0;
        if (issuerRefused && lent != null) {
            renewAt = obtainedAt;
        }
        issuerRefused = false;
    }
}
