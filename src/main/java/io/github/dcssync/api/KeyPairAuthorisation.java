package io.github.dcssync.api;

import io.github.dcssync.settings.Credentials;
import java.time.Instant;
import org.apache.hc.core5.http.HttpRequest;

/** Signs requests with AK/SK. */
public final class KeyPairAuthorisation extends FinalAuthorisation {

    private static final byte[] NO_BODY = {};

    private final Credentials.KeyPair keys;

    /** @param keys the pair to sign with, and the token that goes with temporary keys */
    public KeyPairAuthorisation(Credentials.KeyPair keys) {
        super("The service has refused this access key; no further request was sent");
        this.keys = keys;
    }

    @Override
    String put(HttpRequest request, Instant now) {
        SignedRequest.sign(request, NO_BODY, keys, now);
        return keys.accessKey();
    }
}
