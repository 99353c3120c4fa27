package io.github.dcssync.sync;

import io.github.dcssync.database.Dialect;
import io.github.dcssync.database.SqlTypes;
import io.github.dcssync.record.ColumnType;
import io.github.dcssync.record.Timestamps;
import io.github.dcssync.schedule.Deaths;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;

/** Syncs that never came to say how they ended. One that is stopped has asked for something, and says so. */
public final class KilledRuns implements Deaths {

    private final JdbcTemplate jdbc;
    private final Map<String, Shard> shards;
    private final String killed;

    /** @param shards all that the settings have */
    public KilledRuns(JdbcTemplate jdbc, Dialect dialect, Collection<Shard> shards) {
        this.jdbc = jdbc;
        this.shards = shards.stream().collect(Collectors.toMap(Shard::name, Function.identity()));
        this.killed = "select count(*) from sync_run where source = ? and started_at >= "
                + SqlTypes.cast(dialect, "?", ColumnType.INSTANT) + " and coalesce(shard, 1) = ?"
                + " and trigger_type = 'schedule' and (status = 'running' or status = 'interrupted' and requests = 0)";
    }

    @Override
    public int since(String source, Instant moment) {
        Shard shard = shards.get(source);
        return shard == null ? 0 : jdbc.queryForObject(killed, Integer.class, shard.source().name(),
                Timestamps.canonical(moment), shard.number());
    }
}
