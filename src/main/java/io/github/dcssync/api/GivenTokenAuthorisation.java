package io.github.dcssync.api;

import io.github.dcssync.settings.Credentials;
import java.time.Instant;
import org.apache.hc.core5.http.HttpRequest;

/** Sends a token that somebody else was given: nobody is there to give another. */
public final class GivenTokenAuthorisation extends FinalAuthorisation {

    private final Credentials.GivenToken token;

    /** @param token the text of the header */
    public GivenTokenAuthorisation(Credentials.GivenToken token) {
        super("The service has refused the token that was given, which may have ended; no further request was sent:"
                + " give a new one, or a user and its password");
        this.token = token;
    }

    @Override
    String put(HttpRequest request, Instant now) {
        request.setHeader("X-Auth-Token", token.value());
        return token.value();
    }
}
