package io.github.dcssync.report;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of a report are wanted: those to which all of this applies.
 *
 * @param values  by column, checked; null stands for a missing value
 * @param days    on which {@link Report#timeColumn()} of the rows is, null for any and for none
 * @param search  what the name or the id of the row's instance has in it, whatever its case; null for all
 * @param project of whose instances the row's source has some, null for all
 */
public record RowFilter(Map<ViewColumn, @Nullable Object> values, @Nullable DayRange days, @Nullable String search,
        @Nullable String project) {

    static final RowFilter NONE = new RowFilter(Map.of(), null, null, null);

    RowFilter with(ViewColumn column, @Nullable Object value) {
        Map<ViewColumn, @Nullable Object> more = new LinkedHashMap<>(values);
        more.put(column, value);
        return new RowFilter(more, days, search, project);
    }

    RowFilter on(DayRange newDays) {
        return new RowFilter(values, newDays, search, project);
    }

    RowFilter searched(String text) {
        return new RowFilter(values, days, text, project);
    }

    RowFilter of(String projectId) {
        return new RowFilter(values, days, search, projectId);
    }
}
