package io.github.dcssync.schedule;

import io.github.dcssync.database.Dialect;
import io.github.dcssync.database.SqlTypes;
import io.github.dcssync.record.ColumnType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;

/** Which ticks of the schedule were served, in whichever process. */
public final class TickLog {

    private static final String ENTRIES = "select source, kind, ticked_at, due_at from schedule_tick";
    private static final String OF = " where source = ? and kind = ?";

    private final JdbcTemplate jdbc;
    private final String instant;

    public TickLog(JdbcTemplate jdbc, Dialect dialect) {
        this.jdbc = jdbc;
        this.instant = SqlTypes.cast(dialect, "?", ColumnType.INSTANT);
    }

    /**
     * How far one kind of sync of one source has come.
     *
     * @param source   the name of a source or shard
     * @param kind     {@code sync} or {@code full-sync}
     * @param tickedAt until when all ticks were served
     * @param dueAt    the first one after that; null where it was not noted
     */
    record Entry(String source, String kind, Instant tickedAt, Instant dueAt) {
    }

    /** @return what is noted of all sources, those that are no more, too */
    List<Entry> entries() {
        return jdbc.query(ENTRIES, TickLog::entry);
    }

    /** @return what is noted of one kind of sync of one source or shard */
    Optional<Entry> find(String source, String kind) {
        return jdbc.query(ENTRIES + OF, TickLog::entry, source, kind).stream().findFirst();
    }

    /** @return where something was due until then; of every source that was begun it is noted when */
    List<Entry> due(Instant until) {
        return jdbc.query(ENTRIES + " where due_at <= " + instant, TickLog::entry, time(until));
    }

    private static Entry entry(ResultSet row, int number) throws SQLException {
        return new Entry(row.getString(1), row.getString(2), instant(row, 3), instant(row, 4));
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    /** Notes an entry in place of the one before. */
    void note(Entry entry) {
        OffsetDateTime ticked = time(entry.tickedAt());
        OffsetDateTime due = time(entry.dueAt());
        if (jdbc.update("update schedule_tick set ticked_at = " + instant + ", due_at = " + instant + OF, ticked, due,
                entry.source(), entry.kind()) > 0) {
            return;
        }
        begin(entry);
    }

    /** Notes the first entry, unless another process has noted one. */
    void begin(Entry entry) {
        try {
            jdbc.update("insert into schedule_tick (ticked_at, due_at, source, kind) values (" + instant + ", " + instant
                    + ", ?, ?)", time(entry.tickedAt()), time(entry.dueAt()), entry.source(), entry.kind());
        } catch (DuplicateKeyException e) {
            // Another process has noted its own in between: that is as good.
            return;
        }
    }

    /** @param past whether a source or shard of this name is no more, and is forgotten */
    public void forget(Predicate<String> past) {
        jdbc.queryForList("select distinct source from schedule_tick", String.class).stream().filter(past)
                .forEach(source -> jdbc.update("delete from schedule_tick where source = ?", source));
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }
}
