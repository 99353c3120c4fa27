package io.github.dcssync.app;

/**
 * What a sync of a fleet takes.
 *
 * @param instances     how many
 * @param records       of all of them
 * @param firstMillis   of the processor, for each list, when nothing is stored yet
 * @param millis        the same when nothing is new
 * @param heapMebibytes in use in the middle of a sync, after a collection
 * @param databaseBytes how far the database has grown
 */
record FleetFigures(int instances, long records, double firstMillis, double millis, double heapMebibytes,
        long databaseBytes) {

    /** Two for each instance. */
    int lists() {
        return 2 * instances;
    }
}
