package io.github.dcssync.api;

import io.github.dcssync.settings.Credentials;
import io.github.dcssync.settings.Secrets;
import io.github.dcssync.settings.Settings;
import io.github.dcssync.settings.Source;
import java.io.IOException;
import java.time.Instant;
import org.apache.hc.core5.http.HttpRequest;

/** Makes a request acceptable to the service. Used by many threads at once. */
public interface Authorisation {

    /**
     * @param source  whose credentials say how: AK/SK sign, a password gives tokens
     * @param secrets where tokens are registered, so that they are never shown
     * @param http    how long IAM may take
     */
    static Authorisation of(Source source, Secrets secrets, Settings.Http http) {
        if (source.credentials() instanceof Credentials.KeyPair keys) {
            return new KeyPairAuthorisation(keys);
        }
        return IamTokens.authorisation((Credentials.Password) source.credentials(), source.projectId(), secrets,
                http);
    }

    /**
     * Adds what the service asks for to a request that is about to leave.
     *
     * @return a name for the credentials used, to be given to {@link #refused} should the answer be 401
     * @throws SourceRefusedException when the credentials are known to be refused: nothing is sent
     * @throws IOException            when credentials cannot be had
     */
    String apply(HttpRequest request, Instant now) throws IOException;

    /** Hears that a request was answered with 401, and with which credentials it had been sent. */
    void refused(String credentials);

    /** Hears that a request with these credentials was answered with success. */
    void accepted(String credentials);

    /** Forgets earlier refusals. */
    void reset();
}
