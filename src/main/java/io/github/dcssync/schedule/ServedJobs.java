package io.github.dcssync.schedule;

import io.github.dcssync.lease.Cut;
import io.github.dcssync.lease.Cuts;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.quartz.JobKey;
import org.quartz.TriggerKey;
import org.quartz.impl.jdbcjobstore.StdJDBCDelegate;
import org.quartz.impl.jdbcjobstore.TriggerStatus;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Which jobs of a schedule in the database a process begins. Quartz would have any process begin any; while the processes
 * are given another number of shards one after another, a tick would come to one that does not know the shard, or may not
 * sync it any more, and be lost.
 */
final class ServedJobs {

    /** As many triggers that are due are looked at: those of others may come first. */
    static final int MOST_DUE = 10_000;

    /** Quartz makes its delegates itself, and tells them only which process they are of. */
    private static final Map<String, ServedJobs> BY_PROCESS = new ConcurrentHashMap<>();

    private final Supplier<Map<String, Cut>> cuts;
    private final Set<String> kinds;

    /**
     * @param cuts  how the source of each job is cut here now, by the name of the job
     * @param kinds the groups of these jobs; those of other groups are any process's
     */
    ServedJobs(Supplier<Map<String, Cut>> cuts, Set<String> kinds) {
        this.cuts = cuts;
        this.kinds = Set.copyOf(kinds);
    }

    /** @param process the id that Quartz knows the process by, whose jobs these are */
    void serve(String process) {
        BY_PROCESS.put(process, this);
    }

    static ServedJobs of(String process) {
        return BY_PROCESS.get(process);
    }

    /**
     * @param due  triggers that are due, in their order
     * @param most how many are wanted
     * @return the first of them that this process may begin
     */
    List<TriggerKey> first(StdJDBCDelegate delegate, Connection connection, List<TriggerKey> due, int most)
            throws SQLException {
        List<TriggerKey> served = new ArrayList<>();
        if (!due.isEmpty()) {
            Map<String, Integer> inForce =
                    Cuts.inForce(new JdbcTemplate(new SingleConnectionDataSource(connection, true)));
            for (TriggerKey trigger : due) {
                if (served.size() < Math.max(1, most) && isServed(job(delegate, connection, trigger), inForce)) {
                    served.add(trigger);
                }
            }
        }
        return served;
    }

    /** What is made up, by the program or by Quartz, has a trigger of its own; null for one that is gone meanwhile. */
    private JobKey job(StdJDBCDelegate delegate, Connection connection, TriggerKey trigger) throws SQLException {
        if (kinds.contains(trigger.getGroup())) {
            return new JobKey(trigger.getName(), trigger.getGroup());
        }
        TriggerStatus found = delegate.selectTriggerStatus(connection, trigger);
        return found == null ? null : found.getJobKey();
    }

    private boolean isServed(JobKey job, Map<String, Integer> inForce) {
        if (job == null || !kinds.contains(job.getGroup())) {
            return job != null;
        }
        Cut own = cuts.get().get(job.getName());
        return own != null && inForce.getOrDefault(own.source(), own.shards()) == own.shards();
    }
}
