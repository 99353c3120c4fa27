package io.github.dcssync.store;

import io.github.dcssync.database.Dialect;
import io.github.dcssync.database.SqlTypes;
import io.github.dcssync.record.ColumnType;
import io.github.dcssync.record.ListKind;
import io.github.dcssync.record.Timestamps;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.springframework.jdbc.core.JdbcTemplate;

/** Marks what the service no longer lists, in the transaction it is called in. Nothing is ever deleted. */
public final class VanishedRecords {

    private static final int FETCH = 10_000;

    private final JdbcTemplate jdbc;
    private final String instant;

    /** @param jdbc takes part in the transaction of the thread that calls */
    public VanishedRecords(JdbcTemplate jdbc, Dialect dialect) {
        this.jdbc = jdbc;
        this.instant = SqlTypes.cast(dialect, "?", ColumnType.INSTANT);
    }

    /**
     * @param listed whether a key was in the list that has just been read whole
     * @return how many {@link #mark} would mark
     */
    public long count(ListKind kind, PageOrigin origin, Predicate<String> listed) {
        return absent(kind, origin, listed).size();
    }

    /**
     * Streamed: a long history's keys need not stand in memory beside the listing's own.
     *
     * @param listed whether a key was in the list that has just been read
     * @return the keys that are stored as there and were not
     */
    public List<String> absent(ListKind kind, PageOrigin origin, Predicate<String> listed) {
        List<String> absent = new ArrayList<>();
        JdbcTemplate streaming = new JdbcTemplate(Objects.requireNonNull(jdbc.getDataSource()));
        streaming.setFetchSize(FETCH);
        streaming.query("select " + kind.key() + present(kind), row -> {
            String key = row.getString(1);
            if (!listed.test(key)) {
                absent.add(key);
            }
        }, owner(kind, origin));
        return absent;
    }

    /** @return the records of an instance, or the instances of a source, that were there when last looked for */
    private static String present(ListKind kind) {
        return " from " + kind.table() + " where " + kind.absentSince() + " is null and "
                + (kind.belongsToInstance() ? "instance_id" : "source") + " = ?";
    }

    private static String owner(ListKind kind, PageOrigin origin) {
        return kind.belongsToInstance() ? origin.instanceId() : origin.source();
    }

    /**
     * @param listed whether a key was in the list that has just been read whole
     * @param stored how many keys of the list are stored; as many as there are leave none that is absent
     * @return how many were marked
     */
    public int mark(ListKind kind, PageOrigin origin, Predicate<String> listed, long stored, OffsetDateTime now) {
        if (stored == jdbc.queryForObject("select count(*)" + present(kind), Long.class, owner(kind, origin))) {
            return 0;
        }
        List<String> absent = absent(kind, origin, listed);
        if (absent.isEmpty()) {
            return 0;
        }
        String time = Timestamps.canonical(now.toInstant());
        String ofInstance = kind.belongsToInstance() ? " and instance_id = ?" : "";
        jdbc.batchUpdate("update " + kind.table() + " set " + kind.absentSince() + " = " + instant
                + ", changed_at = " + instant + " where " + kind.key() + " = ?" + ofInstance,
                absent.stream().map(key -> kind.belongsToInstance()
                        ? new Object[] {time, time, key, origin.instanceId()}
                        : new Object[] {time, time, key}).toList());
        if (kind.belongsToInstance()) {
            jdbc.batchUpdate(PageWriter.INSERT_CHANGE.formatted(instant), absent.stream()
                    .map(key -> new Object[] {origin.runId(), kind.recordType(), origin.instanceId(), key,
                        kind.absentSince(), null, time, time})
                    .toList());
        }
        return absent.size();
    }
}
