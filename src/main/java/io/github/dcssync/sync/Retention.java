package io.github.dcssync.sync;

import io.github.dcssync.database.DatabaseFaults;
import io.github.dcssync.database.OldHistory;
import io.github.dcssync.settings.Settings;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How long the program's own history is kept. The routes call it. */
public final class Retention {

    /** So long at least a source may go without a sync before it is past: other settings may have it, once a week. */
    public static final Duration PAST = Duration.ofDays(8);

    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    private final Settings.RetentionSettings settings;
    private final OldHistory history;
    private final SourceRetention sources;
    private final Clock clock;

    public Retention(Settings.RetentionSettings settings, OldHistory history, SourceRetention sources, Clock clock) {
        this.settings = settings;
        this.history = history;
        this.sources = sources;
        this.clock = clock;
    }

    /**
     * What is older goes.
     *
     * @param runs   the end of a sync, and the last sync of a source that is not in the settings
     * @param errors the time of an error
     * @param alerts the resolution of an alert
     */
    public record Cutoffs(OffsetDateTime runs, OffsetDateTime errors, OffsetDateTime alerts) {
    }

    /** @return the times up to which history goes now */
    public Cutoffs cutoffs() {
        return new Cutoffs(before(settings.runs()), before(settings.errors()), before(settings.alerts()));
    }

    /** Deletes old errors of the sync's source. */
    public void deleteErrors(SyncRun run, Cutoffs cutoffs) {
        history.deleteErrors(run.getSource().name(), cutoffs.errors());
    }

    /** Deletes old syncs of the sync's source. */
    public void deleteRuns(SyncRun run, Cutoffs cutoffs) {
        history.deleteRuns(run.getSource().name(), cutoffs.runs(), clock.instant());
    }

    /** Lets go of sources that are not in the settings and that nobody has synced for as long as syncs are kept. */
    public void forgetSources(Cutoffs cutoffs) {
        OffsetDateTime past = before(PAST);
        sources.forget(cutoffs.runs().isBefore(past) ? cutoffs.runs() : past, cutoffs.errors());
    }

    private OffsetDateTime before(Duration kept) {
        return clock.instant().minus(kept).atOffset(ZoneOffset.UTC);
    }

    /** Says that old rows are still there. The sync itself has gone well. */
    public void failed(SyncRun run, Exception exception) {
        LOG.warn("Source {}: old rows could not be deleted, the next sync tries again: {}", run.getSource().name(),
                DatabaseFaults.rootMessage(exception));
        LOG.debug("Old rows could not be deleted", exception);
    }
}
