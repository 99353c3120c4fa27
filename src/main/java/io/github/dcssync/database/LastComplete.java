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
 * When every selected list of a source was last read whole: what the view {@code last_complete} says, which reports and
 * metrics read, by the program's clock instead of the database's. Health and alerts go by it.
 */
public final class LastComplete {

    /** Clocks of several machines are never quite the same. */
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private final JdbcTemplate jdbc;
    private final String sql;
    private final String runs;
    private final String first;

    /** @param jdbc the reporting database */
    public LastComplete(JdbcTemplate jdbc, Dialect dialect) {
        String until = SqlTypes.cast(dialect, "?", ColumnType.INSTANT);
        this.jdbc = jdbc;
        this.sql = query(until);
        this.first = "select r.started_at from coverage_of_syncs r where r.source = ? and r.started_at <= " + until
                + " and r.is_of_known_cut order by r.source, r.started_at limit 1";
        // Of one source, which an index finds.
        this.runs = "select x.run_id from coverage_of_syncs x join (select r.shards, r.shard, max(r.finished_at) as"
                + " complete_at from coverage_of_syncs r where r.source = ? and r.is_whole and r.finished_at <= "
                + until
                + " group by r.shards, r.shard) n on n.shards = x.shards and n.shard = x.shard"
                + " and n.complete_at = x.finished_at where x.source = ?";
    }

    /** @return the query of the view, for {@code source} and {@code last_complete_at}, but for the database's clock */
    private static String query(String until) {
        String view = SqlFile.view("last_complete");
        return view.substring(view.indexOf("\nselect ")).replace("${soon}", until).replace(";", "");
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
        return jdbc.queryForList(runs, String.class, source, until(now), source);
    }

    private static String until(Instant now) {
        return Timestamps.canonical(now.plus(TOLERANCE));
    }

    private static Instant instant(ResultSet row) throws SQLException {
        return Instant.parse(SqlTypes.canonical(row, 2, ColumnType.INSTANT));
    }
}
