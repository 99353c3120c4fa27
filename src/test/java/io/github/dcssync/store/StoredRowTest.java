package io.github.dcssync.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.record.ListKind;
import io.github.dcssync.record.Row;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StoredRowTest {

    /** A database may find a difference where there is none in what was read of it: no column is left to complete. */
    @ParameterizedTest
    @EnumSource
    void isNotCompletedByARowThatSaysTheSame(ListKind kind) {
        String[] values = new String[kind.columns().size()];
        values[0] = "default";

        assertThat(new StoredRow(null, values).isCompletedBy(kind, new Row("a", values.clone()))).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void isCompletedByWhatStaysAlone(ListKind kind) {
        for (ListKind.Column column : kind.columns()) {
            String[] said = new String[kind.columns().size()];
            said[kind.columnPosition(column.name())] = "a";

            assertThat(new StoredRow(null, new String[said.length]).isCompletedBy(kind, new Row("a", said)))
                    .as(column.name()).isEqualTo(column.isLasting());
        }
    }
}
