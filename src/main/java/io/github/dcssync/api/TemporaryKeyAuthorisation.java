package io.github.dcssync.api;

import io.github.dcssync.settings.Credentials;
import java.io.IOException;
import java.time.Instant;
import org.apache.hc.core5.http.HttpRequest;

/** Signs requests with temporary keys. */
public final class TemporaryKeyAuthorisation extends RenewedAuthorisation<TemporaryKeyAuthorisation.Keys> {

    private static final byte[] NO_BODY = {};

    /**
     * Temporary keys and their end. Printing them shows no secret.
     *
     * @param pair      with its security token
     * @param expiresAt when they end
     */
    public record Keys(Credentials.KeyPair pair, Instant expiresAt) {
    }

    /** Where temporary keys come from. */
    @FunctionalInterface
    public interface KeyIssuer {
        /**
         * @param now the time of asking
         * @return new keys
         * @throws SourceRefusedException when they are refused for good
         * @throws IOException            when they cannot be had now
         */
        Keys issue(Instant now) throws IOException;
    }

    private final KeyIssuer issuer;

    /**
     * @param whose  what ends, and whose, for messages
     * @param issuer is asked by one thread at a time
     */
    public TemporaryKeyAuthorisation(String whose, KeyIssuer issuer) {
        super(whose);
        this.issuer = issuer;
    }

    @Override
    Keys issue(Instant now) throws IOException {
        return issuer.issue(now);
    }

    @Override
    Instant end(Keys keys) {
        return keys.expiresAt();
    }

    @Override
    String name(Keys keys) {
        return keys.pair().accessKey();
    }

    @Override
    void put(Keys keys, HttpRequest request, Instant now) {
        SignedRequest.sign(request, NO_BODY, keys.pair(), now);
    }

    /** A key that was withdrawn may be replaced by a new one. */
    @Override
    public boolean hasOthers(String credentials) {
        return mayBeReplaced();
    }
}
