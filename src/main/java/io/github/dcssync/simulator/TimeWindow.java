package io.github.dcssync.simulator;

import java.util.List;

/** The time filter of one request; both ends are inside, in seconds since 1970. */
record TimeWindow(TimeFilter.Field field, long begin, long end) {

    static TimeWindow of(QueryReader query, TimeFilter filter) {
        if (filter.field() == TimeFilter.Field.IGNORED) {
            return new TimeWindow(filter.field(), Long.MIN_VALUE, Long.MAX_VALUE);
        }
        boolean isV1 = query.version() == ApiVersion.V1_0;
        long begin = query.second(isV1 ? "beginTime" : "begin_time", Long.MIN_VALUE, filter.zone());
        long end = query.second(isV1 ? "endTime" : "end_time", Long.MAX_VALUE, filter.zone());
        if (end < begin) {
            throw DcsError.END_BEFORE_START.on(query.version());
        }
        return new TimeWindow(filter.field(), begin, end);
    }

    List<ListedRecord> filter(List<ListedRecord> records) {
        boolean isOpen = begin == Long.MIN_VALUE && end == Long.MAX_VALUE;
        return isOpen ? records : records.stream().filter(this::contains).toList();
    }

    private boolean contains(ListedRecord record) {
        long time = field == TimeFilter.Field.UPDATED_AT ? record.updatedAt() : record.createdAt();
        return time != ListedRecord.NO_TIME && time >= begin && time <= end;
    }
}
