package io.github.dcssync.schedule;

import io.github.dcssync.database.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.quartz.TriggerKey;
import org.quartz.impl.jdbcjobstore.SchedulerStateRecord;
import org.quartz.impl.jdbcjobstore.StdJDBCDelegate;

/** How Quartz speaks to MariaDB and MySQL, with signs of life in the database's time. Quartz makes it by its name. */
public final class MariaDbDelegate extends StdJDBCDelegate {

    private static final DatabaseClock CLOCK = new DatabaseClock(Dialect.MARIADB);

    @Override
    public List<TriggerKey> selectTriggerToAcquire(Connection connection, long noLaterThan, long noEarlierThan,
            int maxCount) throws SQLException {
        return ServedJobs.of(instanceId).first(this, connection,
                super.selectTriggerToAcquire(connection, noLaterThan, noEarlierThan, ServedJobs.MOST_DUE), maxCount);
    }

    @Override
    public int insertSchedulerState(Connection connection, String instanceId, long checkInTime, long interval)
            throws SQLException {
        return super.insertSchedulerState(connection, instanceId, CLOCK.toDatabase(connection, checkInTime), interval);
    }

    @Override
    public int updateSchedulerState(Connection connection, String instanceId, long checkInTime) throws SQLException {
        return super.updateSchedulerState(connection, instanceId, CLOCK.toDatabase(connection, checkInTime));
    }

    @Override
    public List<SchedulerStateRecord> selectSchedulerStateRecords(Connection connection, String instanceId)
            throws SQLException {
        return CLOCK.fromDatabase(connection, super.selectSchedulerStateRecords(connection, instanceId));
    }
}
