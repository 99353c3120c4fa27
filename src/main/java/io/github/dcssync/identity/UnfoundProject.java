package io.github.dcssync.identity;

import io.github.dcssync.api.Authorisation;
import io.github.dcssync.api.SourceRefusedException;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import org.apache.hc.core5.http.HttpRequest;

/** Of a source whose project nobody has named: there is nothing that it could ask for. */
final class UnfoundProject implements Authorisation {

    private final String source;
    private final Semaphore turn = new Semaphore(1, true);

    UnfoundProject(String source) {
        this.source = source;
    }

    @Override
    public Semaphore turn() {
        return turn;
    }

    @Override
    public void prepare(Instant now) throws SourceRefusedException {
        throw new SourceRefusedException("IAM did not say which project source " + source
                + " has, and none is remembered; no request was sent");
    }

    @Override
    public String apply(HttpRequest request, Instant now) throws SourceRefusedException {
        prepare(now);
        return source;
    }

    @Override
    public void refused(String credentials) {
        // No request ever leaves.
    }

    @Override
    public void accepted(String credentials) {
        // No request ever leaves.
    }

    @Override
    public void reset() {
        // The next sync knows no more.
    }
}
