package io.github.dcssync.monitor;

import io.github.dcssync.database.Dialect;
import io.github.dcssync.database.LastComplete;
import io.github.dcssync.database.SqlFile;
import io.github.dcssync.database.SqlTypes;
import io.github.dcssync.record.ColumnType;
import io.github.dcssync.settings.Source;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * What alerts are raised and resolved for at the end of a sync; each question is one query, whatever the fleet, and stands
 * in {@code sql/monitor/}.
 */
public final class Conditions {

    private final NamedParameterJdbcTemplate jdbc;
    private final LastComplete lastComplete;

    /** @param jdbc takes part in the transaction of the thread that calls */
    public Conditions(JdbcTemplate jdbc, Dialect dialect) {
        this.jdbc = new NamedParameterJdbcTemplate(jdbc);
        this.lastComplete = new LastComplete(jdbc, dialect);
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
        return rows("unread-alerts", Map.of("source", source.name()),
                (row, number) -> new Open(row.getString(1), row.getString(2), row.getString(3) != null)).stream()
                .filter(alert -> alert.isKnown() || !source.instanceIds().contains(alert.instanceId()))
                .map(Open::dedupKey).toList();
    }

    /**
     * @param sources those of the settings
     * @return the keys of open alerts about other sources, none of which any process has begun to sync since then; an
     *         instance is the source's that has it now
     */
    public List<String> abandoned(Collection<String> sources, OffsetDateTime since) {
        return rows("abandoned-alerts", Map.of("since", kept(since)),
                (row, number) -> sources.contains(row.getString(2)) ? null : row.getString(1)).stream()
                .filter(Objects::nonNull).toList();
    }

    /** @return the gaps noticed since then about which no alert was raised */
    public List<Gap> newGaps(String source, OffsetDateTime since) {
        return rows("new-gaps", Map.of("source", source, "since", kept(since)),
                (row, number) -> new Gap(row.getString(1), SqlTypes.canonical(row, 2, ColumnType.INSTANT)));
    }

    /** @return the instances with an open alert whose history was read since then and had no new gap */
    public List<String> closedGaps(String source, OffsetDateTime since) {
        return rows("closed-gaps", Map.of("source", source, "since", kept(since)), (row, number) -> row.getString(1));
    }

    /**
     * @return the instances in breach without an open alert, and those with one that are well again or not to be
     *         protected; of what is unknown nothing is said
     */
    public List<Protection> recoveryPoints(String source) {
        return rows("recovery-points", Map.of("source", source),
                (row, number) -> new Protection(row.getString(1), row.getString(2), row.getString(3),
                        row.getObject(4, Long.class), row.getObject(5, Long.class)));
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
        List<String> keys = rows("open-alerts",
                Map.of("keys", subjects.stream().map(subject -> kind + ":" + subject).toList()),
                (row, number) -> row.getString(1));
        return keys.stream().map(key -> key.substring(kind.length() + 1)).collect(Collectors.toSet());
    }

    /** Columns keep no more, and a database may round up. */
    private static OffsetDateTime kept(OffsetDateTime time) {
        return time.truncatedTo(ChronoUnit.MICROS);
    }

    private <T> List<T> rows(String question, Map<String, ?> parameters, RowMapper<T> mapper) {
        return jdbc.query(SqlFile.read("monitor/" + question), parameters, mapper);
    }
}
