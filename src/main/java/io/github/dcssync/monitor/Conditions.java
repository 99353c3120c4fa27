package io.github.dcssync.monitor;

import io.github.dcssync.database.Dialect;
import io.github.dcssync.database.LastComplete;
import io.github.dcssync.database.SqlTypes;
import io.github.dcssync.database.Statements;
import io.github.dcssync.record.ColumnType;
import io.github.dcssync.settings.Source;
import java.sql.ResultSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What alerts are raised and resolved for at the end of a sync; each question is one query, whatever the fleet, and stands
 * in {@code sql/monitor/}.
 */
public final class Conditions {

    private final Statements statements;
    private final LastComplete lastComplete;

    /** @param jdbc takes part in the transaction of the thread that calls */
    public Conditions(JdbcTemplate jdbc, Dialect dialect) {
        this.statements = new Statements(jdbc, "monitor");
        this.lastComplete = new LastComplete(jdbc, dialect);
    }

    /** @return by source, why its sync fails, in words that are the same for all that fail for it */
    public Map<String, String> causes() {
        Map<String, String> causes = new HashMap<>();
        statements.get("causes").query((ResultSet row) -> {
            causes.put(row.getString(1), row.getString(2));
        });
        return causes;
    }

    /** A gap in the history of an instance, and when it was noticed. */
    public record HistoryGap(String instanceId, String at) {
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
        return statements.get("unread-alerts").param("source", source.name())
                .query((row, number) -> new Open(row.getString(1), row.getString(2), row.getString(3) != null)).list()
                .stream()
                .filter(alert -> alert.isKnown() || !source.instanceIds().contains(alert.instanceId()))
                .map(Open::dedupKey).toList();
    }

    /**
     * @param sources those of the settings
     * @return the keys of open alerts about other sources, none of which any process has begun to sync since then; an
     *         instance is the source's that has it now
     */
    public List<String> abandoned(Collection<String> sources, OffsetDateTime since) {
        return statements.get("abandoned-alerts").param("since", Statements.kept(since))
                .query((row, number) -> Map.entry(row.getString(1), row.getString(2))).list().stream()
                .filter(alert -> !sources.contains(alert.getValue())).map(Map.Entry::getKey).toList();
    }

    /** @return the gaps noticed since then about which no alert was raised */
    public List<HistoryGap> newGaps(String source, OffsetDateTime since) {
        return statements.get("new-gaps").param("source", source).param("since", Statements.kept(since))
                .query((row, number) -> new HistoryGap(row.getString(1),
                        Objects.requireNonNull(SqlTypes.canonical(row, 2, ColumnType.INSTANT))))
                .list();
    }

    /** @return the instances with an open alert whose history was read since then and had no new gap */
    public List<String> closedGaps(String source, OffsetDateTime since) {
        return statements.get("closed-gaps").param("source", source).param("since", Statements.kept(since))
                .query(String.class).list();
    }

    /**
     * @return the instances in breach without an open alert, and those with one that are well again or not to be
     *         protected; of what is unknown nothing is said
     */
    public List<Protection> recoveryPoints(String source) {
        return statements.get("recovery-points").param("source", source)
                .query((row, number) -> new Protection(row.getString(1), row.getString(2), row.getString(3),
                        row.getObject(4, Long.class), row.getObject(5, Long.class)))
                .list();
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
        return lastComplete.firstSync(source, now.toInstant());
    }

    /** @return those of the subjects about which an alert of a kind is open */
    public Set<String> open(String kind, Collection<String> subjects) {
        if (subjects.isEmpty()) {
            return Set.of();
        }
        return statements.get("open-alerts")
                .param("keys", subjects.stream().map(subject -> kind + ":" + subject).toList())
                .query(String.class).list().stream().map(key -> key.substring(kind.length() + 1))
                .collect(Collectors.toSet());
    }
}
