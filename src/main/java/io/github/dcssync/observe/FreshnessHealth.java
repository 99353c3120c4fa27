package io.github.dcssync.observe;

import io.github.dcssync.account.Roster;
import io.github.dcssync.observe.LastSyncs.LastSync;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Whether every source was read whole within {@code dcs.freshness}. */
public final class FreshnessHealth extends AbstractHealthCheck {

    private final LastSyncs syncs;
    private final Roster roster;
    private final Duration freshness;
    private final Clock clock;

    /**
     * @param syncs     the last syncs
     * @param roster    the sources that are to be fresh
     * @param freshness the oldest data may be; a source never read whole has that long from its beginning
     */
    public FreshnessHealth(LastSyncs syncs, Roster roster, Duration freshness, Clock clock) {
        super("dcs-sync", "freshness");
        this.syncs = syncs;
        this.roster = roster;
        this.freshness = freshness;
        this.clock = clock;
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder result, Map<String, Object> options) {
        Optional<Map<String, LastSync>> found = syncs.find();
        if (found.isEmpty()) {
            result.down().message("the age of the data is not known without the database");
            return;
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        boolean fresh = true;
        List<String> lines = new ArrayList<>();
        for (String source : roster.names()) {
            LastSync last = found.get().get(source);
            Instant completeAt = last == null ? null : last.completeAt();
            fresh &= isFresh(source, last, completeAt, now);
            lines.add(line(source, last, completeAt, now));
            result.detail("source." + source + ".read_at", String.valueOf(last == null ? null : last.readAt()));
            result.detail("source." + source + ".complete_at", String.valueOf(completeAt));
        }
        (fresh ? result.up() : result.down()).message(String.join("; ", lines));
    }

    /** One never read whole has its time from when it was begun. */
    private boolean isFresh(String source, LastSync last, Instant completeAt, Instant now) {
        if (completeAt != null) {
            return Duration.between(completeAt, now).compareTo(freshness) <= 0;
        }
        return (last == null || !last.isAhead())
                && Duration.between(roster.since(source), now).compareTo(freshness) <= 0;
    }

    private static String line(String source, LastSync last, Instant completeAt, Instant now) {
        if (last != null && last.isAhead()) {
            return source + ": read " + Duration.between(now, last.newestAt()).toSeconds()
                    + " s in the future; the clock was set back"
                    + (completeAt == null ? "" : ", and read " + ago(completeAt, now));
        }
        if (last == null || last.endedAt() == null) {
            return source + ": not read yet";
        }
        String ended = switch (last.lastStatus()) {
            case "complete" -> "";
            case "partial" -> ", the last sync was partial";
            case "interrupted" -> ", the last sync was interrupted";
            default -> ", the last sync failed";
        };
        return source + ": " + (completeAt == null ? "not read completely yet" : "read " + ago(completeAt, now))
                + ended;
    }

    private static String ago(Instant completeAt, Instant now) {
        return Duration.between(completeAt, now).toSeconds() + " s ago (complete)";
    }
}
