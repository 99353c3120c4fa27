package io.github.dcssync.api;

import io.github.dcssync.settings.Credentials;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.core5.http.Header;
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
        request.setHeader(RequestSigner.DATE_HEADER, RequestSigner.date(now));
        if (keys.securityToken() != null) {
            request.setHeader("X-Security-Token", keys.securityToken());
        }
        request.setHeader("Authorization", RequestSigner.authorization(request.getMethod(), request.getPath(),
                signedHeaders(request), NO_BODY, keys.accessKey(), keys.secretKey()));
        return keys.accessKey();
    }

    /** What a proxy may change on the way (connection, encoding, user agent) is not signed. */
    private static Map<String, String> signedHeaders(HttpRequest request) {
        Map<String, String> signed = new LinkedHashMap<>();
        for (String name : new String[] {"Host", RequestSigner.DATE_HEADER, "X-Project-Id", "X-Security-Token"}) {
            Header header = request.getFirstHeader(name);
            if (header != null) {
                signed.put(name, header.getValue());
            }
        }
        return signed;
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
