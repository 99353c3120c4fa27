package io.github.dcssync.schedule;

import io.github.dcssync.database.Dialect;
import io.github.dcssync.database.SqlTypes;
import io.github.dcssync.record.ColumnType;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;

/** When the schedule last began a sync of each kind, in whichever process. */
public final class TickLog {

    private static final String OF = " where source = ? and kind = ?";

    private final JdbcTemplate jdbc;
    private final String instant;

    public TickLog(JdbcTemplate jdbc, Dialect dialect) {
        this.jdbc = jdbc;
        this.instant = SqlTypes.cast(dialect, "?", ColumnType.INSTANT);
    }

    /**
     * @param source the name of a source or shard
     * @param kind   {@code sync} or {@code full-sync}
     * @return when a tick was noted last; empty when none ever was
     */
    public Optional<Instant> last(String source, String kind) {
        return jdbc.query("select ticked_at from schedule_tick" + OF,
                (row, number) -> row.getObject(1, OffsetDateTime.class).toInstant(), source, kind).stream().findFirst();
    }

    /** Notes a tick. */
    public void note(String source, String kind, Instant now) {
        if (jdbc.update("update schedule_tick set ticked_at = " + instant + OF, time(now), source, kind) > 0) {
            return;
        }
        try {
            jdbc.update("insert into schedule_tick (ticked_at, source, kind) values (" + instant + ", ?, ?)", time(now),
                    source, kind);
        } catch (DuplicateKeyException e) {
            // Another process has noted its own in between: that is as good.
            return;
        }
    }

    /**
     * Takes it upon the process that calls to make up a tick.
     *
     * @param missed when it should have been
     * @return whether nobody else has, and no later one was noted
     */
    public boolean claim(String source, String kind, Instant missed, Instant now) {
        return jdbc.update("update schedule_tick set ticked_at = " + instant + OF + " and ticked_at < " + instant,
                time(now), source, kind, time(missed)) == 1;
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }
}
