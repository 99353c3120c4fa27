package io.github.dcssync.sync;

import io.github.dcssync.operation.OpenFailures;
import io.github.dcssync.paging.Paginator;
import io.github.dcssync.paging.Proof;
import io.github.dcssync.paging.TotalCountMeaning;
import io.github.dcssync.record.Element;
import io.github.dcssync.record.ListApi;
import io.github.dcssync.record.ListKind;
import io.github.dcssync.record.Page;
import io.github.dcssync.record.Rejected;
import io.github.dcssync.record.Row;
import io.github.dcssync.settings.Source;
import io.github.dcssync.store.PageOrigin;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * One list while it is read: what the next request asks for, what its answers have brought. Used by one thread; the
 * routes and their SQL read its properties by name.
 */
public final class Listing {

    /** So many keys may lie in memory until it is noted that they were listed. */
    private static final long FEW = 10_000;
    private static final String UNKNOWN_PROJECT = "unknown";

    private final SyncRun run;
    private final Instance instance;
    private final ListKind kind;
    private final ListApi api;
    private final String uri;
    private final TotalCountMeaning knownMeaning;
    private final Paginator paging;
    private final ListWindow window;
    private final LowWaterMark lowWater;
    private final LastRead lastRead;
    private final boolean isNew;
    private final OpenFailures openFailures;
    private final Clock clock;
    private final Instant openedAt;
    private final List<Instance> instances = new ArrayList<>();
    private final List<Rejected> refused = new ArrayList<>();
    private final WaitingPages waiting;
    private final ListChecksum checksum;
    private long records;
    private long rejected;
    private boolean isPageUnsure;
    private boolean isStoredInParts;
    private OffsetDateTime completedAt;
    private boolean isNotedWithOthers;

    /**
     * @param run      the sync it belongs to
     * @param instance whose records are listed, or null for the list of instances
     * @param pageSize how many records to ask for at a time
     * @param window   which part of the list to ask for
     * @param lastRead what is known of the list from the syncs before
     * @param isNew    whether nothing of it is stored
     * @param clock    when its pages are seen
     */
    Listing(SyncRun run, Instance instance, ListKind kind, int pageSize, ListWindow window,
            LastRead lastRead, boolean isNew, Clock clock) {
        this.run = run;
        this.instance = instance;
        this.kind = kind;
        this.api = run.getSource().api(kind);
        // Of a source without a project its client refuses, and says why, before anything is sent.
        String project = Objects.requireNonNullElse(run.getSource().projectId(), UNKNOWN_PROJECT);
        this.uri = run.getSource().endpoint() + api.pathOf(project, getInstanceId());
        this.knownMeaning = run.meanings().of(kind);
        this.paging = new Paginator(pageSize, knownMeaning);
        this.window = window;
        this.lastRead = lastRead;
        this.isNew = isNew;
        this.openFailures = isNew ? OpenFailures.none() : OpenFailures.unknown();
        this.clock = clock;
        this.waiting = new WaitingPages(clock);
        this.checksum = new ListChecksum(lastRead.checksum(),
                run.getVersion() + ' ' + run.getSource().name() + ' ' + uri);
        this.openedAt = clock.instant();
        this.lowWater = kind.isIncremental()
                ? new LowWaterMark(kind, window.isAll() ? null : lastRead.lowWaterAt(openedAt), openedAt) : null;
    }

    /** @return whether another page is to be asked for; when the sync is over, none is */
    public boolean isMore() {
        return paging.more() && run.isActive();
    }

    /** @return where the list is asked for */
    public String getUri() {
        return uri;
    }

    /** @return the query of the next request */
    public String getQuery() {
        return api.query(paging.position(), paging.limit(), window.begin(), window.end());
    }

    /** @return whether the request asks for the first of the source's instances: behind the last there is nothing */
    boolean isAtHeadOfInstances() {
        return !isOfInstance() && paging.position() == 0;
    }

    /**
     * Takes in an answer.
     *
     * @return the page without the records that this listing has brought already
     */
    Page accept(Page answer) {
        Page fresh = answer.only(paging.accept(answer.keys(), answer.total()));
        if (!fresh.elements().isEmpty()) {
            // What is asked for behind the end, while the meaning of the count is unknown, says nothing of the records.
            checksum.add(answer);
        }
        for (Element element : fresh.elements()) {
            records++;
            if (element instanceof Row row) {
                see(row);
            } else {
                rejected++;
                // It is compared, to note when it was seen last.
                checksum.drop();
                refuse((Rejected) element);
            }
        }
        if (isToBeStored()) {
            waiting.add(fresh);
        }
        completedAt = getNow();
        return fresh;
    }

    /** @return whether pages have been read that are not stored */
    public boolean isWaiting() {
        return !waiting.isEmpty();
    }

    /** @return whether they are to be stored now, before the next page is asked for */
    public boolean isStoringDue() {
        return isWaiting() && (isComplete() || !isOfInstance() || waiting.areEnough());
    }

    /** @return the records of the pages that are stored next, as one page */
    Page waitingPage() {
        return waiting.next();
    }

    /** @return whether these are several pages */
    boolean isStoringTogether() {
        return waiting.areTogether();
    }

    /** Has every page stored by itself from now on. */
    void divide() {
        waiting.divide();
        openFailures.forget();
    }

    /**
     * Claims that none of the records that are stored next is stored: nobody else writes as long as the lease is ours. That
     * can be claimed once, since an attempt to store them that has failed may have stored them all the same, when the
     * connection broke after the commit.
     *
     * @return whether it is so
     */
    boolean claimAllNew() {
        boolean sure = isNew && !isPageUnsure;
        isPageUnsure = true;
        return sure;
    }

    /** Hears that what was to be stored next is stored. */
    void committed() {
        isPageUnsure = waiting.isDivided();
        if (!isEndInHand()) {
            // Too long, or too long on its way, to wait whole.
            checksum.drop();
            isStoredInParts = true;
        }
        waiting.stored();
        openFailures.committed();
    }

    /** @return what is known of the failures of its records */
    OpenFailures openFailures() {
        return openFailures;
    }

    private void see(Row row) {
        if (kind == ListKind.INSTANCE) {
            instances.add(new Instance(row.key(), row.value(kind, "name")));
        } else if (lowWater != null) {
            lowWater.see(row);
        }
    }

    private void refuse(Rejected element) {
        if (kind == ListKind.INSTANCE) {
            refused.add(element);
        }
    }

    /** @return whether the list has taught something about the source's count */
    boolean hasTaught() {
        return isEndInHand() && paging.meaning() != knownMeaning;
    }

    /** @return where the pages come from */
    public PageOrigin getOrigin() {
        return new PageOrigin(run.getId(), run.getSource().name(), run.getSource().projectId(), getInstanceId(),
                getEndpoint());
    }

    /** @return whether its pages are stored: not those of a plan; which instances there are one shard alone stores */
    public boolean isToBeStored() {
        return !run.isPlan() && (isOfInstance() || run.isListingInstances());
    }

    /** @return the sync it belongs to */
    SyncRun run() {
        return run;
    }

    ListKind kind() {
        return kind;
    }

    /** @return whether a key was listed */
    boolean lists(String key) {
        return paging.seen().contains(key);
    }

    /** @return distinct records listed that can be stored */
    long storable() {
        return records - rejected;
    }

    /** @return whose list it is */
    Source getSource() {
        return run.getSource();
    }

    /** @return the instances listed so far */
    List<Instance> instances() {
        return instances;
    }

    /** @return what was listed so far and is no instance to ask for */
    List<Rejected> refused() {
        return refused;
    }

    /** @return whether the page just accepted was the last */
    public boolean isComplete() {
        return !paging.more();
    }

    /** @return whether the list is read to its end, and all that waits of it is stored next */
    boolean isEndInHand() {
        return isComplete() && waiting.areLast();
    }

    /** @return whether what is listed are an instance's records */
    public boolean isOfInstance() {
        return instance != null;
    }

    /** @return whether the end of this list is worth a row */
    public boolean isNoted() {
        return isEndInHand() && isOfInstance() && run.isNoted();
    }

    /**
     * Nobody writes a list's records but a sync that forgets the checksum, so that the same answers bring nothing new. Who
     * deletes records by hand gets them back all the same; a full sync compares every one.
     *
     * @return whether the list says what it has said when it was last read to its end, which is stored
     */
    boolean isAsBefore() {
        long present = lastRead.present();
        return isNoted() && !run.request().full() && checksum.isAsBefore()
                && (isProofOfAbsence() ? present == storable() : present >= storable());
    }

    /**
     * @return whether the list may turn out to say what it has said before, so that of its records the keys are enough until
     *         then; of those that may still change more is asked
     */
    public boolean mayBeAsBefore() {
        return isOfInstance() && run.isNoted() && !run.request().full() && lowWater == null
                && checksum.mayBeAsBefore();
    }

    /** @return whether what is stored next leaves a checksum that no longer holds */
    boolean outdatesChecksum() {
        return checksum.wasKept() && isOfInstance() && !isNoted();
    }

    /**
     * How many were stored at the beginning says it, unless some were added since.
     *
     * @return whether the list may be proved to be shorter than what is stored and not gone
     */
    boolean isMissingRecords() {
        return isProofOfAbsence() && (isStoredInParts || lastRead.present() != storable());
    }

    /**
     * Hears whether what is stored next has any news: without, the end of the list is noted together with that of others,
     * unless more hangs on it.
     */
    void compared(boolean hasNews) {
        isNotedWithOthers = !hasNews && isNoted() && lastRead != LastRead.NEVER && !isNew
                && !lastRead.wasQuarantined() && storable() <= FEW;
    }

    /** @return whether the end of this list is noted together with that of others */
    boolean isNotedWithOthers() {
        return isNotedWithOthers;
    }

    /** @return whether the end of this list is the end of its quarantine */
    boolean endsQuarantine() {
        return lastRead.wasQuarantined() && isNoted();
    }

    /** @return whether what is stored and was not listed is no longer there */
    boolean isProofOfAbsence() {
        return isEndInHand() && !isNew && window.isAll() && paging.proof() == Proof.PROVED;
    }

    /** @return what the list has taught about the source's count */
    TotalCountMeaning taughtMeaning() {
        return paging.meaning();
    }

    /** @return which list of which instance it is */
    public Task getTask() {
        return new Task(instance, kind);
    }

    /** @return what was known of it from the syncs before */
    public LastRead getLastRead() {
        return lastRead;
    }

    /** @return the instance of the request, or "" for the list of instances */
    public String getInstanceId() {
        return instance == null ? "" : instance.id();
    }

    /** @return {@code backups}, {@code restores} or {@code instances} */
    public String getEndpoint() {
        return kind.endpoint();
    }

    /** @return how the list was read, now that it is complete */
    public Reading getReading() {
        Instant mark = lowWater == null ? null : lowWater.mark();
        // A list without news was read before it is noted; what others have stored has been seen by the time they are.
        OffsetDateTime completed = isNotedWithOthers ? completedAt : getNow();
        return new Reading(openedAt.atOffset(ZoneOffset.UTC), completed, paging.proof().toString(), records,
                paging.total(), paging.pages(), paging.shifts(), paging.rereads(),
                mark == null ? null : mark.atOffset(ZoneOffset.UTC), checksum.toKeep());
    }

    /** @return the time of the sighting, now */
    public OffsetDateTime getNow() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s of %s", getEndpoint(), isOfInstance() ? getInstanceId() : "the source");
    }
}
