package io.github.dcssync.history;

import io.github.dcssync.testkit.SyncFixture;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;

/** A page that is being stored under a lease: the transaction of another process, which has begun as each page's does. */
final class PageInHand implements AutoCloseable {

    private final Connection connection;

    /** @param lease the row of {@code sync_lease} */
    PageInHand(SyncFixture stage, Map<String, Object> lease) throws SQLException, IOException {
        connection = stage.database().dataSource().getConnection();
        connection.setAutoCommit(false);
        try (PreparedStatement hold = connection.prepareStatement(statement(stage))) {
            hold.setObject(1, lease.get("source"));
            hold.setObject(2, lease.get("token"));
            hold.setObject(3, lease.get("run_id"));
            try (ResultSet row = hold.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalStateException("Nobody holds " + lease);
                }
            }
        }
    }

    private static String statement(SyncFixture stage) throws IOException {
        String file = "/sql/" + stage.dialect().name().toLowerCase(Locale.ROOT) + "/hold-lease.sql";
        try (InputStream sql = PageInHand.class.getResourceAsStream(file)) {
            return new String(sql.readAllBytes(), StandardCharsets.UTF_8).replaceAll(":#\\$\\{[^}]*}", "?");
        }
    }

    void store() throws SQLException {
        connection.commit();
    }

    @Override
    public void close() throws SQLException {
        connection.rollback();
        connection.close();
    }
}
