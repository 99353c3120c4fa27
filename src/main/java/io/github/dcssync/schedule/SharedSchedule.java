package io.github.dcssync.schedule;

import io.github.dcssync.database.Dialect;
import io.github.dcssync.lease.Cut;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.quartz.impl.jdbcjobstore.JobStoreTX;
import org.quartz.utils.ConnectionProvider;
import org.quartz.utils.DBConnectionManager;

/**
 * Quartz with its triggers in the reporting database: one of all processes begins a sync, and what a process that died
 * had begun another begins again. Quartz only rings the bell; the lease decides who syncs.
 */
public final class SharedSchedule {

    /**
     * What of a node's name its id in the schedule's tables has: behind it come a UUID and, for each trigger that fires, a
     * number of 13 digits, and the column has room for 95 characters.
     */
    private static final int LONGEST_NODE = 45;
    /** How often a process gives a sign of life. Two of them missed and 7.5 s more, and it is taken for dead. */
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(5);
    /** How long a process that found nothing to do waits before it looks again; with 30 s some would never do any. */
    private static final Duration IDLE = Duration.ofSeconds(5);
    /** Between two attempts while the tables cannot be used; Quartz says so at every fourth, with its 15 s after 45. */
    private static final Duration RETRY = Duration.ofSeconds(2);

    private final DataSource dataSource;
    private final Dialect dialect;
    private final String node;
    private final ZoneId timeZone;
    private final ServedJobs jobs;

    /**
     * @param dataSource the reporting database
     * @param node       the name of this machine and process, of any length; two without a name of their own may have
     *                   the same
     * @param timeZone   of all triggers
     * @param cuts       how the source of each job is cut here now, by the name of the job; another process may cut it otherwise
     * @param kinds      the groups of these jobs: as many of each name
     */
    public SharedSchedule(DataSource dataSource, Dialect dialect, String node, ZoneId timeZone,
            Supplier<Map<String, Cut>> cuts, Set<String> kinds) {
        this.dataSource = dataSource;
        this.dialect = dialect;
        this.node = node;
        this.timeZone = timeZone;
        this.jobs = new ServedJobs(cuts, kinds);
    }

    /** Has the routes of a context use this schedule; to be called before they are started. */
    public void addTo(CamelContext context) {
        // Quartz knows its connections by a name, once for the whole process.
        String pool = "dcs-sync-" + UUID.randomUUID();
        DBConnectionManager.getInstance().addConnectionProvider(pool, new Pool(dataSource));
        OwnQuartz quartz = new OwnQuartz();
        quartz.setEnableJmx(false);
        quartz.setProperties(properties(pool));
        quartz.addScheduleInitTask(new CurrentTriggers(context, timeZone));
        quartz.addScheduleInitTask(scheduler -> new ScheduleFaults().hear(scheduler.getListenerManager()));
        context.addComponent("quartz", quartz);
    }

    private Properties properties(String pool) {
        Properties properties = new Properties();
        // Quartz's own way (AUTO) ends where the machine's name has no address.
        String id = node.substring(0, Math.min(LONGEST_NODE, node.length())) + "/" + UUID.randomUUID();
        jobs.serve(id);
        properties.setProperty("org.quartz.scheduler.instanceId", id);
        properties.setProperty("org.quartz.scheduler.idleWaitTime", Long.toString(IDLE.toMillis()));
        properties.setProperty("org.quartz.threadPool.class", JobThreads.class.getName());
        properties.setProperty("org.quartz.jobStore.class", JobStoreTX.class.getName());
        properties.setProperty("org.quartz.jobStore.driverDelegateClass", delegate().getName());
        properties.setProperty("org.quartz.jobStore.dataSource", pool);
        properties.setProperty("org.quartz.jobStore.tablePrefix", "DCS_QRTZ_");
        properties.setProperty("org.quartz.jobStore.useProperties", "true");
        properties.setProperty("org.quartz.jobStore.isClustered", "true");
        properties.setProperty("org.quartz.scheduler.dbFailureRetryInterval", Long.toString(RETRY.toMillis()));
        properties.setProperty("org.quartz.jobStore.clusterCheckinInterval", Long.toString(SIGN_OF_LIFE.toMillis()));
        return properties;
    }

    private Class<?> delegate() {
        return switch (dialect) {
            case POSTGRESQL -> PostgreSqlDelegate.class;
            case MARIADB -> MariaDbDelegate.class;
            case H2 -> throw new IllegalArgumentException("An H2 database serves one process");
        };
    }

    /** Opened and closed by others. */
    private record Pool(DataSource dataSource) implements ConnectionProvider {

        @Override
        public Connection getConnection() throws SQLException {
            return dataSource.getConnection();
        }

        @Override
        public void shutdown() {
            // The program closes its pool itself.
        }

        @Override
        public void initialize() {
            // It is open.
        }
    }
}
