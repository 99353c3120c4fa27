package io.github.dcssync.store;

import io.github.dcssync.record.ListKind;
import io.github.dcssync.record.ListKind.Column;
import io.github.dcssync.record.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
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
        CopyText first = new CopyText();
        if (kind.belongsToInstance()) {
            first.value(instanceId).separator();
        }
        first.value(time).separator().value(time).separator();
        CopyText text = new CopyText();
        for (Row row : rows) {
            text.append(first).value(row.key());
            for (String value : row.values()) {
                text.separator().value(value);
            }
            text.endOfRow();
        }
        jdbc.execute((ConnectionCallback<Long>) connection -> {
            PgConnection raw = connection.unwrap(PgConnection.class);
            try {
                return raw.getCopyAPI().copyIn(copy, text.stream());
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
}
