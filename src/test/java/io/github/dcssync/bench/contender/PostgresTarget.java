package io.github.dcssync.bench.contender;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * COPY into a temporary table, and from there in one statement: with an upsert into an empty table; where there are
 * rows already, a join says first whether there is anything to write.
 */
final class PostgresTarget implements Target {

    private static final int ROWS_A_MERGE = 10_000;
    private static final int BYTES_A_WRITE = 48 << 10;

    private final Table table;
    private final boolean isFilled;
    private final Connection connection;
    private final Statement statement;
    private final TextRows waiting = new TextRows();
    private @Nullable CopyIn copy;
    private int rows;

    PostgresTarget(Job job, Table table) throws SQLException {
        this.table = table;
        this.isFilled = job.isFilled();
        connection = DriverManager.getConnection(job.url());
        connection.setAutoCommit(false);
        statement = connection.createStatement();
        statement.execute("create temporary table stage as select " + table.columns("") + " from " + table.name()
                + " with no data");
    }

    @Override
    public void add(String instance, Row row) throws Exception {
        waiting.add(instance, row);
        rows++;
        if (waiting.length() > BYTES_A_WRITE) {
            write();
        }
        if (rows == ROWS_A_MERGE) {
            merge();
        }
    }

    private void write() throws SQLException {
        CopyIn open = copy == null ? connection.unwrap(PGConnection.class).getCopyAPI()
                .copyIn("copy stage from stdin") : copy;
        copy = open;
        open.writeToCopy(waiting.bytes(), 0, waiting.length());
        waiting.clear();
    }

    private void merge() throws SQLException {
        write();
        if (copy != null) {
            copy.endCopy();
        }
        copy = null;
        if (!isFilled || differs()) {
            statement.execute(table.upsert("select " + table.columns("") + " from stage"));
        }
        statement.execute("truncate stage");
        connection.commit();
        rows = 0;
    }

    private boolean differs() throws SQLException {
        String id = table.fields().get(0).column();
        try (ResultSet found = statement.executeQuery("select exists (select from stage left join " + table.name()
                + " stored on stored.instance_id = stage.instance_id and stored." + id + " = stage." + id
                + " where stored.instance_id is null or (" + table.values("stored") + ") is distinct from ("
                + table.values("stage") + "))")) {
            return found.next() && found.getBoolean(1);
        }
    }

    @Override
    public void close() throws SQLException {
        if (rows > 0) {
            merge();
        }
        connection.close();
    }
}
