package io.github.dcssync.database;

import io.github.dcssync.settings.Settings;
import io.github.dcssync.settings.Source;

/** How many connections a process opens. */
public final class PoolSize {

    /**
     * However many sources there are: two processes and what reads the reports fit into the 100 connections that
     * PostgreSQL takes unless told otherwise. No thread needs a second connection while it holds one, so that those who
     * find none free wait for a page's transaction and never for each other.
     */
    private static final int MOST_OF_PROCESS = 44;
    private static final int MOST = MOST_OF_PROCESS - Database.BESIDE_SYNCS;
    /** A worker holds one connection, and so does a sync; alerts, retention and what is read again need more. */
    private static final int SPARE = 3;
    /** Quartz looks for triggers, for late ones and for dead processes at the same time. */
    private static final int SCHEDULE = 3;
    /** Syncs of one account that hold one at the same time. */
    private static final int FOUND = 8;

    private PoolSize() {
    }

    /** @return the most connections of a process at a time: those of the syncs, of readers and of heartbeats */
    public static int ofProcess(Settings settings) {
        return of(settings) + Database.BESIDE_SYNCS;
    }

    /** However many projects are found, those that find no connection free wait for each other's statements. */
    private static int syncs(Source source) {
        return source.shards() * (source.search() != null && source.search().isOfMany() ? FOUND : 1);
    }

    /** @return the most connections at a time for syncs of these sources */
    public static int of(Settings settings) {
        long workers = (long) settings.listing().workers() * settings.accounts().size();
        int syncs = settings.sources().stream().mapToInt(PoolSize::syncs).sum();
        int schedule = settings.cluster().enabled() ? SCHEDULE : 0;
        return (int) Math.min(MOST, workers + syncs + schedule + SPARE);
    }
}
