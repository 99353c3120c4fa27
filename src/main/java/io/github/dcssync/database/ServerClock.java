package io.github.dcssync.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The clock of a database server, which all processes have in common. */
public final class ServerClock {

    private final String query;

    /** @param dialect of a server */
    public ServerClock(Dialect dialect) {
        this.query = switch (dialect) {
            case POSTGRESQL -> "select cast(extract(epoch from clock_timestamp()) * 1000 as bigint)";
            case MARIADB -> "select cast(unix_timestamp(now(6)) * 1000 as signed)";
            case H2 -> throw new IllegalArgumentException("An H2 database serves one process");
        };
    }

    /** @return its time in milliseconds since 1970 */
    public long millis(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
