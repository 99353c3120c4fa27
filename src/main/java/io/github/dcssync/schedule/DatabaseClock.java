package io.github.dcssync.schedule;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.LongSupplier;
import org.quartz.impl.jdbcjobstore.SchedulerStateRecord;

/**
 * The clock that all processes have in common. Quartz takes a process for dead when its last sign of life is old by
 * the looker's own clock: with two clocks a minute apart each would bury the other, alive.
 */
final class DatabaseClock {

    private final String now;
    private final LongSupplier here;

    /** @param now an expression for the database's time in milliseconds since 1970 */
    DatabaseClock(String now) {
        this(now, System::currentTimeMillis);
    }

    /** @param here the time of this machine in milliseconds since 1970 */
    DatabaseClock(String now, LongSupplier here) {
        this.now = now;
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
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select " + now)) {
            row.next();
            return row.getLong(1) - here.getAsLong();
        }
    }
}
