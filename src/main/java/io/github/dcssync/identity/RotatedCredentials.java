package io.github.dcssync.identity;

import io.github.dcssync.api.Authorisation;
import io.github.dcssync.api.Renewal;
import io.github.dcssync.api.SourceRefusedException;
import io.github.dcssync.settings.Credentials;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.hc.core5.http.HttpRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Credentials of a source that stand in files. They are looked at before each sync, and when the service refuses those in
 * use: whoever replaces a key takes the old one away soon after.
 */
final class RotatedCredentials {

    private static final Logger LOG = LoggerFactory.getLogger(RotatedCredentials.class);

    private final String source;
    private final Supplier<Credentials> files;
    private final Function<Credentials, List<Authorisation>> authorise;
    private Round current;

    /**
     * @param source      whose they are, for the log
     * @param credentials as the files had them at the start
     * @param files       what they have now
     * @param authorise   makes the authorisations of the source's shards, as many each time
     */
    RotatedCredentials(String source, Credentials credentials, Supplier<Credentials> files,
            Function<Credentials, List<Authorisation>> authorise) {
        this.source = source;
        this.files = files;
        this.authorise = authorise;
        this.current = new Round(0, credentials, authorise.apply(credentials));
    }

    /** What was in the files for a while, and what it makes for each shard. */
    private record Round(int number, Credentials credentials, List<Authorisation> shards) {
    }

    /** @return one for each shard */
    List<Authorisation> members() {
        return IntStream.range(0, current().shards().size()).<Authorisation>mapToObj(RotatedShard::new).toList();
    }

    private synchronized Round current() {
        return current;
    }

    private synchronized Round lookAgain() {
        Credentials now = files.get();
        if (!now.equals(current.credentials())) {
            LOG.info("Source {}: its credentials have been replaced, by {}", source, now);
            current = new Round(current.number() + 1, now, authorise.apply(now));
        }
        return current;
    }

    /** What one shard uses, whatever the credentials are. A request is known by the round it was sent in, too. */
    private final class RotatedShard implements Authorisation {

        private final int shard;
        private final Semaphore turn;
        private volatile Round round = current();

        RotatedShard(int shard) {
            this.shard = shard;
            this.turn = own().turn();
        }

        private Authorisation own() {
            return round.shards().get(shard);
        }

        @Override
        public Semaphore turn() {
            return turn;
        }

        @Override
        public void prepare(Instant now) throws IOException {
            try {
                own().prepare(now);
            } catch (SourceRefusedException e) {
                requireOthers(e);
                own().prepare(now);
            }
        }

        @Override
        public String apply(HttpRequest request, Instant now) throws IOException {
            try {
                return apply(round, request, now);
            } catch (SourceRefusedException e) {
                requireOthers(e);
                return apply(round, request, now);
            }
        }

        private String apply(Round sentIn, HttpRequest request, Instant now) throws IOException {
            return sentIn.number() + " " + sentIn.shards().get(shard).apply(request, now);
        }

        /** The refusal may have been another source's, which has the same. */
        private void requireOthers(SourceRefusedException refusal) throws SourceRefusedException {
            Round before = round;
            round = lookAgain();
            if (round == before) {
                throw refusal;
            }
        }

        @Override
        public void refused(String sent) {
            if (isOfRound(sent)) {
                own().refused(sent.substring(sent.indexOf(' ') + 1));
                round = lookAgain();
            }
        }

        @Override
        public Optional<Renewal> renewal() {
            return own().renewal();
        }

        @Override
        public boolean hasOthers(String sent) {
            return !isOfRound(sent) || own().hasOthers(sent.substring(sent.indexOf(' ') + 1));
        }

        @Override
        public void accepted(String sent) {
            if (isOfRound(sent)) {
                own().accepted(sent.substring(sent.indexOf(' ') + 1));
            }
        }

        private boolean isOfRound(String sent) {
            return sent.startsWith(round.number() + " ");
        }

        @Override
        public void reset() {
            round = lookAgain();
            own().reset();
        }
    }
}
