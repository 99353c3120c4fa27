package io.github.dcssync.store;

import io.github.dcssync.database.Dialect;
import io.github.dcssync.database.SqlTypes;
import io.github.dcssync.record.ColumnType;
import io.github.dcssync.record.ListKind;
import io.github.dcssync.record.Row;
import io.github.dcssync.record.Timestamps;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads what was rejected, for another attempt, in the transaction it is called in. */
public final class RejectedRecords {

    private static final String OF_INSTANCES = ListKind.OF_INSTANCES.stream().map(kind -> "'" + kind.endpoint() + "'")
            .collect(Collectors.joining(", "));

    private final JdbcTemplate jdbc;
    private final String instant;

    /** @param jdbc takes part in the transaction of the thread that calls */
    public RejectedRecords(JdbcTemplate jdbc, Dialect dialect) {
        this.jdbc = jdbc;
        this.instant = SqlTypes.cast(dialect, "?", ColumnType.INSTANT);
    }

    /**
     * What was rejected.
     *
     * @param id         its row
     * @param instanceId the instance of the request
     * @param endpoint   the list it was in
     * @param payload    its text as received
     */
    public record Kept(long id, String instanceId, String endpoint, String payload) {
    }

    /**
     * @param wanted which instances' rows
     * @return the rows of the source's records that were not replayed yet, the oldest first
     */
    public List<Long> waiting(String source, Predicate<String> wanted) {
        List<Long> waiting = new ArrayList<>();
        jdbc.query("select rejected_id, instance_id from rejected_record where source = ? and replayed_at is null"
                + " and endpoint in (" + OF_INSTANCES + ") order by rejected_id", row -> {
                    if (wanted.test(row.getString(2))) {
                        waiting.add(row.getLong(1));
                    }
                }, source);
        return waiting;
    }

    public Kept find(long id) {
        return jdbc.queryForObject("select rejected_id, instance_id, endpoint, payload from rejected_record"
                + " where rejected_id = ?",
                (row, number) -> new Kept(row.getLong(1), row.getString(2),
                        row.getString(3), row.getString(4)),
                id);
    }

    /** Notes that what was rejected is stored now. */
    public void replayed(long id, OffsetDateTime now) {
        jdbc.update("update rejected_record set replayed_at = " + instant + " where rejected_id = ?",
                Timestamps.canonical(now.toInstant()), id);
    }

    /** @return the records that are not stored, or stored in an older state than here */
    public List<Row> news(ListKind kind, String instanceId, List<Row> rows) {
        if (rows.isEmpty()) {
            return rows;
        }
        Map<String, String> stored = new HashMap<>();
        List<Object> parameters = new ArrayList<>(List.of(instanceId));
        rows.forEach(row -> parameters.add(row.key()));
        jdbc.query("select " + kind.key() + ", updated_at from " + kind.table() + " where instance_id = ? and "
                + kind.key() + " in (" + SqlTypes.parameters(rows.size()) + ")", row -> {
                    String updated = SqlTypes.canonical(row, 2, ColumnType.INSTANT);
                    stored.put(row.getString(1), updated == null ? "" : updated);
                }, parameters.toArray());
        return rows.stream().filter(row -> isNews(stored.get(row.key()), row.value(kind, "updated_at"))).toList();
    }

    /** Canonical times sort as text. */
    private static boolean isNews(@Nullable String stored, @Nullable String received) {
        return stored == null || received != null && !stored.isEmpty() && received.compareTo(stored) > 0;
    }
}
