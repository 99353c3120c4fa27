package io.github.dcssync.database;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rows as parameters of one statement, in which they are a table {@code p} of text: one round trip and one plan, whatever
 * their number. They travel as one array a column, or as one JSON array of objects to MariaDB and MySQL, which have no
 * arrays; the database makes values of canonical text.
 *
 * @param <T> a row
 */
public final class RowParameter<T> {

    private static final JsonFactory JSON = new JsonFactory();

    private final Dialect dialect;
    private final List<String> columns;
    private final CellText<T> cells;

    /** Tells what stands in a row. */
    public interface CellText<T> {
        /** @return canonical text, or null for NULL */
        @Nullable
        String at(T row, int column);
    }

    /**
     * @param columns of the table, in their order; the first is an id, of 255 characters at most
     * @param cells   what stands in them
     */
    public RowParameter(Dialect dialect, List<String> columns, CellText<T> cells) {
        this.dialect = dialect;
        this.columns = List.copyOf(columns);
        this.cells = cells;
    }

    /** @return what stands in the statement's {@code from} */
    public String table() {
        if (dialect == Dialect.MARIADB) {
            return "json_table(?, '$[*]' columns (" + columns.stream().map(this::jsonColumn)
                    .collect(Collectors.joining(", ")) + ")) as p";
        }
        String array = dialect == Dialect.H2 ? "cast(? as varchar array)" : "cast(? as varchar[])";
        return "unnest(" + String.join(", ", Collections.nCopies(columns.size(), array)) + ") as p ("
                + String.join(", ", columns) + ")";
    }

    /** No row is looked up by a long text. */
    private String jsonColumn(String column) {
        String type = column.equals(columns.get(0)) ? "varchar(255)" : "longtext";
        return column + " " + type + " character set utf8mb4 path '$." + column + "'";
    }

    /**
     * @param first the parameter to begin with
     * @return the next free one
     */
    public int bind(PreparedStatement statement, int first, List<T> rows) throws SQLException {
        if (dialect == Dialect.MARIADB) {
            statement.setString(first, json(rows));
            return first + 1;
        }
        for (int i = 0; i < columns.size(); i++) {
            int column = i;
            statement.setArray(first + i, statement.getConnection().createArrayOf("varchar",
                    rows.stream().map(row -> cells.at(row, column)).toArray(String[]::new)));
        }
        return first + columns.size();
    }

    /** Without the values that are NULL. */
    private String json(List<T> rows) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartArray();
            for (T row : rows) {
                json.writeStartObject();
                for (int i = 0; i < columns.size(); i++) {
                    String cell = cells.at(row, i);
                    if (cell != null) {
                        json.writeStringField(columns.get(i), cell);
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
