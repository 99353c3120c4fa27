package io.github.dcssync.management;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/** When each source was last synced. The answer is kept for a moment: several checks ask at the same time. */
public final class LastSyncs {

    /** Times of a source, each NULL when there was none: of the last sync, of one that read, of a complete one. */
    record LastSync(String source, Instant endedAt, Instant readAt, Instant completeAt) {
    }

    private static final Duration KEPT = Duration.ofSeconds(1);

    private final String sql = Sql.read("management/last-syncs.sql");
    private final JdbcTemplate jdbc;
    private final Clock clock;
    private Instant askedAt = Instant.EPOCH;
    private Optional<Map<String, LastSync>> answer = Optional.empty();

    /** @param jdbc the reporting database */
    public LastSyncs(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @return the last syncs by source, or nothing when the database does not answer as it should */
    synchronized Optional<Map<String, LastSync>> find() {
        Instant now = clock.instant();
        if (askedAt.plus(KEPT).isBefore(now) || askedAt.isAfter(now)) {
            answer = ask();
            askedAt = clock.instant();
        }
        return answer;
    }

    private Optional<Map<String, LastSync>> ask() {
        try {
            List<LastSync> rows = jdbc.query(sql, (row, number) -> new LastSync(row.getString("source"),
                    instant(row, "ended_at"), instant(row, "read_at"), instant(row, "complete_at")));
            return Optional.of(rows.stream().collect(Collectors.toMap(LastSync::source, row -> row)));
        } catch (DataAccessException e) {
            return Optional.empty();
        }
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
