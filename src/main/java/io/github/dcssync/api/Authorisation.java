package io.github.dcssync.api;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.apache.hc.core5.http.HttpRequest;

/** Makes a request acceptable to the service. Used by many threads at once. */
public interface Authorisation {

    /**
     * What a first request holds until it is answered; whoever shares the credentials waits for it.
     *
     * @return always the same for the same credentials
     */
    Semaphore turn();

    /**
     * Waits for what a request will need, before it takes a connection: one that is held meanwhile may end.
     *
     * @throws SourceRefusedException when the credentials are known to be refused: nothing is to be sent
     * @throws IOException            when credentials cannot be had
     */
    void prepare(Instant now) throws IOException;

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

    /**
     * Whether a request that was answered with 401 may be sent again at once, with other credentials than it had.
     *
     * @param credentials as for {@link #refused}, which has heard of them
     */
    default boolean hasOthers(String credentials) {
        return false;
    }

    /** Hears that a request with these credentials was answered with success. */
    void accepted(String credentials);

    /** @return how it stands with their renewal; empty for credentials that are never renewed */
    default Optional<Renewal> renewal() {
        return Optional.empty();
    }

    /** Forgets earlier refusals. */
    void reset();
}
