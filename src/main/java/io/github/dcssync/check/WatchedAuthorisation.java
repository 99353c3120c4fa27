package io.github.dcssync.check;

import io.github.dcssync.api.Authorisation;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import org.apache.hc.core5.http.HttpRequest;

/** Remembers whether a request failed before it left, for want of credentials. */
final class WatchedAuthorisation implements Authorisation {

    private final Authorisation watched;
    private boolean failed;

    WatchedAuthorisation(Authorisation watched) {
        this.watched = watched;
    }

    @Override
    public Semaphore turn() {
        return watched.turn();
    }

    @Override
    public void prepare(Instant now) throws IOException {
        failed = true;
        watched.prepare(now);
        failed = false;
    }

    @Override
    public String apply(HttpRequest request, Instant now) throws IOException {
        failed = true;
        String credentials = watched.apply(request, now);
        failed = false;
        return credentials;
    }

    boolean failed() {
        return failed;
    }

    @Override
    public void refused(String credentials) {
        watched.refused(credentials);
    }

    @Override
    public boolean hasOthers(String credentials) {
        return watched.hasOthers(credentials);
    }

    @Override
    public void accepted(String credentials) {
        watched.accepted(credentials);
    }

    @Override
    public void reset() {
        watched.reset();
    }
}
