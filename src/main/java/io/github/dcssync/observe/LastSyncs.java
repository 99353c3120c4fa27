package io.github.dcssync.observe;

import io.github.dcssync.database.Dialect;
import io.github.dcssync.database.LastComplete;
import io.github.dcssync.database.Statements;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/** When each source was last synced. The answer is kept for a moment: several checks ask at the same time. */
public final class LastSyncs {

    /**
     * Times of a source, each null when there was none: of the last sync, of one that read anything, of one that read
     * a part of what it was to read, of one that read all of it, of one that was interrupted; when the source was last
     * read whole; and of the newest sync, which is in the future when the clock was set back.
     */
    record LastSync(String source, Instant endedAt, Instant readAt, Instant partialAt, Instant wholeAt,
            Instant interruptedAt, Instant completeAt, Instant newestAt) {

        /** @return whether there is a sync from the future, which tells nothing of now */
        boolean isAhead() {
            return newestAt != null && !newestAt.equals(endedAt);
        }

        /** @return how the last sync ended, as the database calls it; of several at the same moment, a partial one */
        String lastStatus() {
            return endedAt.equals(partialAt) ? "partial" : endedAt.equals(wholeAt) ? "complete"
                    : endedAt.equals(interruptedAt) ? "interrupted" : "failed";
        }
    }

    /** Clocks of several machines are never quite the same. */
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private static final Duration KEPT = Duration.ofSeconds(1);

    private final Statements statements;
    private final LastComplete lastComplete;
    private final Clock clock;
    private Instant askedAt = Instant.EPOCH;
    private Optional<Map<String, LastSync>> answer = Optional.empty();

    /** @param jdbc the reporting database */
    public LastSyncs(JdbcTemplate jdbc, Dialect dialect, Clock clock) {
        this.statements = new Statements(jdbc, "observe");
        this.lastComplete = new LastComplete(jdbc, dialect);
        this.clock = clock;
    }

    /** @return the last syncs by source, or nothing when the database does not answer as it should */
    synchronized Optional<Map<String, LastSync>> find() {
        Instant now = clock.instant();
        if (askedAt.plus(KEPT).isBefore(now) || askedAt.isAfter(now)) {
            answer = ask(now);
            askedAt = clock.instant();
        }
        return answer;
    }

    private Optional<Map<String, LastSync>> ask(Instant now) {
        try {
            Map<String, Instant> complete = lastComplete.find(now);
            Stream<LastSync> rows =
                    statements.get("last-syncs").param("until", now.plus(TOLERANCE).atOffset(ZoneOffset.UTC))
                            .query((row, number) -> new LastSync(row.getString("source"),
                                    instant(row, "ended_at"), instant(row, "read_at"), instant(row, "partial_at"),
                                    instant(row, "whole_at"), instant(row, "interrupted_at"),
                                    complete.get(row.getString("source")), instant(row, "newest_at")))
                            .list().stream();
            return Optional.of(rows.collect(Collectors.toMap(LastSync::source, row -> row)));
        } catch (DataAccessException e) {
            return Optional.empty();
        }
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
