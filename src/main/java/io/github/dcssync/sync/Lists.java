package io.github.dcssync.sync;

import io.github.dcssync.database.Absence;
import io.github.dcssync.database.Alerts;
import io.github.dcssync.database.PageWriter;
import io.github.dcssync.database.PageWriter.Stored;
import io.github.dcssync.record.Page;
import io.github.dcssync.record.RecordKind;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Map;

/** What the routes ask about lists: open one, take in a page, store it, close it. */
public final class Lists {

    private final PageWriter pages;
    private final Absence absence;
    private final Alerts alerts;
    private final Duration lookback;
    private final Clock clock;

    /** @param lookback how far behind its low-water mark an incremental list begins */
    public Lists(PageWriter pages, Absence absence, Alerts alerts, Duration lookback, Clock clock) {
        this.pages = pages;
        this.absence = absence;
        this.alerts = alerts;
        this.lookback = lookback;
        this.clock = clock;
    }

    /**
     * @param task     whose list, or null for the list of instances
     * @param lowWater the column of {@code find-low-water.sql}, or null when there was none
     * @param array    the name of the list's array in the answer
     * @param first    the number of its first record
     * @param pageSize how many records to ask for at a time
     */
    public Listing open(SyncRun run, Task task, Object lowWater, String array, int first, int pageSize) {
        RecordKind kind = Arrays.stream(RecordKind.values()).filter(k -> k.array().equals(array)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No list of the API has an array '" + array + "'"));
        Instant lowWaterAt = instant(lowWater);
        return new Listing(run, task == null ? null : task.instance(), kind, first, pageSize,
                window(run.request(), kind, lowWaterAt), lowWaterAt, clock);
    }

    private Window window(SyncRequest request, RecordKind kind, Instant lowWaterAt) {
        if (kind == RecordKind.INSTANCE) {
            return Window.ALL;
        }
        if (request.isBackfill()) {
            return Window.between(request.from(), request.to());
        }
        boolean incremental = kind == RecordKind.RESTORE && !request.full();
        return incremental ? Window.since(lowWaterAt, lookback) : Window.ALL;
    }

    /** The drivers give instants in different types; one way or another they are UTC. */
    private static Instant instant(Object value) {
        if (value instanceof OffsetDateTime time) {
            return time.toInstant();
        }
        return value instanceof Timestamp time ? time.toInstant() : null;
    }

    /** @return the page without what the listing has brought already */
    public Page accept(Listing listing, Page page) {
        return listing.accept(page);
    }

    /** Writes a page in the transaction of the thread that calls. */
    public Stored store(Listing listing, Page page) {
        Stored stored = pages.write(listing.getOrigin(), page, listing.getNow());
        if (!listing.isOfInstance() && listing.isComplete() && isSuddenlyEmpty(listing)) {
            return stored;
        }
        return listing.isProofOfAbsence() ? stored.withVanished(absence.mark(listing.kind(), listing.getOrigin(),
                listing::lists, listing.getNow())) : stored;
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

    /** Compares a page without writing, for a plan. */
    public Stored compare(Listing listing, Page page) {
        Stored compared = pages.compare(listing.getOrigin(), page);
        boolean proof = listing.isProofOfAbsence() && listing.isOfInstance();
        return proof ? compared.withVanished(Math.toIntExact(absence.count(listing.kind(), listing.getOrigin(),
                listing::lists))) : compared;
    }

    /** Counts a page whose transaction has committed. */
    public void stored(SyncRun run, Listing listing, Stored page) {
        run.databaseAnswers();
        if (listing.isOfInstance()) {
            run.tally().stored(page);
        }
        if (listing.hasTaught()) {
            run.learned(listing.getEndpoint(), listing.taughtMeaning());
        }
    }
}
