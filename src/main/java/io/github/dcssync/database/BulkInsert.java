package io.github.dcssync.database;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.dcssync.record.ColumnType;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Inserts rows into a table by one statement, whatever their number: one round trip, and a plan that has nothing to choose.
 * The rows travel as one array a column, or as JSON to MariaDB and MySQL, which have no arrays; the database makes values
 * of canonical text.
 */
public final class BulkInsert {

    private static final JsonFactory JSON = new JsonFactory();

    private final JdbcTemplate jdbc;
    private final Dialect dialect;
    private final List<String> columns;
    private final String insert;

    /**
     * @param jdbc    takes part in the transaction of the thread that calls
     * @param columns those that rows have values of and what these are, in an order that stays
     */
    public BulkInsert(JdbcTemplate jdbc, Dialect dialect, String table, Map<String, ColumnType> columns) {
        this.jdbc = jdbc;
        this.dialect = dialect;
        this.columns = List.copyOf(columns.keySet());
        this.insert = "insert into " + table + " (" + String.join(", ", columns.keySet()) + ") select "
                + columns.entrySet().stream()
                        .map(column -> SqlTypes.cast(dialect, "p." + column.getKey(), column.getValue()))
                        .collect(Collectors.joining(", "))
                + " from " + rows();
    }

    private String rows() {
        if (dialect == Dialect.MARIADB) {
            return "json_table(?, '$[*]' columns (" + columns.stream()
                    .map(column -> column + " longtext character set utf8mb4 path '$." + column + "'")
                    .collect(Collectors.joining(", ")) + ")) as p";
        }
        String array = dialect == Dialect.H2 ? "cast(? as varchar array)" : "cast(? as varchar[])";
        return "unnest(" + String.join(", ", Collections.nCopies(columns.size(), array)) + ") as p ("
                + String.join(", ", columns) + ")";
    }

    /** @param rows what is to be inserted, a canonical text or null for each column in their order; may be empty */
    public void insert(List<@Nullable String[]> rows) {
        if (!rows.isEmpty()) {
            jdbc.execute(insert, (PreparedStatement statement) -> {
                bind(statement, rows);
                return statement.executeUpdate();
            });
        }
    }

    private void bind(PreparedStatement statement, List<@Nullable String[]> rows) throws SQLException {
        if (dialect == Dialect.MARIADB) {
            statement.setString(1, json(rows));
            return;
        }
        for (int i = 0; i < columns.size(); i++) {
            int column = i;
            statement.setArray(i + 1, statement.getConnection().createArrayOf("varchar",
                    rows.stream().map(row -> row[column]).toArray(String[]::new)));
        }
    }

    private String json(List<@Nullable String[]> rows) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartArray();
            for (String[] row : rows) {
                json.writeStartObject();
                for (int i = 0; i < row.length; i++) {
                    if (row[i] != null) {
                        json.writeStringField(columns.get(i), row[i]);
                    }
                }
                json.writeEndObject();
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
