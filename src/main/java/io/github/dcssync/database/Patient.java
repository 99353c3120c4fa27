package io.github.dcssync.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ForkJoinPool;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Connections of a pool on which an answer is waited for longer, or less long, than on others; the pool takes that back.
 */
final class Patient extends DelegatingDataSource {

    /** For migrations, reports and retention. */
    private static final Duration LONG = Duration.ofMinutes(10);

    private final int millis;

    Patient(DataSource pool) {
        this(pool, LONG);
    }

    /** @param patience how long an answer is waited for */
    Patient(DataSource pool, Duration patience) {
        super(pool);
        millis = Math.toIntExact(patience.toMillis());
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = super.getConnection();
        try {
            // Nothing runs in that executor: the drivers set a socket's timeout.
            connection.setNetworkTimeout(ForkJoinPool.commonPool(), millis);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }
}
