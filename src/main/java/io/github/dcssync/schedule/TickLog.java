package io.github.dcssync.schedule;

import io.github.dcssync.database.Statements;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;

/** Which ticks of the schedule were served, in whichever process. */
public final class TickLog {

    private final Statements statements;

    /** @param jdbc the reporting database */
    public TickLog(JdbcTemplate jdbc) {
        this.statements = new Statements(jdbc, "schedule");
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
        return statements.get("entries").query(TickLog::entry).list();
    }

    /** @return what is noted of one kind of sync of one source or shard */
    Optional<Entry> find(String source, String kind) {
        return statements.get("entry").param("source", source).param("kind", kind).query(TickLog::entry).optional();
    }

    /** @return where something was due until then; of every source that was begun it is noted when */
    List<Entry> due(Instant until) {
        return statements.get("due-entries").param("until", time(until)).query(TickLog::entry).list();
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
        try {
            if (write("update-entry", entry) == 0) {
                begin(entry);
            }
        } catch (DuplicateKeyException e) {
            // Another process has noted its own in between: that is as good.
            return;
        }
    }

    private int write(String statement, Entry entry) {
        return statements.get(statement).param("source", entry.source()).param("kind", entry.kind())
                .param("tickedAt", time(entry.tickedAt())).param("dueAt", time(entry.dueAt())).update();
    }

    /**
     * Notes the first entry.
     *
     * @throws DuplicateKeyException another process has noted one
     */
    void begin(Entry entry) {
        write("insert-entry", entry);
    }

    /** @param past whether a source or shard of this name is no more, and is forgotten */
    public void forget(Predicate<String> past) {
        statements.get("sources").query(String.class).list().stream().filter(past)
                .forEach(source -> statements.get("delete-source").param("source", source).update());
    }

    private static OffsetDateTime time(Instant instant) {
        return Statements.kept(instant.atOffset(ZoneOffset.UTC));
    }
}
