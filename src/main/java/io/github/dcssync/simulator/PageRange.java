package io.github.dcssync.simulator;

/** Which records a page shows: the zero-based position of the first, and how many at most. */
record PageRange(int position, int limit) {

    private static final int V2_MOST = 1000;
    private static final int V1_INSTANCES_MOST = 2000;
    private static final int USUAL_LIMIT = 10;
    private static final int V1_INSTANCES_LIMIT = 1000;

    /** For backups and restorations; v1.0 documents no greatest limit. */
    static PageRange ofRecords(QueryReader query) {
        return query.version() == ApiVersion.V1_0 ? v1(query, USUAL_LIMIT, Integer.MAX_VALUE) : v2(query);
    }

    static PageRange ofInstances(QueryReader query) {
        return query.version() == ApiVersion.V1_0 ? v1(query, V1_INSTANCES_LIMIT, V1_INSTANCES_MOST) : v2(query);
    }

    private static PageRange v1(QueryReader query, int usualLimit, int most) {
        int start = query.number("start", 1, 1, Integer.MAX_VALUE);
        return new PageRange(start - 1, query.number("limit", usualLimit, 1, most));
    }

    private static PageRange v2(QueryReader query) {
        int offset = query.number("offset", 0, 0, Integer.MAX_VALUE);
        return new PageRange(offset, query.number("limit", USUAL_LIMIT, 1, V2_MOST));
    }
}
