package io.github.dcssync.store;

import io.github.dcssync.record.ListKind;
import io.github.dcssync.record.ListKind.Column;
import io.github.dcssync.record.Row;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.postgresql.jdbc.PgConnection;
import org.postgresql.util.PSQLException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/** PostgreSQL's COPY, in its text format: the database casts canonical text to the types of the columns. */
final class PostgresCopy implements RecordInsert {

    private final ListKind kind;
    private final String copy;

    PostgresCopy(ListKind kind) {
        this.kind = kind;
        this.copy = "copy " + kind.table() + " (" + (kind.belongsToInstance() ? "instance_id, " : "")
                + "first_seen_at, changed_at, " + kind.key() + ", "
                + kind.columns().stream().map(Column::name).collect(Collectors.joining(", ")) + ") from stdin";
    }

    @Override
    public void insert(JdbcTemplate jdbc, String instanceId, List<Row> rows, String time) {
        StringBuilder text = new StringBuilder();
        for (Row row : rows) {
            if (kind.belongsToInstance()) {
                value(text, instanceId).append('\t');
            }
            value(text, time).append('\t');
            value(text, time).append('\t');
            value(text, row.key());
            for (String value : row.values()) {
                value(text.append('\t'), value);
            }
            text.append('\n');
        }
        // Bytes, because the driver cuts characters, which may be halves of one, into pieces.
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        jdbc.execute((ConnectionCallback<Long>) connection -> {
            PgConnection raw = connection.unwrap(PgConnection.class);
            try {
                return raw.getCopyAPI().copyIn(copy, new ByteArrayInputStream(bytes));
            } catch (SQLException e) {
                giveUp(raw, e);
                throw e;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /**
     * The driver keeps a connection on which the answer to a COPY did not come, and the pool does not see it fail: the
     * answer may still come, and would be taken for that to the next statement. What the server itself refuses is over.
     */
    private static void giveUp(PgConnection connection, SQLException failure) throws SQLException {
        if (!(failure instanceof PSQLException answer) || answer.getServerErrorMessage() == null) {
            connection.abort(Runnable::run);
        }
    }

    /** What ends a value or a row is written with a backslash, and so is a backslash. */
    private static StringBuilder value(StringBuilder text, String value) {
        if (value == null) {
            return text.append("\\N");
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> text.append("\\\\");
                case '\t' -> text.append("\\t");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                default -> text.append(c);
            }
        }
        return text;
    }
}
