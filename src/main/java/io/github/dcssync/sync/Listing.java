package io.github.dcssync.sync;

import io.github.dcssync.paging.Paginator;
import io.github.dcssync.paging.Proof;
import io.github.dcssync.paging.TotalCountMeaning;
import io.github.dcssync.record.Element;
import io.github.dcssync.record.Page;
import io.github.dcssync.record.PathSegment;
import io.github.dcssync.record.RecordKind;
import io.github.dcssync.record.Rejected;
import io.github.dcssync.record.Row;
import io.github.dcssync.record.Timestamps;
import io.github.dcssync.settings.Source;
import io.github.dcssync.store.PageWriter.Origin;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One list while it is read: what the next request asks for, what its answers have brought. Used by one thread; the
 * routes and their SQL read its properties by name.
 */
public final class Listing {

    private final SyncRun run;
    private final Instance instance;
    private final RecordKind kind;
    private final int first;
    private final TotalCountMeaning knownMeaning;
    private final Paginator paging;
    private final ListWindow window;
    private final LowWaterMark lowWater;
    private final boolean endsQuarantine;
    private final boolean isNew;
    private final Clock clock;
    private final Instant openedAt;
    private final List<Instance> instances = new ArrayList<>();
    private final List<Rejected> refused = new ArrayList<>();
    private long records;
    private long rejected;
    private boolean isPageUnsure;

    /**
     * @param run      the sync it belongs to
     * @param instance whose records are listed, or null for the list of instances
     * @param first    the number of the first record: 1 on v1.0, 0 on v2
     * @param pageSize how many records to ask for
     * @param window   which part of the list to ask for
     * @param lastRead what is known of the list from the syncs before
     * @param isNew    whether nothing of it is stored
     * @param clock    when its pages are seen
     */
    Listing(SyncRun run, Instance instance, RecordKind kind, int first, int pageSize, ListWindow window,
            LastRead lastRead, boolean isNew, Clock clock) {
        this.run = run;
        this.instance = instance;
        this.kind = kind;
        this.first = first;
        this.knownMeaning = run.meanings().of(nameOf(kind));
        this.paging = new Paginator(pageSize, knownMeaning);
        this.window = window;
        this.endsQuarantine = lastRead.quarantinedUntil() != null;
        this.isNew = isNew;
        this.clock = clock;
        this.openedAt = clock.instant();
        this.lowWater = kind == RecordKind.RESTORE
                ? new LowWaterMark(kind, window.isAll() ? null : lastRead.lowWaterAt(openedAt), openedAt) : null;
    }

    static String nameOf(RecordKind kind) {
        return kind == RecordKind.INSTANCE ? "instances" : kind.recordType() + "s";
    }

    /**
     * @return whether another page is to be asked for
     * @throws SyncStoppedException when the program is being stopped or the source has failed: what was read is stored,
     *                              but the list is not complete
     */
    public boolean isMore() {
        if (!paging.more()) {
            return false;
        }
        if (!run.isActive()) {
            throw new SyncStoppedException();
        }
        return true;
    }

    /**
     * @param path where this API version has the list, with {@code {project_id}} and {@code {instance_id}}
     * @return the list's address, whose parts mean themselves whoever has named them
     * @throws IllegalArgumentException when they do not
     */
    public String address(String path) {
        return run.getSource().endpoint()
                + path.replace("{project_id}", PathSegment.require(run.getSource().projectId()))
                        .replace("{instance_id}", instance == null ? "" : PathSegment.require(instance.id()));
    }

    /**
     * @param position what this API version calls the position of a page's first record
     * @param begin    what it calls the beginning of the time filter
     * @param end      what it calls the filter's end
     * @return the query of the next request
     */
    public String query(String position, String begin, String end) {
        StringBuilder query = new StringBuilder();
        query.append(position).append('=').append(first + paging.position()).append("&limit=").append(paging.limit());
        if (window.begin() != null) {
            query.append('&').append(begin).append('=').append(Timestamps.filterDigits(window.begin()));
        }
        if (window.end() != null) {
            query.append('&').append(end).append('=').append(Timestamps.filterDigits(window.end()));
        }
        return query.toString();
    }

    /** @return whether the request asks for the first of the source's instances: behind the last there is nothing */
    boolean isAtHeadOfInstances() {
        return !isOfInstance() && paging.position() == 0;
    }

    /**
     * Takes in an answer.
     *
     * @param page what came, or null when the answer had no content
     * @return the page without the records that this listing has brought already
     */
    Page accept(Page page) {
        Page answer = page == null ? Page.empty(kind) : page;
        Page fresh = answer.only(paging.accept(answer.keys(), answer.total()));
        for (Element element : fresh.elements()) {
            records++;
            if (element instanceof Row row) {
                see(row);
            } else {
                rejected++;
                refuse((Rejected) element);
            }
        }
        return fresh;
    }

    /**
     * Called for each attempt to store the page that was accepted last. An attempt that has failed may have stored it
     * all the same, when the connection broke after the commit.
     *
     * @return whether none of the page's records can be stored: nobody else writes as long as the lease is ours
     */
    boolean hasOnlyNews() {
        boolean sure = isNew && !isPageUnsure;
        isPageUnsure = true;
        return sure;
    }

    /** Called when the page that was accepted last is stored. */
    void stored() {
        isPageUnsure = false;
    }

    private void see(Row row) {
        if (kind == RecordKind.INSTANCE) {
            instances.add(new Instance(row.key(), row.value(kind, "name")));
        } else if (lowWater != null) {
            lowWater.see(row);
        }
    }

    private void refuse(Rejected element) {
        if (kind == RecordKind.INSTANCE) {
            refused.add(element);
        }
    }

    /** @return whether the list has taught something about the source's count */
    boolean hasTaught() {
        return isComplete() && paging.meaning() != knownMeaning;
    }

    /** @return where the pages come from */
    public Origin getOrigin() {
        return new Origin(run.getId(), run.getSource().name(), run.getSource().projectId(), getInstanceId(),
                getEndpoint());
    }

    /** @return the route that takes care of a page; which instances there are one shard alone stores */
    public String getPageRoute() {
        return !run.isPlan() && (isOfInstance() || run.getShard().isFirst()) ? "store-page" : "count-page";
    }

    RecordKind kind() {
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

    /** @return whether what is listed are an instance's records */
    public boolean isOfInstance() {
        return instance != null;
    }

    /** @return whether the end of this list is worth a row */
    public boolean isNoted() {
        return isComplete() && isOfInstance() && run.isNoted();
    }

    /** @return whether the end of this list is the end of its quarantine */
    boolean endsQuarantine() {
        return endsQuarantine && isNoted();
    }

    /** @return whether what is stored and was not listed is no longer there */
    boolean isProofOfAbsence() {
        return isComplete() && !isNew && window.isAll() && paging.proof() == Proof.PROVED;
    }

    /** @return what the list has taught about the source's count */
    TotalCountMeaning taughtMeaning() {
        return paging.meaning();
    }

    /** @return the instance of the request, or "" for the list of instances */
    public String getInstanceId() {
        return instance == null ? "" : instance.id();
    }

    /** @return {@code backups}, {@code restores} or {@code instances} */
    public String getEndpoint() {
        return nameOf(kind);
    }

    /** @return how the list was read, as columns of the table {@code instance_sync} */
    public Map<String, Object> getRow() {
        Map<String, Object> row = new HashMap<>();
        row.put("instance_id", getInstanceId());
        row.put("endpoint", getEndpoint());
        row.put("source", run.getSource().name());
        row.put("run_id", run.getId());
        row.put("attempted_at", openedAt.atOffset(ZoneOffset.UTC));
        row.put("completed_at", getNow());
        row.put("proof", paging.proof().toString());
        row.put("records", records);
        row.put("total_num", paging.total());
        row.put("pages", paging.pages());
        row.put("shifts", paging.shifts());
        row.put("rereads", paging.rereads());
        Instant mark = lowWater == null ? null : lowWater.mark();
        row.put("low_water_at", mark == null ? null : mark.atOffset(ZoneOffset.UTC));
        return row;
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
