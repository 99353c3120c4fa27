package io.github.dcssync.sync;

import io.github.dcssync.store.VanishedRecords;
import io.github.dcssync.sync.ListingLog.Listed;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Has the instances of a source that is cut be listed once for all its shards: the first that comes to a tick lists and
 * stores them, the others take what it has stored. The routes call it.
 */
public final class InstanceLists {

    private static final Logger LOG = LoggerFactory.getLogger(InstanceLists.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private final ListingLog log;
    private final VanishedRecords vanished;
    private final Duration patience;

    /**
     * @param jdbc     the reporting database
     * @param vanished knows what is stored
     * @param patience how long another sync that lists the instances is waited for
     */
    public InstanceLists(JdbcTemplate jdbc, VanishedRecords vanished, Duration patience) {
        this.log = new ListingLog(jdbc);
        this.vanished = vanished;
        this.patience = patience;
    }

    /**
     * Waits for another shard that lists the instances for the same tick or command.
     *
     * @return what it has listed, or null when this sync is to list them
     * @throws UnlistedException the other one could not, and another attempt would fare no better
     */
    public @Nullable ListedInstances await(SyncRun run) throws InterruptedException {
        if (!run.getShard().isCut()) {
            return null;
        }
        long end = System.nanoTime() + patience.toNanos();
        CommonListing common = run.request().common();
        while (common != null && !common.isReadBy(run) && run.isActive() && System.nanoTime() - end < 0) {
            Optional<ListedInstances> listed = common.find();
            if (listed.isPresent()) {
                return listed.get();
            }
            TimeUnit.NANOSECONDS.sleep(BETWEEN_LOOKS.toNanos());
        }
        return run.isPlan() ? null : awaitOthers(run, end);
    }

    private @Nullable ListedInstances awaitOthers(SyncRun run, long end) throws InterruptedException {
        String askedFor = run.listedFor();
        while (run.isActive() && System.nanoTime() - end < 0) {
            Optional<Listed> found = log.find(run.getSource().name());
            if (found.filter(listed -> listed.isFor(askedFor)).isPresent()) {
                return take(run, found.get());
            }
            if (found.filter(Listed::isBeingRead).filter(listed -> !listed.runId().equals(run.getId())).isEmpty()
                    && log.takeOn(run, askedFor, found)) {
                run.listsInstances();
                return null;
            }
            TimeUnit.NANOSECONDS.sleep(BETWEEN_LOOKS.toNanos());
        }
        // Read beside the other, for this shard alone.
        return null;
    }

    private ListedInstances take(SyncRun run, Listed listed) {
        if (listed.status().equals("failed")) {
            throw new UnlistedException(String.valueOf(listed.error()));
        }
        Set<String> notListed = listed.notListed() == null ? Set.of() : Set.of(listed.notListed().split(","));
        return new ListedInstances(log.instances(run.getSource()).stream()
                .filter(instance -> run.getShard().has(instance.id()) && !notListed.contains(instance.id())).toList(),
                List.of(), false);
    }

    /** @return what this sync has listed; what it has stored of it is there for the other shards from now on */
    public ListedInstances read(SyncRun run, Listing listing) {
        CommonListing common = run.request().common();
        boolean isForCommand = common != null && common.isReadBy(run);
        ListedInstances all = new ListedInstances(List.copyOf(listing.instances()), List.copyOf(listing.refused()),
                run.isPlan() || isForCommand || run.isListingInstances());
        if (run.getShard().isCut() && run.isListingInstances()) {
            log.read(run, vanished.absent(listing.kind(), listing.getOrigin(), listing::lists));
        }
        if (isForCommand) {
            common.read(all);
        }
        return all;
    }

    /** Tells the other shards that this sync has ended without a list that they may be waiting for. */
    public void settle(SyncRun run) {
        CommonListing common = run.request().common();
        if (run.isPlanned() || !run.getShard().isCut()) {
            return;
        }
        if (common != null && common.isReadBy(run)) {
            common.unread(run);
        }
        // One that was interrupted is no reader any more as soon as it has given back its lease.
        if (run.isListingInstances() && !run.isInterrupted()) {
            try {
                log.failed(run, Objects.requireNonNullElse(run.getError(), "the sync ended before"));
            } catch (DataAccessException e) {
                LOG.debug("It could not be noted that the instances were not listed", e);
            }
        }
    }

    /** Makes sure, in a page's transaction, that this sync is still the one that stores which instances there are. */
    void hold(SyncRun run) {
        if (run.getShard().isCut()) {
            log.hold(run);
        }
    }

    /** Forgets who has listed the instances of a source that nobody syncs any more. */
    void forget(String source) {
        log.forget(source);
    }
}
