package io.github.dcssync.database;

import io.github.dcssync.record.ColumnType;
import java.sql.PreparedStatement;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Inserts rows into a table by one statement, whatever their number. */
public final class BulkInsert {

    private final JdbcTemplate jdbc;
    private final RowParameter<@Nullable String[]> rows;
    private final String insert;

    /**
     * @param jdbc    takes part in the transaction of the thread that calls
     * @param columns those that rows have values of and what these are, in an order that stays; an id comes first
     */
    public BulkInsert(JdbcTemplate jdbc, Dialect dialect, String table, Map<String, ColumnType> columns) {
        this.jdbc = jdbc;
        this.rows = new RowParameter<>(dialect, List.copyOf(columns.keySet()), (row, column) -> row[column]);
        this.insert = "insert into " + table + " (" + String.join(", ", columns.keySet()) + ") select "
                + columns.entrySet().stream()
                        .map(column -> SqlTypes.cast(dialect, "p." + column.getKey(), column.getValue()))
                        .collect(Collectors.joining(", "))
                + " from " + rows.table();
    }

    /** @param added what is to be inserted, a canonical text or null for each column in their order; may be empty */
    public void insert(List<@Nullable String[]> added) {
        if (!added.isEmpty()) {
            jdbc.execute(insert, (PreparedStatement statement) -> {
                rows.bind(statement, 1, added);
                return statement.executeUpdate();
            });
        }
    }
}
