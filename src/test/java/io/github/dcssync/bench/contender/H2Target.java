package io.github.dcssync.bench.contender;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.util.Collections;

/** A batch of MERGE, thousands of rows a commit: H2 has no COPY, and no database beside it. */
final class H2Target implements Target {

    private static final int ROWS_A_COMMIT = 2_000;

    private final Connection connection;
    private final PreparedStatement merge;
    private int rows;

    H2Target(Job job, Table table) throws Exception {
        connection = DriverManager.getConnection(job.url());
        connection.setAutoCommit(false);
        merge = connection.prepareStatement("merge into " + table.name() + " (" + table.columns("") + ") key ("
                + table.key() + ") values (?, " + String.join(", ", Collections.nCopies(table.fields().size(), "?"))
                + ")");
    }

    @Override
    public void add(String instance, Row row) throws Exception {
        merge.setString(1, instance);
        for (int column = 0; column < row.columns(); column++) {
            merge.setString(column + 2, row.text(column));
        }
        merge.addBatch();
        if (++rows == ROWS_A_COMMIT) {
            store();
        }
    }

    private void store() throws Exception {
        merge.executeBatch();
        connection.commit();
        rows = 0;
    }

    @Override
    public void close() throws Exception {
        store();
        connection.close();
    }
}
