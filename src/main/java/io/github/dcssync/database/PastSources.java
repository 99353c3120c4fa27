package io.github.dcssync.database;

import io.github.dcssync.record.ColumnType;
import io.github.dcssync.record.Timestamps;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Sources of which something is kept though nobody syncs them any more: they were taken out of the settings, or renamed.
 * Another program may have them in its own settings; only the time that has passed without a sync tells.
 */
public final class PastSources {

    /** Of each table an index that begins with the source, with all columns: without them H2 would not take it. */
    private static final Map<String, String> INDEXES = Map.of("sync_run", "source, started_at", "sync_error",
            "source, occurred_at", "dcs_instance", "source");

    /** Its instances stay for ever. */
    private static final String LEFT = "select case when exists (select 1 from sync_run where source = ?)"
            + " or exists (select 1 from dcs_instance where source = ? and is_selected)"
            + " or exists (select 1 from sync_lease where source = ? or source like ? escape '!')"
            + " or exists (select 1 from schedule_tick where source = ? or source like ? escape '!')"
            + " or exists (select 1 from account_project where source = ?)"
            + " or exists (select 1 from sync_error where source = ? and occurred_at < %s) then 1 else 0 end";

    private final JdbcTemplate jdbc;
    private final String synced;
    private final String left;
    private final String projects;

    /** @param jdbc the reporting database */
    public PastSources(JdbcTemplate jdbc, Dialect dialect) {
        this.jdbc = jdbc;
        String instant = SqlTypes.cast(dialect, "?", ColumnType.INSTANT);
        this.synced = "select run_id from sync_run where source = ? and started_at >= " + instant + " limit 1";
        this.left = LEFT.formatted(instant);
        this.projects = "select source from account_project where coalesce(gone_at, found_at) < " + instant;
    }

    /**
     * @param known names of sources that are not past, however long ago they were synced
     * @return the names of the others, none of which any process has begun to sync since then
     */
    public List<String> find(Collection<String> known, OffsetDateTime since) {
        TreeSet<String> names = new TreeSet<>();
        INDEXES.forEach((table, index) -> names.addAll(names(table, index)));
        String time = Timestamps.canonical(since.toInstant());
        names.addAll(jdbc.queryForList(projects, String.class, time));
        names.removeAll(known);
        return names.stream().filter(name -> jdbc.queryForList(synced, String.class, name, time).isEmpty()).toList();
    }

    /**
     * @param source one of those found
     * @param errors the time up to which its errors are to go
     * @return whether anything of it is kept that is to go
     */
    public boolean isLeft(String source, OffsetDateTime errors) {
        String shards = source.replaceAll("[!%_]", "!$0") + ".shard%";
        return jdbc.queryForObject(left, Integer.class, source, source, source, shards, source, shards, source,
                source,
                Timestamps.canonical(errors.toInstant())) == 1;
    }

    /** One look into the index for each name, however many rows have it. */
    private List<String> names(String table, String index) {
        String next = "select source from " + table + " where source > ? order by " + index + " limit 1";
        List<String> names = new ArrayList<>();
        List<String> found = jdbc.queryForList(next, String.class, "");
        while (!found.isEmpty()) {
            names.addAll(found);
            found = jdbc.queryForList(next, String.class, found.get(0));
        }
        return names;
    }
}
