package io.github.dcssync.sync;

import io.github.dcssync.alert.Alerts;
import io.github.dcssync.policy.ProtectionPolicies;
import io.github.dcssync.policy.Selection;
import io.github.dcssync.record.NoListException;
import io.github.dcssync.record.Page;
import io.github.dcssync.record.RecordKind;
import io.github.dcssync.record.Row;
import io.github.dcssync.settings.Ownership;
import io.github.dcssync.settings.Source;
import io.github.dcssync.store.PageDiff;
import io.github.dcssync.store.PageWriter;
import io.github.dcssync.store.PageWriter.Stored;
import io.github.dcssync.store.RejectedPages;
import io.github.dcssync.store.VanishedRecords;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the routes ask about lists: open one, take in a page, store it, close it. */
public final class Lists {

    private static final Logger LOG = LoggerFactory.getLogger(Lists.class);

    private final PageWriter pages;
    private final ProtectionPolicies policies;
    private final Selection selection;
    private final VanishedRecords absence;
    private final RejectedPages rejectedPages;
    private final Alerts alerts;
    private final SyncAlerts syncAlerts;
    private final Ownership ownership;
    private final Duration lookback;
    private final Clock clock;

    /**
     * @param ownership whose a listed instance is
     * @param lookback how far behind its low-water mark an incremental list begins
     */
    public Lists(PageWriter pages, ProtectionPolicies policies, Selection selection, VanishedRecords absence,
            RejectedPages rejectedPages, Alerts alerts, SyncAlerts syncAlerts, Ownership ownership, Duration lookback,
            Clock clock) {
        this.pages = pages;
        this.policies = policies;
        this.selection = selection;
        this.absence = absence;
        this.rejectedPages = rejectedPages;
        this.alerts = alerts;
        this.syncAlerts = syncAlerts;
        this.ownership = ownership;
        this.lookback = lookback;
        this.clock = clock;
    }

    /**
     * Recalls how a list fared before.
     *
     * @param row the row of {@code find-last-read.sql}, or null when there was none
     * @throws QuarantinedException when it has failed too often and nobody has asked for its instance by id
     */
    public LastRead recall(SyncRun run, Map<String, Object> row) {
        LastRead lastRead = LastRead.of(row);
        if (lastRead.isQuarantined(clock.instant()) && run.request().instanceIds().isEmpty()) {
            throw new QuarantinedException(lastRead.quarantinedUntil());
        }
        return lastRead;
    }

    /**
     * @param task     whose list, or null for the list of instances
     * @param lastRead what is known of the list from the syncs before, or null when that was not looked up
     * @param array    the name of the list's array in the answer
     * @param first    the number of its first record
     * @param pageSize how many records to ask for at a time
     */
    public Listing open(SyncRun run, Task task, LastRead lastRead, String array, int first, int pageSize) {
        RecordKind kind = Arrays.stream(RecordKind.values()).filter(k -> k.array().equals(array)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No list of the API has an array '" + array + "'"));
        LastRead before = lastRead == null ? LastRead.NEVER : lastRead;
        Instance instance = task == null ? null : task.instance();
        boolean isNew = instance != null && before == LastRead.NEVER && pages.hasNothing(kind, instance.id());
        ListWindow window = window(run.request(), kind, before.lowWaterAt(clock.instant()));
        return new Listing(run, instance, kind, first, pageSize, window, before, isNew, clock);
    }

    private ListWindow window(SyncRequest request, RecordKind kind, Instant lowWaterAt) {
        if (kind == RecordKind.INSTANCE) {
            return ListWindow.ALL;
        }
        if (request.isBackfill()) {
            return ListWindow.between(request.from(), request.to());
        }
        boolean incremental = kind == RecordKind.RESTORE && !request.full();
        return incremental ? ListWindow.since(lowWaterAt, lookback) : ListWindow.ALL;
    }

    /** @return where the list is asked for, {@link Listing#address} */
    public String address(Listing listing, String path) {
        return listing.address(path);
    }

    /**
     * Hears that an answer was read.
     *
     * @param page what came, or null when it had no content
     * @throws NoListException when it counts instances and lists none, or says nothing although instances are known: an
     *                         account does not lose its caches without a word
     */
    public void read(SyncRun run, Listing listing, Page page) throws NoListException {
        if (listing.isAtHeadOfInstances()) {
            Page head = page == null ? Page.empty(listing.kind()) : page;
            head.requireWhatItCounts();
            if (head.isBlank() && absence.count(listing.kind(), listing.getOrigin(), listed -> false) > 0) {
                throw new NoListException("the answer is no list: it says nothing, and this source has had instances",
                        null);
            }
        }
        run.read();
    }

    /** @return the page without what the listing has brought already */
    public Page accept(Listing listing, Page page) {
        return listing.accept(page);
    }

    /** @return what is to be written of a page */
    public PageDiff compare(Listing listing, Page listed) {
        Page page = listing.isOfInstance() ? listed : listed.only(row -> isOf(listing, row));
        PageDiff difference = listing.hasOnlyNews() ? pages.allNew(listing.getOrigin(), page)
                : pages.compare(listing.getOrigin(), page);
        if (!listing.isOfInstance()) {
            difference.takenOver().forEach((source, ids) -> warnOfTakeover(listing.getSource(), source, ids));
        }
        return difference;
    }

    /** What sources of one project have of each other, the settings decide. */
    private void warnOfTakeover(Source source, String other, List<String> ids) {
        if (!ownership.isShared(source, other)) {
            LOG.warn("Source {} lists {} instances that source {} had until now, the first {}: where both are synced, each"
                    + " takes them from the other; take one of them out of the settings, unless {} was renamed",
                    source.name(), ids.size(), other, ids.get(0), other);
        }
    }

    private boolean isOf(Listing listing, Row instance) {
        return ownership.isOf(listing.getSource(), instance.key(), instance.value(RecordKind.INSTANCE, "name"));
    }

    /** @return what a page counts for when nothing of it is to be written */
    public Stored counts(PageDiff difference) {
        return difference.counts();
    }

    /** @return whether a page is worth a transaction: one within a list that brought nothing new is not */
    public boolean hasNews(Listing listing, PageDiff difference) {
        return !difference.isEmpty() || listing.isComplete() || !listing.isOfInstance();
    }

    /** @return whether what was written are backups or restorations, which may have failed */
    public boolean hasOperations(Listing listing, Stored stored) {
        return listing.isOfInstance() && !stored.written().isEmpty();
    }

    /** Writes what is new of a page in the transaction of the thread that calls. */
    public Stored store(Listing listing, PageDiff difference) {
        Stored stored = pages.write(listing.getOrigin(), difference, listing.getNow());
        if (!listing.isOfInstance()) {
            policies.assign(difference.page().rows());
            selection.assign(listing.getOrigin().source(), difference.page().rows());
        }
        if (listing.endsQuarantine()) {
            syncAlerts.quarantineEnded(listing);
        }
        if (!listing.isOfInstance() && listing.isComplete() && isSuddenlyEmpty(listing)) {
            return stored;
        }
        return listing.isProofOfAbsence() ? stored.withVanished(absence.mark(listing.kind(), listing.getOrigin(),
                listing::lists, stored(listing), listing.getNow())) : stored;
    }

    /** How many keys of a list are stored as this source's. */
    private long stored(Listing listing) {
        return listing.isOfInstance() ? listing.storable() : listing.instances().stream()
                .filter(instance -> ownership.isOf(listing.getSource(), instance.id(), instance.name())).count();
    }

    /** An account does not lose all its caches between two reads: an empty list is told, and nothing is marked gone. */
    private boolean isSuddenlyEmpty(Listing listing) {
        String source = listing.getOrigin().source();
        if (listing.storable() > 0) {
            alerts.resolve("fleet_empty", source, listing.getNow());
            return false;
        }
        long before = absence.count(listing.kind(), listing.getOrigin(), listing::lists);
        if (before > 0) {
            alerts.raise(Alerts.Event.ofSource("fleet_empty", "critical", source,
                    "The service lists no instance of source " + source + ", which had " + before,
                    Map.of("instances_before", before)), listing.getNow());
        }
        return true;
    }

    /** Keeps the answer, if there is one, that a list could not be read for; in the transaction of its failure. */
    public void keepUnreadable(ListFailure failure) {
        if (failure.payload() != null) {
            rejectedPages.keep(failure.origin(), failure.error().message(), failure.payload(), failure.error().at());
        }
    }

    /** @return what storing a page would count, for a plan */
    public Stored count(Listing listing, Page page) {
        Stored compared = pages.compare(listing.getOrigin(), page).counts();
        boolean proof = listing.isProofOfAbsence() && listing.isOfInstance();
        return proof ? compared.withVanished(Math.toIntExact(absence.count(listing.kind(), listing.getOrigin(),
                listing::lists))) : compared;
    }

    /** Counts a page whose transaction has committed. */
    public void stored(SyncRun run, Listing listing, Stored page) {
        run.databaseAnswers();
        listing.stored();
        if (listing.isOfInstance()) {
            run.tally().stored(page);
        }
        if (listing.hasTaught()) {
            run.meanings().learn(listing.getEndpoint(), listing.taughtMeaning());
        }
    }
}
