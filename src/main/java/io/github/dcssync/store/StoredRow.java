package io.github.dcssync.store;

import io.github.dcssync.record.ListKind;
import io.github.dcssync.record.ListKind.Column;
import io.github.dcssync.record.Row;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What is stored of a record: its columns as canonical text, and since when it was seen to be absent. */
record StoredRow(@Nullable String absentSince, @Nullable String[] values) {

    /** Puts into a row what was once known of it, stays, and is not said this time. */
    void fillIn(ListKind kind, Row row) {
        List<Column> columns = kind.columns();
        for (int i = 0; i < values.length; i++) {
            if (columns.get(i).isLasting() && row.values()[i] == null) {
                row.values()[i] = values[i];
            }
        }
    }

    /** @return whether a column has changed; one that stays and was not known has not, when it is said at last */
    boolean isChanged(ListKind kind, Row row, int column) {
        return !Objects.equals(row.values()[column], values[column])
                && !(kind.columns().get(column).isLasting() && values[column] == null);
    }

    /** @return whether a row says what was not known of this one and stays, and nothing else that is new */
    boolean isCompletedBy(ListKind kind, Row row) {
        return absentSince == null
                && IntStream.range(0, values.length).noneMatch(column -> isChanged(kind, row, column))
                && IntStream.range(0, values.length).anyMatch(column -> isCompleted(kind, row, column));
    }

    private boolean isCompleted(ListKind kind, Row row, int column) {
        return kind.columns().get(column).isLasting() && values[column] == null && row.values()[column] != null;
    }
}
