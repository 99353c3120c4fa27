package io.github.dcssync.api;

import io.github.dcssync.settings.Credentials;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.core5.http.HttpRequest;

/**
 * Signs requests with AK/SK. A 401 is final until the next sync, because repeating it would lock the key pair for
 * everybody who uses it.
 */
public final class KeyPairAuthorisation implements Authorisation {

    private static final byte[] NO_BODY = {};

    private final Credentials.KeyPair keys;
    private final Semaphore turn = new Semaphore(1, true);
    private final AtomicBoolean refused = new AtomicBoolean();

    /** @param keys the pair to sign with, and the token that goes with temporary keys */
    public KeyPairAuthorisation(Credentials.KeyPair keys) {
        this.keys = keys;
    }

    @Override
    public Semaphore turn() {
        return turn;
    }

    @Override
    public void prepare(Instant now) throws SourceRefusedException {
        if (refused.get()) {
            throw new SourceRefusedException("The service has refused this access key; no further request was sent");
        }
    }

    @Override
    public String apply(HttpRequest request, Instant now) throws SourceRefusedException {
        prepare(now);
        SignedRequest.sign(request, NO_BODY, keys, now);
        return keys.accessKey();
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
