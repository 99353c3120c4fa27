package io.github.dcssync.sync;

import io.github.dcssync.database.PageWriter.Origin;
import io.github.dcssync.record.Element;
import io.github.dcssync.record.Page;
import io.github.dcssync.record.RecordKind;
import io.github.dcssync.record.Row;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One list while it is read: what the next request asks for, what its answers have brought. Used by one thread. */
public final class Listing {

    private final SyncRun run;
    private final Instance instance;
    private final RecordKind kind;
    private final int first;
    private final Paging paging;
    private final Clock clock;
    private final Instant openedAt;
    private final List<Instance> instances = new ArrayList<>();
    private long records;

    /**
     * @param run      the sync it belongs to
     * @param instance whose records are listed, or null for the list of instances
     * @param first    the number of the first record: 1 on v1.0, 0 on v2
     * @param pageSize how many records to ask for
     * @param clock    when its pages are seen
     */
    Listing(SyncRun run, Instance instance, RecordKind kind, int first, int pageSize, Clock clock) {
        this.run = run;
        this.instance = instance;
        this.kind = kind;
        this.first = first;
        this.paging = new Paging(pageSize, run.meaning(endpoint(kind)));
        this.clock = clock;
        this.openedAt = clock.instant();
    }

    private static String endpoint(RecordKind kind) {
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

    /** @return whether the page just accepted was the last */
    public boolean isComplete() {
        return !paging.more();
    }

    /** @return the query of the next request, its parameters named as this API version names them */
    public String query(String position) {
        return String.format(Locale.ROOT, "%s=%d&limit=%d", position, first + paging.position(), paging.limit());
    }

    /**
     * Takes in an answer.
     *
     * @param page what came, or null when the answer had no content
     * @return the page without the records that this listing has brought already
     */
    public Page accept(Page page) {
        Page answer = page == null ? Page.empty(kind) : page;
        Page fresh = answer.only(paging.accept(answer.keys(), answer.total()));
        records += fresh.elements().size();
        if (kind == RecordKind.INSTANCE) {
            for (Element element : fresh.elements()) {
                if (element instanceof Row row) {
                    instances.add(new Instance(row.key(), row.value(kind, "name")));
                }
            }
        }
        return fresh;
    }

    /** @return where the pages come from */
    public Origin getOrigin() {
        return new Origin(run.getId(), run.getSource().name(), run.getSource().projectId(), getInstanceId(),
                getEndpoint());
    }

    /** @return the instance of the request, or "" for the list of instances */
    public String getInstanceId() {
        return instance == null ? "" : instance.id();
    }

    /** @return {@code backups}, {@code restores} or {@code instances} */
    public String getEndpoint() {
        return endpoint(kind);
    }

    /** @return whether what is listed are an instance's records */
    public boolean isOfInstance() {
        return instance != null;
    }

    /** @return the instances listed so far */
    List<Instance> instances() {
        return instances;
    }

    public OffsetDateTime getOpenedAt() {
        return openedAt.atOffset(ZoneOffset.UTC);
    }

    /** @return the time of the sighting, now */
    public OffsetDateTime getNow() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    /** @return distinct records listed so far */
    public long getRecords() {
        return records;
    }

    TotalMeaning meaning() {
        return paging.meaning();
    }

    public Long getTotal() {
        return paging.total();
    }

    public int getPages() {
        return paging.pages();
    }

    public int getShifts() {
        return paging.shifts();
    }

    public int getRereads() {
        return paging.rereads();
    }

    public String getProof() {
        return paging.proof().toString();
    }
}
