package io.github.dcssync.api;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.http.HttpRequest;

/**
 * What all sources and shards with the same credentials know of them. More than five failures in a row lock a key pair
 * or a user, so that a refusal which one of them hears holds for the others, too.
 *
 * <p>A refusal stays known until one that has heard of it begins its next sync: that is a new round, and it asks once
 * more. One that has not heard of it yet, because it begins later, is told without a request. So a round of any number
 * of sources sends one request, whenever each of them begins.
 *
 * <p>Not every refusal is the credentials' fault: a region or project may not know them. Where they were accepted and
 * have not been refused since, the refusal of a place that never accepted them does not count; and whoever was refused
 * on another place's word is the one that asks in the next round.
 */
public final class CredentialGate {

    /** Longest wait for another's first answer; a service that hangs for longer refuses nobody. */
    private static final long PATIENCE_SECONDS = 10;

    private final Semaphore turn = new Semaphore(1, true);
    private final Semaphore login = new Semaphore(1, true);
    private final Set<String> accepting = new HashSet<>();
    private final Set<String> owed = new HashSet<>();
    private String refusedBy;
    private long refusals;

    /** @return the same authorisation for one source or shard, whose place is where its credentials are looked at */
    public Authorisation member(Authorisation own, String place, boolean signs) {
        return new Member(own, place, signs);
    }

    /** @return the issuer, asked by one source at a time, and not at all after a refusal */
    public TokenAuthorisation.Issuer oneAtATime(TokenAuthorisation.Issuer issuer, String place) {
        return () -> askInTurn(issuer::issue, place);
    }

    /** @return the same for temporary keys */
    public TemporaryKeyAuthorisation.KeyIssuer oneAtATime(TemporaryKeyAuthorisation.KeyIssuer issuer, String place) {
        return now -> askInTurn(() -> issuer.issue(now), place);
    }

    private interface Ask<T> {
        T ask() throws IOException;
    }

    private <T> T askInTurn(Ask<T> issuer, String place) throws IOException {
        boolean mine = acquire(login);
        try {
            requireAccepted(place);
            return issuer.ask();
        } catch (SourceRefusedException e) {
            if (e.answer() != null) {
                refused(place);
            }
            throw e;
        } finally {
            if (mine) {
                login.release();
            }
        }
    }

    /** @return whether it was got in time; to be released then */
    static boolean acquire(Semaphore turn) throws InterruptedIOException {
        try {
            return turn.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Stopped while waiting for the sync's first answer");
        }
    }

    private synchronized long refusals() {
        return refusals;
    }

    private synchronized void requireAccepted(String place) throws SourceRefusedException {
        if (refusedBy != null && !accepting.contains(place)) {
            if (!refusedBy.equals(place)) {
                owed.add(place);
            }
            throw new SourceRefusedException("The service has refused these credentials; no further request was sent");
        }
    }

    /** Where they were good until now they have become bad, and so everywhere. */
    private synchronized void refused(String place) {
        if (accepting.remove(place)) {
            accepting.clear();
        }
        owed.remove(place);
        refusedBy = place;
        refusals++;
    }

    private synchronized void accepted(String place) {
        if (!place.equals(refusedBy)) {
            accepting.add(place);
        }
    }

    /** One source or shard. */
    private final class Member implements Authorisation {

        private final Authorisation own;
        private final String place;
        private final boolean signs;
        private long heard;
        private boolean gaveWay;

        private Member(Authorisation own, String place, boolean signs) {
            this.own = own;
            this.place = place;
            this.signs = signs;
        }

        @Override
        public Semaphore turn() {
            return turn;
        }

        @Override
        public void prepare(Instant now) throws IOException {
            try {
                requireUsable();
                long before = refusals();
                own.prepare(now);
                hearSince(before);
            } catch (SourceRefusedException e) {
                hear();
                throw e;
            }
        }

        @Override
        public String apply(HttpRequest request, Instant now) throws IOException {
            try {
                requireUsable();
                long before = refusals();
                String credentials = own.apply(request, now);
                hearSince(before);
                return credentials;
            } catch (SourceRefusedException e) {
                hear();
                throw e;
            }
        }

        /** What was issued before a refusal is good until it ends; the issuer alone is not asked again. */
        private void requireUsable() throws SourceRefusedException {
            if (signs) {
                requireAccepted(place);
            }
        }

        /** A refusal that did not keep it from what it has, because that is still good, was heard all the same. */
        private void hearSince(long before) {
            if (refusals() != before) {
                hear();
            }
        }

        private void hear() {
            synchronized (CredentialGate.this) {
                heard = refusals;
            }
        }

        @Override
        public void refused(String credentials) {
            own.refused(credentials);
            if (signs) {
                CredentialGate.this.refused(place);
                hear();
            }
        }

        @Override
        public Optional<Renewal> renewal() {
            return own.renewal();
        }

        @Override
        public boolean hasOthers(String credentials) {
            return own.hasOthers(credentials);
        }

        @Override
        public void accepted(String credentials) {
            own.accepted(credentials);
            CredentialGate.this.accepted(place);
        }

        @Override
        public void reset() {
            synchronized (CredentialGate.this) {
                gaveWay =
                        refusedBy != null && heard == refusals && !owed.isEmpty() && !owed.contains(place) && !gaveWay;
                if (heard == refusals && !gaveWay) {
                    refusedBy = null;
                    owed.remove(place);
                }
            }
            own.reset();
        }
    }
}
