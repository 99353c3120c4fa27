package io.github.dcssync.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.dcssync.database.Dialect;
import io.github.dcssync.record.ListKind;
import io.github.dcssync.record.ListKind.Column;
import io.github.dcssync.record.Row;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How a page travels to the database as parameters of one statement, in which it is a table {@code p} of text: the
 * column {@code record_key} and the columns of its kind. One round trip and one plan whatever the page's size.
 */
enum PageParameter {

    /** One array a column. */
    ARRAYS {
        @Override
        String table(List<Column> columns, Dialect dialect) {
            String array = dialect == Dialect.H2 ? "cast(? as varchar array)" : "cast(? as varchar[])";
            return "unnest(" + String.join(", ", Collections.nCopies(columns.size() + 1, array))
                    + ") as p (record_key, " + columns.stream().map(Column::name).collect(Collectors.joining(", "))
                    + ")";
        }

        @Override
        int bind(PreparedStatement statement, int first, ListKind kind, List<Row> rows) throws SQLException {
            int next = first;
            bindArray(statement, next++, rows.stream().map(Row::key).toArray(String[]::new));
            for (int i = 0; i < kind.columns().size(); i++) {
                int column = i;
                bindArray(statement, next++, rows.stream().map(row -> row.values()[column]).toArray(String[]::new));
            }
            return next;
        }
    },

    /** One JSON array of objects, without the values that are NULL: MariaDB and MySQL have no arrays. */
    JSON {
        @Override
        String table(List<Column> columns, Dialect dialect) {
            return "json_table(?, '$[*]' columns (record_key varchar(255) character set utf8mb4 path '$.record_key', "
                    + columns.stream().map(column -> column.name() + " longtext character set utf8mb4 path '$."
                            + column.name() + "'").collect(Collectors.joining(", "))
                    + ")) as p";
        }

        @Override
        int bind(PreparedStatement statement, int first, ListKind kind, List<Row> rows) throws SQLException {
            statement.setString(first, json(kind, rows));
            return first + 1;
        }
    };

    private static final JsonFactory JSON_FACTORY = new JsonFactory();

    static PageParameter of(Dialect dialect) {
        return dialect == Dialect.MARIADB ? JSON : ARRAYS;
    }

    /** What stands in the statement's {@code from}. */
    abstract String table(List<Column> columns, Dialect dialect);

    /**
     * @param first the parameter to begin with
     * @return the next free one
     */
    abstract int bind(PreparedStatement statement, int first, ListKind kind, List<Row> rows) throws SQLException;

    private static void bindArray(PreparedStatement statement, int parameter, String[] values) throws SQLException {
        statement.setArray(parameter, statement.getConnection().createArrayOf("varchar", values));
    }

    private static String json(ListKind kind, List<Row> rows) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON_FACTORY.createGenerator(text)) {
            json.writeStartArray();
            for (Row row : rows) {
                json.writeStartObject();
                json.writeStringField("record_key", row.key());
                for (int i = 0; i < row.values().length; i++) {
                    if (row.values()[i] != null) {
                        json.writeStringField(kind.columns().get(i).name(), row.values()[i]);
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
