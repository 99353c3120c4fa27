package io.github.dcssync.store;

import io.github.dcssync.database.Dialect;
import io.github.dcssync.database.RowParameter;
import io.github.dcssync.record.ListKind;
import io.github.dcssync.record.Row;
import java.sql.PreparedStatement;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** How new records get into their table, in the transaction of the thread that calls. */
interface RecordInsert {

    /**
     * @param instanceId whose records they are; for instances it says nothing
     * @param rows       at least one
     * @param time       the time of the sighting as canonical text
     */
    void insert(JdbcTemplate jdbc, String instanceId, List<Row> rows, String time);

    /** @return the quickest way in that the database has */
    static RecordInsert of(ListKind kind, Dialect dialect) {
        return dialect == Dialect.POSTGRESQL ? new PostgresCopy(kind) : new Statement(kind, dialect);
    }

    /** One statement for all rows. */
    final class Statement implements RecordInsert {

        private final ListKind kind;
        private final String insert;
        private final RowParameter<Row> page;

        private Statement(ListKind kind, Dialect dialect) {
            this.kind = kind;
            RecordTable table = new RecordTable(kind, dialect);
            this.insert = table.insert();
            this.page = table.page();
        }

        @Override
        public void insert(JdbcTemplate jdbc, String instanceId, List<Row> rows, String time) {
            jdbc.execute(insert, (PreparedStatement statement) -> {
                int next = 1;
                if (kind.belongsToInstance()) {
                    statement.setString(next++, instanceId);
                }
                statement.setString(next++, time);
                statement.setString(next++, time);
                page.bind(statement, next, rows);
                return statement.executeUpdate();
            });
        }
    }
}
