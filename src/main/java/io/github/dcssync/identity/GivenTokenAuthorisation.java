package io.github.dcssync.identity;

import io.github.dcssync.api.Authorisation;
import io.github.dcssync.api.SourceRefusedException;
import io.github.dcssync.settings.Credentials;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.core5.http.HttpRequest;

/** Sends a token that somebody else was given. Nobody is there to give another: a 401 is final until the next sync. */
final class GivenTokenAuthorisation implements Authorisation {

    private final Credentials.GivenToken token;
    private final Semaphore turn = new Semaphore(1, true);
    private final AtomicBoolean refused = new AtomicBoolean();

    GivenTokenAuthorisation(Credentials.GivenToken token) {
        this.token = token;
    }

    @Override
    public Semaphore turn() {
        return turn;
    }

    @Override
    public void prepare(Instant now) throws SourceRefusedException {
        if (refused.get()) {
            throw new SourceRefusedException("The service has refused the token that was given, which may have ended;"
                    + " no further request was sent: give a new one, or a user and its password");
        }
    }

    @Override
    public String apply(HttpRequest request, Instant now) throws SourceRefusedException {
        prepare(now);
        request.setHeader("X-Auth-Token", token.value());
        return token.value();
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
