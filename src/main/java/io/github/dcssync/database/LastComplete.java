package io.github.dcssync.database;

import io.github.dcssync.record.ColumnType;
import io.github.dcssync.record.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * When every selected list of a source was last read whole: the one definition that the view {@code last_complete}, the
 * reports, metrics, health and alerts share. Syncs count that read all they were to read, which was neither a part of
 * the lists nor single instances; a source that is cut into shards is as far as the shard that is furthest behind.
 */
public final class LastComplete {

    /** Clocks of several machines are never quite the same. */
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    /** Earlier versions did not note of how many shards a sync was one. */
    private static final String IS_OF_KNOWN_CUT = "(r.shard is null or r.shards is not null)";
    /** Nor what it was to read. */
    private static final String COUNTS = "r.status = 'complete' and coalesce(r.is_whole, r.trigger_type <> 'backfill')"
            + " and " + IS_OF_KNOWN_CUT;

    private static final String NEWEST_OF_EACH_SHARD = """
            select r.source, coalesce(r.shards, 1) as shards, coalesce(r.shard, 1) as shard,
                   max(r.finished_at) as complete_at
            from sync_run r
            where %s and r.finished_at <= %s%s
            group by r.source, coalesce(r.shards, 1), coalesce(r.shard, 1)""";

    private final JdbcTemplate jdbc;
    private final String sql;
    private final String runs;
    private final String first;

    /** @param jdbc the reporting database */
    public LastComplete(JdbcTemplate jdbc, Dialect dialect) {
        String until = SqlTypes.cast(dialect, "?", ColumnType.INSTANT);
        this.jdbc = jdbc;
        this.sql = sql(until);
        this.first = "select r.started_at from sync_run r where r.source = ? and r.started_at <= " + until + " and "
                + IS_OF_KNOWN_CUT + " order by r.source, r.started_at limit 1";
        // Of one source, which an index finds.
        this.runs = "select x.run_id from sync_run x join (" + newestOfEachShard(until, " and r.source = ?") + ") n"
                + " on n.shards = coalesce(x.shards, 1) and n.shard = coalesce(x.shard, 1)"
                + " and n.complete_at = x.finished_at where x.source = ?";
    }

    /**
     * The definition.
     *
     * @param until an expression: what ended later does not count
     * @return a query for {@code source} and {@code last_complete_at}
     */
    static String sql(String until) {
        return "select c.source, max(c.complete_at) as last_complete_at from (select s.source, s.shards,"
                + " min(s.complete_at) as complete_at from (" + newestOfEachShard(until, "") + ") s"
                + " group by s.source, s.shards having count(*) = s.shards) c group by c.source";
    }

    private static String newestOfEachShard(String until, String condition) {
        return String.format(NEWEST_OF_EACH_SHARD, COUNTS, until, condition);
    }

    /**
     * Reads every sync that is kept: to be asked once for all sources.
     *
     * @param now the program's time; what is more than five minutes ahead of it does not count
     * @return the times by source; a source that was never read whole has none
     */
    public Map<String, Instant> find(Instant now) {
        return jdbc.query(sql, (row, number) -> Map.entry(row.getString(1), instant(row)), until(now)).stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** @return when the first known sync of the source that could make it read whole began, or nothing */
    public Optional<Instant> firstSync(String source, Instant now) {
        return jdbc.query(first, (row, number) -> Instant.parse(SqlTypes.canonical(row, 1, ColumnType.INSTANT)), source,
                Timestamps.canonical(now)).stream().findFirst();
    }

    /** @return the syncs without which it would not be known when the source was last read whole */
    List<String> runs(String source, Instant now) {
        return jdbc.queryForList(runs, String.class, until(now), source, source);
    }

    private static String until(Instant now) {
        return Timestamps.canonical(now.plus(TOLERANCE));
    }

    private static Instant instant(ResultSet row) throws SQLException {
        return Instant.parse(SqlTypes.canonical(row, 2, ColumnType.INSTANT));
    }
}
