package io.github.dcssync.monitor;

import io.github.dcssync.alert.Alerts;
import io.github.dcssync.database.Dialect;
import io.github.dcssync.database.LastComplete;
import io.github.dcssync.database.SqlTypes;
import io.github.dcssync.record.ColumnType;
import io.github.dcssync.record.Timestamps;
import io.github.dcssync.settings.Source;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;

/** What alerts are raised and resolved for at the end of a sync; each question is one query, whatever the fleet. */
public final class Conditions {

    private final JdbcTemplate jdbc;
    private final LastComplete lastComplete;
    private final String instant;

    /** @param jdbc takes part in the transaction of the thread that calls */
    public Conditions(JdbcTemplate jdbc, Dialect dialect) {
        this.jdbc = jdbc;
        this.lastComplete = new LastComplete(jdbc, dialect);
        this.instant = SqlTypes.cast(dialect, "?", ColumnType.INSTANT);
    }

    /** A gap in the history of an instance, and when it was noticed. */
    public record Gap(String instanceId, String at) {
    }

    /** The key of an open alert, the instance that it is about, and whether that is in the table of instances. */
    private record Open(String dedupKey, String instanceId, boolean isKnown) {
    }

    /** A row of report_rpo_status whose alert is to change. */
    public record Protection(String instanceId, String verdict, String policy, Long rpoMinutes, Long ageMinutes) {

        /** @return whether the newest good backup is too old, or there is none */
        public boolean isBreached() {
            return verdict.equals("breach") || verdict.equals("never");
        }
    }

    /**
     * @return the keys of open alerts, of whatever kind, that nothing else would end, because no sync reads their
     *         instance any more: it is gone, not selected, or not known and not in the settings
     */
    public List<String> unread(Source source) {
        return jdbc.query("select a.open_key, a.instance_id, i.instance_id from alert a left join dcs_instance i"
                + " on i.instance_id = a.instance_id where a." + Alerts.IS_OPEN + " and a.instance_id is not null"
                + " and coalesce(i.source, a.source) = ? and (i.instance_id is null or i.gone_at is not null"
                + " or not i.is_selected)", (row, number) -> new Open(row.getString(1), row.getString(2),
                        row.getString(3) != null), source.name()).stream()
                .filter(alert -> alert.isKnown() || !source.instanceIds().contains(alert.instanceId()))
                .map(Open::dedupKey).toList();
    }

    /**
     * @param sources those of the settings
     * @return the keys of open alerts about other sources, none of which any process has begun to sync since then; an
     *         instance is the source's that has it now
     */
    public List<String> abandoned(Collection<String> sources, OffsetDateTime since) {
        String time = Timestamps.canonical(since.toInstant());
        List<String> keys = new ArrayList<>();
        jdbc.query("select a.open_key, coalesce(i.source, a.source) from alert a left join dcs_instance i"
                + " on i.instance_id = a.instance_id where a." + Alerts.IS_OPEN + " and a.source is not null"
                + " and a.raised_at < " + instant + " and not exists (select 1 from sync_run r"
                + " where r.source = coalesce(i.source, a.source) and r.started_at >= " + instant + ")", row -> {
                    if (!sources.contains(row.getString(2))) {
                        keys.add(row.getString(1));
                    }
                }, time, time);
        return keys;
    }

    /** @return the gaps noticed since then about which no alert was raised */
    public List<Gap> newGaps(String source, OffsetDateTime since) {
        return jdbc.query("select s.instance_id, s.history_gap_at from instance_sync s where s.source = ?"
                + " and s.history_gap_at >= " + instant + " and not exists (select 1 from alert a where"
                + " a.kind = 'history_gap' and a.instance_id = s.instance_id and a.raised_at >= s.history_gap_at)",
                (row, number) -> new Gap(row.getString(1), SqlTypes.canonical(row, 2, ColumnType.INSTANT)), source,
                Timestamps.canonical(since.toInstant()));
    }

    /** @return the instances with an open alert whose history was read since then and had no new gap */
    public List<String> closedGaps(String source, OffsetDateTime since) {
        String time = Timestamps.canonical(since.toInstant());
        return jdbc.queryForList("select s.instance_id from instance_sync s where s.source = ?"
                + " and s.endpoint = 'backups' and s.history_gap_at < " + instant + " and s.completed_at >= " + instant
                + " and exists (select 1 from alert a where a.open_key = concat('history_gap:', s.instance_id))",
                String.class, source, time, time);
    }

    /**
     * @return the instances in breach without an open alert, and those with one that are well again or not to be
     *         protected; of what is unknown nothing is said
     */
    public List<Protection> recoveryPoints(String source) {
        return jdbc.query("select r.instance_id, r.verdict, r.policy, r.rpo_minutes, r.age_minutes"
                + " from report_rpo_status r left join alert a on a.open_key = concat('rpo_breach:', r.instance_id)"
                + " where r.source = ? and (r.verdict in ('breach', 'never') and a.alert_id is null"
                + " or r.verdict in ('ok', 'not_applicable', 'new') and a.alert_id is not null)",
                (row, number) -> new Protection(row.getString(1), row.getString(2), row.getString(3),
                        row.getObject(4, Long.class), row.getObject(5, Long.class)), source);
    }

    /**
     * @param now the program's time; what is more than five minutes ahead of it was written before the clock was set
     *            back, and does not count
     * @return when each source was last read whole; one that never was is not there
     */
    public Map<String, Instant> lastComplete(OffsetDateTime now) {
        return lastComplete.find(now.toInstant());
    }

    /** @return when the first known sync of the source that could make it read whole began, or nothing */
    public Optional<Instant> firstSync(String source, OffsetDateTime now) {
        return jdbc.query("select r.started_at from sync_run r where r.source = ? and r.started_at <= " + instant
                + " and " + LastComplete.IS_OF_KNOWN_CUT + " order by r.source, r.started_at limit 1",
                (row, number) -> Instant.parse(SqlTypes.canonical(row, 1, ColumnType.INSTANT)), source,
                Timestamps.canonical(now.toInstant())).stream().findFirst();
    }

    /** @return those of the subjects about which an alert of a kind is open */
    public Set<String> open(String kind, Collection<String> subjects) {
        if (subjects.isEmpty()) {
            return Set.of();
        }
        List<String> keys = jdbc.queryForList("select open_key from alert where open_key in ("
                + SqlTypes.parameters(subjects.size()) + ")", String.class,
                subjects.stream().map(subject -> kind + ":" + subject).toArray());
        return keys.stream().map(key -> key.substring(kind.length() + 1)).collect(Collectors.toSet());
    }
}
