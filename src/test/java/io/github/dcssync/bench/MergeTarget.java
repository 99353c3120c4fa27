package io.github.dcssync.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.util.Collections;

/** Writes rows with a batch of MERGE, and commits thousands at a time: H2 has no COPY, and no database beside it. */
final class MergeTarget implements Target {

    private final Connection connection;
    private final PreparedStatement merge;
    private int rows;

    MergeTarget(String url, Table table) throws Exception {
        connection = DriverManager.getConnection(url);
        connection.setAutoCommit(false);
        merge = connection.prepareStatement("merge into " + table.name() + " (first_seen_at, changed_at, source,"
                + " project_id, instance_id, " + String.join(", ", table.columns()) + ") key (instance_id, "
                + table.columns().get(0) + ") values (current_timestamp, current_timestamp, 'default', 'project', ?, "
                + String.join(", ", Collections.nCopies(table.columns().size(), "?")) + ")");
    }

    @Override
    public void add(String instance, String[] row) throws Exception {
        merge.setString(1, instance);
        for (int i = 0; i < row.length; i++) {
            merge.setString(i + 2, row[i]);
        }
        merge.addBatch();
        if (++rows % ROWS_A_MERGE == 0) {
            merge.executeBatch();
            connection.commit();
        }
    }

    @Override
    public void close() throws Exception {
        merge.executeBatch();
        connection.commit();
        connection.close();
    }
}
