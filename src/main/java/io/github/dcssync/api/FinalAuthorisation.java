package io.github.dcssync.api;

import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.core5.http.HttpRequest;

/**
 * Uses what nobody replaces while a sync goes on. A 401 to it is final until the next sync: to ask on would change nothing,
 * and lock it for everybody who uses it.
 */
abstract class FinalAuthorisation implements Authorisation {

    private final String refusal;
    private final Semaphore turn = new Semaphore(1, true);
    private final AtomicBoolean refused = new AtomicBoolean();

    /** @param refusal what is said to who comes after a 401, with the remedy where there is one */
    FinalAuthorisation(String refusal) {
        this.refusal = refusal;
    }

    /**
     * Adds it to a request that is complete but for that.
     *
     * @return a text that no other has, to be known by
     */
    abstract String put(HttpRequest request, Instant now);

    @Override
    public Semaphore turn() {
        return turn;
    }

    @Override
    public void prepare(Instant now) throws SourceRefusedException {
        if (refused.get()) {
            throw new SourceRefusedException(refusal);
        }
    }

    @Override
    public String apply(HttpRequest request, Instant now) throws SourceRefusedException {
        prepare(now);
        return put(request, now);
    }

    @Override
    public void refused(String credentials) {
        refused.set(true);
    }

    @Override
    public void accepted(String credentials) {
        // A refusal that came in the meantime is final all the same.
    }

    @Override
    public void reset() {
        refused.set(false);
    }
}
