package io.github.dcssync.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** The connections of a pool; says once that none is to be had, and once that the database is back. */
final class Outage extends DelegatingDataSource {

    private static final Logger LOG = LoggerFactory.getLogger(Outage.class);

    private final HikariDataSource pool;
    private volatile boolean on;
    private long sinceNanos;

    Outage(HikariDataSource pool) {
        super(pool);
        this.pool = pool;
    }

    @Override
    public Connection getConnection() throws SQLException {
        long asked = System.nanoTime();
        try {
            Connection connection = super.getConnection();
            if (on) {
                over();
            }
            return connection;
        } catch (SQLException e) {
            if (!isBusy(e)) {
                begun(asked, e);
            }
            throw e;
        }
    }

    /** Whether all connections are in use, which is no outage. */
    private boolean isBusy(SQLException exception) {
        return exception.getCause() == null
                && pool.getHikariPoolMXBean().getActiveConnections() >= pool.getMaximumPoolSize();
    }

    private synchronized void begun(long asked, SQLException exception) {
        if (!on && !pool.isClosed()) {
            on = true;
            sinceNanos = asked;
            Throwable cause = exception.getCause();
            LOG.warn("No answer from the database{}: it is tried again until it is back", cause == null ? ""
                    : " (" + String.valueOf(cause.getMessage()).replaceAll("\\s+", " ").strip() + ")");
        }
    }

    private synchronized void over() {
        if (on) {
            on = false;
            LOG.info("The database is back after {} s", Duration.ofNanos(System.nanoTime() - sinceNanos).toSeconds());
        }
    }
}
