package io.github.dcssync.sync;

import io.github.dcssync.alert.Alerts;
import io.github.dcssync.operation.FailedRecords;
import io.github.dcssync.operation.WrittenPage;
import io.github.dcssync.protection.ProtectionPolicies;
import io.github.dcssync.protection.Selection;
import io.github.dcssync.record.ListKind;
import io.github.dcssync.record.Page;
import io.github.dcssync.record.Row;
import io.github.dcssync.settings.Ownership;
import io.github.dcssync.settings.Source;
import io.github.dcssync.store.PageDiff;
import io.github.dcssync.store.PageWriter;
import io.github.dcssync.store.RejectedPages;
import io.github.dcssync.store.VanishedRecords;
import io.github.dcssync.store.WriteResult;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares pages with what is stored, and writes what differs. The routes call it. */
public final class PageStore {

    private static final Logger LOG = LoggerFactory.getLogger(PageStore.class);

    private final PageWriter pages;
    private final VanishedRecords vanished;
    private final RejectedPages rejectedPages;
    private final FailedRecords failedRecords;
    private final ProtectionPolicies policies;
    private final Selection selection;
    private final Alerts alerts;
    private final SyncAlerts syncAlerts;
    private final Supplier<Ownership> ownership;
    private final ReadingNotes readingNotes;
    private final InstanceLists instanceLists;

    /**
     * @param ownership     whose a listed instance is, as of now
     * @param instanceLists knows which sync may store which instances there are
     */
    public PageStore(PageWriter pages, VanishedRecords vanished, RejectedPages rejectedPages,
            FailedRecords failedRecords, ProtectionPolicies policies, Selection selection, Alerts alerts,
            SyncAlerts syncAlerts, Supplier<Ownership> ownership, ReadingNotes readingNotes,
            InstanceLists instanceLists) {
        this.pages = pages;
        this.vanished = vanished;
        this.rejectedPages = rejectedPages;
        this.failedRecords = failedRecords;
        this.policies = policies;
        this.selection = selection;
        this.alerts = alerts;
        this.syncAlerts = syncAlerts;
        this.ownership = ownership;
        this.readingNotes = readingNotes;
        this.instanceLists = instanceLists;
    }

    /** @return what is new, has changed or is rejected of the pages of a list that are stored next; nothing is written */
    public PageDiff compare(Listing listing) {
        Page listed = listing.waitingPage();
        Page page = listing.isOfInstance() ? listed : listed.only(row -> isOf(listing, row));
        PageDiff differing = difference(listing, page);
        if (!listing.isOfInstance()) {
            differing.takenOver().forEach((source, ids) -> warnOfTakeover(listing.getSource(), source, ids));
        }
        listing.compared(differing.isWorthStoring());
        return differing.due(listing.isEndInHand() && !listing.isNotedWithOthers() || !listing.isOfInstance());
    }

    private PageDiff difference(Listing listing, Page page) {
        if (listing.isAsBefore()) {
            return PageDiff.none(page);
        }
        return listing.claimAllNew() ? pages.allNew(listing.getOrigin(), page)
                : pages.compare(listing.getOrigin(), page);
    }

    /** What sources of one project have of each other, the settings decide. */
    private void warnOfTakeover(Source source, String other, List<String> ids) {
        if (!ownership.get().isShared(source, other)) {
            LOG.warn(
                    "Source {} lists {} instances that source {} had until now, the first {}: where both are synced, each"
                            + " takes them from the other; take one of them out of the settings, unless {} was renamed",
                    source.name(), ids.size(), other, ids.get(0), other);
        }
    }

    private boolean isOf(Listing listing, Row instance) {
        return ownership.get().isOf(listing.getSource(), instance.key(), instance.value(ListKind.INSTANCE, "name"));
    }

    /**
     * Writes a page in the transaction of the thread that calls, and with the last one of a list what is gone.
     *
     * @return the counts, which hold once the transaction has committed, and which of the records have failed
     */
    public WrittenPage write(Listing listing, PageDiff page) {
        if (!listing.isOfInstance()) {
            instanceLists.hold(listing.run());
        }
        WriteResult stored = pages.write(listing.getOrigin(), page, listing.getNow());
        if (!listing.isOfInstance()) {
            policies.assign(page.page().rows());
            selection.assign(listing.getOrigin().source(), page.page().rows());
        }
        if (page.hasNews() && listing.outdatesChecksum()) {
            readingNotes.outdate(listing);
        }
        if (listing.endsQuarantine()) {
            syncAlerts.quarantineEnded(listing);
        }
        return failedRecords.of(listing.getOrigin(), withVanished(listing, stored), listing.openFailures());
    }

    private WriteResult withVanished(Listing listing, WriteResult stored) {
        boolean isLastInstance = !listing.isOfInstance() && listing.isEndInHand();
        if (isLastInstance && tellWhetherEmpty(listing) || !listing.isProofOfAbsence()) {
            return stored;
        }
        return stored
                .withVanished(vanished.mark(listing.kind(), listing.getOrigin(), listing::lists, storedRecords(listing),
                        listing.getNow()));
    }

    /** How many keys of a list are stored as this source's. */
    private long storedRecords(Listing listing) {
        return listing.isOfInstance() ? listing.storable() : listing.instances().stream()
                .filter(instance -> ownership.get().isOf(listing.getSource(), instance.id(), instance.name())).count();
    }

    /**
     * An account does not lose all its caches between two reads: an empty list is told, and nothing is marked gone.
     *
     * @return whether it is empty
     */
    private boolean tellWhetherEmpty(Listing listing) {
        String source = listing.getOrigin().source();
        if (listing.storable() > 0) {
            alerts.resolve("fleet_empty", source, listing.getNow());
            return false;
        }
        long before = vanished.count(listing.kind(), listing.getOrigin(), listing::lists);
        if (before > 0) {
            alerts.raise(Alerts.Event.ofSource("fleet_empty", "critical", source,
                    "The service lists no instance of source " + source + ", which had " + before,
                    Map.of("instances_before", before)), listing.getNow());
        }
        return true;
    }

    /** @return what storing a page would count, for a plan and for who stores no instances; nothing is written */
    public WriteResult foresee(Listing listing, Page page) {
        WriteResult compared = pages.compare(listing.getOrigin(), page).counts();
        boolean proof = listing.isProofOfAbsence() && listing.isOfInstance();
        return proof ? compared.withVanished(Math.toIntExact(vanished.count(listing.kind(), listing.getOrigin(),
                listing::lists))) : compared;
    }

    /** Has each of the pages that wait stored by itself: one of them was refused. */
    public void divide(Listing listing) {
        LOG.debug("{}: its pages could not be stored together; each is stored by itself", listing);
        listing.divide();
    }

    /** Counts what a transaction has stored, or a plan compared. */
    public void committed(SyncRun run, Listing listing, WriteResult page) {
        run.databaseAnswers();
        if (listing.isOfInstance()) {
            run.tally().add(page);
        }
        if (listing.hasTaught()) {
            run.meanings().learn(listing.kind(), listing.taughtMeaning());
        }
        if (listing.isNotedWithOthers()) {
            run.getReadLists().add(listing);
        }
        listing.committed();
    }

    /** Keeps the answer, if there is one, that a list could not be read for; in the transaction of its failure. */
    public void keepUnreadable(ListFailure failure) {
        if (failure.payload() != null) {
            rejectedPages.keep(failure.origin(), failure.error().message(), failure.payload(), failure.error().at());
        }
    }
}
