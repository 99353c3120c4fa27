package io.github.dcssync.schedule;

import io.github.dcssync.database.Dialect;
import io.github.dcssync.database.ServerClock;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.LongSupplier;
import org.quartz.impl.jdbcjobstore.SchedulerStateRecord;

/**
 * The clock that all processes have in common. Quartz takes a process for dead when its last sign of life is old by
 * the looker's own clock: with two clocks a minute apart each would bury the other, alive.
 */
final class DatabaseClock {

    private final ServerClock server;
    private final LongSupplier here;

    /** @param dialect of the database */
    DatabaseClock(Dialect dialect) {
        this(dialect, System::currentTimeMillis);
    }

    /** @param here the time of this machine in milliseconds since 1970 */
    DatabaseClock(Dialect dialect, LongSupplier here) {
        this.server = new ServerClock(dialect);
        this.here = here;
    }

    /** @return a time of this machine as the database's clock has it, in milliseconds since 1970 */
    long toDatabase(Connection connection, long time) throws SQLException {
        return time + ahead(connection);
    }

    /** Turns the times of the records into those of this machine. */
    List<SchedulerStateRecord> fromDatabase(Connection connection, List<SchedulerStateRecord> records)
            throws SQLException {
        long ahead = ahead(connection);
        for (SchedulerStateRecord record : records) {
            record.setCheckinTimestamp(record.getCheckinTimestamp() - ahead);
        }
        return records;
    }

    private long ahead(Connection connection) throws SQLException {
        return server.millis(connection) - here.getAsLong();
    }
}
