package io.github.dcssync.database;

import io.github.dcssync.record.ColumnType;
import io.github.dcssync.record.Page;
import io.github.dcssync.record.RecordKind;
import io.github.dcssync.record.RecordKind.Column;
import io.github.dcssync.record.Rejected;
import io.github.dcssync.record.Row;
import io.github.dcssync.record.Timestamps;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Stores a page in the transaction it is called in: compares it with what is stored, inserts what is new, updates what
 * differs and notes every changed field. A record that is the same is not written.
 */
public final class PageWriter {

    static final String INSERT_CHANGE = "insert into record_change (run_id, record_type, instance_id, record_id,"
            + " field, old_value, new_value, observed_at) values (?, ?, ?, ?, ?, ?, ?, %s)";
    private static final String TOUCH_REJECTED = "update rejected_record set last_seen_at = %s"
            + " where instance_id = ? and endpoint = ? and payload_sha256 = ?";
    private static final String INSERT_REJECTED = "insert into rejected_record (run_id, source, instance_id, endpoint,"
            + " reason, payload, payload_sha256, rejected_at, last_seen_at)"
            + " values (?, ?, ?, ?, ?, ?, ?, %1$s, %1$s)";

    private final JdbcTemplate jdbc;
    private final PageParameter pageParameter;
    private final String instant;
    private final Map<RecordKind, RecordTable> tables = new EnumMap<>(RecordKind.class);

    /** @param jdbc takes part in the transaction of the thread that calls */
    public PageWriter(JdbcTemplate jdbc, Dialect dialect) {
        this.jdbc = jdbc;
        this.pageParameter = PageParameter.of(dialect);
        this.instant = SqlTypes.cast(dialect, "?", ColumnType.INSTANT);
        for (RecordKind kind : RecordKind.values()) {
            tables.put(kind, new RecordTable(kind, dialect));
        }
    }

    /**
     * Where a page comes from.
     *
     * @param runId      the sync
     * @param source     its source
     * @param projectId  the source's project
     * @param instanceId the instance of the request, or "" for the list of instances
     * @param endpoint   the list's name
     */
    public record Origin(String runId, String source, String projectId, String instanceId, String endpoint) {
    }

    /**
     * How many records of a page were what, and how many its list no longer has.
     *
     * @param written those that were inserted or changed
     */
    public record Stored(int inserted, int changed, int unchanged, int rejected, int vanished, List<Row> written) {

        /** @return the same with so many that have vanished */
        public Stored withVanished(int count) {
            return new Stored(inserted, changed, unchanged, rejected, count, written);
        }

        /** @return the same without the rows */
        public Stored counts() {
            return new Stored(inserted, changed, unchanged, rejected, vanished, List.of());
        }
    }

    /**
     * @param page distinct records not stored before in this sync
     * @param now  the time of the sighting
     * @return the counts; they hold once the transaction has committed
     */
    public Stored write(Origin origin, Page page, OffsetDateTime now) {
        String time = Timestamps.canonical(now.toInstant());
        Difference difference = differenceOf(origin, page);
        insert(origin, page.kind(), difference.added(), time);
        update(origin, page.kind(), difference, time);
        page.rejected().forEach(element -> keep(origin, element, time));
        return difference.counts(page);
    }

    /** Keeps what cannot be stored; what was kept before only moves its last sighting. */
    void keep(Origin origin, Rejected element, OffsetDateTime now) {
        keep(origin, element, Timestamps.canonical(now.toInstant()));
    }

    /** @return what {@link #write} would count; nothing is written */
    public Stored compare(Origin origin, Page page) {
        return differenceOf(origin, page).counts(page);
    }

    private Difference differenceOf(Origin origin, Page page) {
        List<Row> rows = page.rows();
        if (rows.isEmpty()) {
            return new Difference(List.of(), List.of(), Map.of());
        }
        for (Row row : rows) {
            row.values()[0] = origin.source();
            row.values()[1] = origin.projectId();
        }
        Map<String, StoredRow> differing = differing(origin, page.kind(), rows);
        List<Row> added = new ArrayList<>();
        List<Row> changed = new ArrayList<>();
        for (Row row : rows) {
            StoredRow stored = differing.get(row.key());
            if (stored != null) {
                (stored.isNew() ? added : changed).add(row);
            }
        }
        return new Difference(added, changed, differing);
    }

    /** What is to be written of a page, and what stands in its place. */
    private record Difference(List<Row> added, List<Row> changed, Map<String, StoredRow> before) {

        Stored counts(Page page) {
            int rejected = page.rejected().size();
            int unchanged = page.elements().size() - rejected - added.size() - changed.size();
            List<Row> written = new ArrayList<>(added);
            written.addAll(changed);
            return new Stored(added.size(), changed.size(), unchanged, rejected, 0, written);
        }
    }

    /** What is stored of a record: nothing when it is new. */
    private record StoredRow(boolean isNew, String absentSince, String[] values) {
    }

    private Map<String, StoredRow> differing(Origin origin, RecordKind kind, List<Row> rows) {
        return jdbc.execute(tables.get(kind).selectDiffering(), (PreparedStatement select) -> {
            int next = pageParameter.bind(select, 1, kind, rows);
            if (kind.belongsToInstance()) {
                select.setString(next, origin.instanceId());
            }
            Map<String, StoredRow> differing = new LinkedHashMap<>();
            try (ResultSet result = select.executeQuery()) {
                while (result.next()) {
                    differing.put(result.getString(1), storedRow(kind, result));
                }
            }
            return differing;
        });
    }

    private StoredRow storedRow(RecordKind kind, ResultSet result) throws SQLException {
        if (result.getObject(2) == null) {
            return new StoredRow(true, null, null);
        }
        List<Column> columns = kind.columns();
        String[] values = new String[columns.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = SqlTypes.canonical(result, i + 4, columns.get(i).type());
        }
        return new StoredRow(false, SqlTypes.canonical(result, 3, ColumnType.INSTANT), values);
    }

    private void insert(Origin origin, RecordKind kind, List<Row> rows, String time) {
        if (rows.isEmpty()) {
            return;
        }
        jdbc.execute(tables.get(kind).insert(), (PreparedStatement insert) -> {
            int next = 1;
            if (kind.belongsToInstance()) {
                insert.setString(next++, origin.instanceId());
            }
            insert.setString(next++, time);
            insert.setString(next++, time);
            pageParameter.bind(insert, next, kind, rows);
            return insert.executeUpdate();
        });
    }

    private void update(Origin origin, RecordKind kind, Difference difference, String time) {
        if (difference.changed().isEmpty()) {
            return;
        }
        List<Object[]> updates = new ArrayList<>();
        List<Object[]> changes = new ArrayList<>();
        for (Row row : difference.changed()) {
            List<Object> parameters = new ArrayList<>(Arrays.asList(row.values()));
            parameters.add(time);
            if (kind.belongsToInstance()) {
                parameters.add(origin.instanceId());
                addChanges(origin, kind, row, difference.before().get(row.key()), time, changes);
            }
            parameters.add(row.key());
            updates.add(parameters.toArray());
        }
        jdbc.batchUpdate(tables.get(kind).update(), updates);
        if (!changes.isEmpty()) {
            jdbc.batchUpdate(INSERT_CHANGE.formatted(instant), changes);
        }
    }

    private static void addChanges(Origin origin, RecordKind kind, Row row, StoredRow before, String time,
            List<Object[]> changes) {
        for (int i = 0; i < row.values().length; i++) {
            if (!Objects.equals(row.values()[i], before.values()[i])) {
                changes.add(change(origin, kind, row, kind.columns().get(i).name(), before.values()[i],
                        row.values()[i], time));
            }
        }
        if (before.absentSince() != null) {
            changes.add(change(origin, kind, row, kind.absentSince(), before.absentSince(), null, time));
        }
    }

    private static Object[] change(Origin origin, RecordKind kind, Row row, String field, String before, String after,
            String time) {
        return new Object[] {origin.runId(), kind.recordType(), origin.instanceId(), row.key(), field, before, after,
            time};
    }

    private void keep(Origin origin, Rejected element, String time) {
        int seenBefore = jdbc.update(TOUCH_REJECTED.formatted(instant), time, origin.instanceId(), origin.endpoint(),
                element.sha256());
        if (seenBefore == 0) {
            jdbc.update(INSERT_REJECTED.formatted(instant), origin.runId(), origin.source(),
                    origin.instanceId(), origin.endpoint(), element.reason(), element.payload(), element.sha256(),
                    time, time);
        }
    }
}
