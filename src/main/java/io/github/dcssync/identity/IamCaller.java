package io.github.dcssync.identity;

import io.github.dcssync.api.SignedRequest;
import io.github.dcssync.settings.Credentials;
import java.io.IOException;
import java.time.Clock;
import org.apache.hc.core5.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/** For whom IAM is asked. */
@FunctionalInterface
public interface IamCaller {

    /**
     * Adds to a request what says so.
     *
     * @param request complete, but for this
     * @param body    what is sent, for the signature
     * @throws IOException when that cannot be had
     */
    void identify(HttpRequest request, byte[] body) throws IOException;

    /** @return somebody whose body says who it is */
    static IamCaller ofBody() {
        return (request, body) -> {
        };
    }

    /** @return the bearer of a token */
    static IamCaller bearing(String token) {
        return (request, body) -> request.setHeader("X-Auth-Token", token);
    }

    /**
     * @param keys  what is signed with
     * @param clock the time of signing
     * @return the owner of keys, asking about what is theirs
     */
    static IamCaller signing(Credentials.KeyPair keys, Clock clock) {
        return signing(keys, null, clock);
    }

    /**
     * @param keys     what is signed with
     * @param domainId id of the account, which IAM asks for where a request is about the whole account; null for none
     * @param clock    the time of signing
     * @return the owner of keys
     */
    static IamCaller signing(Credentials.KeyPair keys, @Nullable String domainId, Clock clock) {
        return (request, body) -> {
            if (domainId != null) {
                request.setHeader("X-Domain-Id", domainId);
            }
            SignedRequest.sign(request, body, keys, clock.instant());
        };
    }
}
