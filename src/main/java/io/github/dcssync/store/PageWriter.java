package io.github.dcssync.store;

import io.github.dcssync.database.Dialect;
import io.github.dcssync.database.SqlTypes;
import io.github.dcssync.record.ColumnType;
import io.github.dcssync.record.ListKind;
import io.github.dcssync.record.ListKind.Column;
import io.github.dcssync.record.Page;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Compares a page with what is stored, and writes the difference: inserts what is new, updates what differs and notes
 * every changed field. A record that is the same is not written.
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
    private final String instant;
    private final Map<ListKind, RecordTable> tables = new EnumMap<>(ListKind.class);
    private final Map<ListKind, RecordInsert> insertions = new EnumMap<>(ListKind.class);

    /** @param jdbc takes part in the transaction of the thread that calls */
    public PageWriter(JdbcTemplate jdbc, Dialect dialect) {
        this.jdbc = jdbc;
        this.instant = SqlTypes.cast(dialect, "?", ColumnType.INSTANT);
        for (ListKind kind : ListKind.values()) {
            tables.put(kind, new RecordTable(kind, dialect));
            insertions.put(kind, RecordInsert.of(kind, dialect));
        }
    }

    private RecordTable table(ListKind kind) {
        return Objects.requireNonNull(tables.get(kind));
    }

    /** @return whether nothing is stored of an instance */
    public boolean hasNothing(ListKind kind, String instanceId) {
        return jdbc.queryForList(table(kind).selectAny(), String.class, instanceId).isEmpty();
    }

    /**
     * @param page distinct records, none of which is stored
     * @return all of them
     */
    public PageDiff allNew(PageOrigin origin, Page page) {
        return new PageDiff(page, complete(origin, page), List.of(), List.of(), Map.of(), false);
    }

    /**
     * @param page distinct records
     * @return what differs from what is stored; nothing is written
     */
    public PageDiff compare(PageOrigin origin, Page page) {
        List<Row> rows = complete(origin, page);
        List<Row> added = new ArrayList<>();
        List<Row> changed = new ArrayList<>();
        List<Row> completed = new ArrayList<>();
        Map<String, StoredRow> before = new HashMap<>();
        if (!rows.isEmpty()) {
            Map<String, Optional<StoredRow>> differing = differing(origin, page.kind(), rows);
            for (Row row : rows) {
                Optional<StoredRow> stored = differing.get(row.key());
                if (stored != null && stored.isPresent()) {
                    StoredRow found = stored.get();
                    found.fillIn(page.kind(), row);
                    (found.isCompletedBy(page.kind(), row) ? completed : changed).add(row);
                    before.put(row.key(), found);
                } else if (stored != null) {
                    added.add(row);
                }
            }
        }
        return new PageDiff(page, added, changed, completed, before, false);
    }

    /** What the service does not say of a record: where it was asked. */
    private static List<Row> complete(PageOrigin origin, Page page) {
        List<Row> rows = page.rows();
        for (Row row : rows) {
            row.values()[0] = origin.source();
            row.values()[1] = origin.projectId();
        }
        return rows;
    }

    /**
     * Writes in the transaction of the thread that calls.
     *
     * @param difference what nobody else can have changed since it was found
     * @param now        the time of the sighting
     * @return the counts; they hold once the transaction has committed
     */
    public WriteResult write(PageOrigin origin, PageDiff difference, OffsetDateTime now) {
        String time = Timestamps.canonical(now.toInstant());
        ListKind kind = difference.page().kind();
        if (!difference.added().isEmpty()) {
            Objects.requireNonNull(insertions.get(kind)).insert(jdbc, origin.instanceId(), difference.added(), time);
        }
        update(origin, kind, difference, time);
        updateCompleted(origin, kind, difference.completed());
        difference.page().rejected().forEach(element -> keep(origin, element, time));
        return difference.counts();
    }

    /** Keeps what cannot be stored; what was kept before only moves its last sighting. */
    void keep(PageOrigin origin, Rejected element, OffsetDateTime now) {
        keep(origin, element, Timestamps.canonical(now.toInstant()));
    }

    private Map<String, Optional<StoredRow>> differing(PageOrigin origin, ListKind kind, List<Row> rows) {
        return jdbc.execute(table(kind).selectDiffering(), (PreparedStatement select) -> {
            int next = table(kind).page().bind(select, 1, rows);
            if (kind.belongsToInstance()) {
                select.setString(next, origin.instanceId());
            }
            Map<String, Optional<StoredRow>> differing = new HashMap<>();
            try (ResultSet result = select.executeQuery()) {
                while (result.next()) {
                    differing.put(result.getString(1), storedRow(kind, result));
                }
            }
            return differing;
        });
    }

    /** @return nothing for a new record */
    private Optional<StoredRow> storedRow(ListKind kind, ResultSet result) throws SQLException {
        if (result.getObject(2) == null) {
            return Optional.empty();
        }
        List<Column> columns = kind.columns();
        @Nullable
        String[] values = new @Nullable String[columns.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = SqlTypes.canonical(result, i + 4, columns.get(i).type());
        }
        return Optional.of(new StoredRow(SqlTypes.canonical(result, 3, ColumnType.INSTANT), values));
    }

    private void update(PageOrigin origin, ListKind kind, PageDiff difference, String time) {
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
                addChanges(origin, kind, row, difference.before(row), time, changes);
            }
            parameters.add(row.key());
            updates.add(parameters.toArray());
        }
        jdbc.batchUpdate(table(kind).update(), updates);
        if (!changes.isEmpty()) {
            jdbc.batchUpdate(INSERT_CHANGE.formatted(instant), changes);
        }
    }

    private static void addChanges(PageOrigin origin, ListKind kind, Row row, StoredRow before, String time,
            List<Object[]> changes) {
        for (int i = 0; i < row.values().length; i++) {
            if (before.isChanged(kind, row, i)) {
                changes.add(change(origin, kind, row, kind.columns().get(i).name(), before.values()[i],
                        row.values()[i], time));
            }
        }
        if (before.absentSince() != null) {
            changes.add(change(origin, kind, row, kind.absentSince(), before.absentSince(), null, time));
        }
    }

    private void updateCompleted(PageOrigin origin, ListKind kind, List<Row> rows) {
        if (rows.isEmpty()) {
            return;
        }
        List<Column> columns = kind.columns();
        jdbc.batchUpdate(table(kind).complete(), rows.stream().map(row -> Stream.concat(
                IntStream.range(0, columns.size()).filter(i -> columns.get(i).isLasting())
                        .mapToObj(i -> row.values()[i]),
                Stream.of(origin.instanceId(), row.key())).toArray()).toList());
    }

    private static Object[] change(PageOrigin origin, ListKind kind, Row row, String field,
            @Nullable String before, @Nullable String after, String time) {
        return new Object[] {origin.runId(), kind.recordType(), origin.instanceId(), row.key(), field, before, after,
            time};
    }

    private void keep(PageOrigin origin, Rejected element, String time) {
        int seenBefore = jdbc.update(TOUCH_REJECTED.formatted(instant), time, origin.instanceId(), origin.endpoint(),
                element.sha256());
        if (seenBefore == 0) {
            jdbc.update(INSERT_REJECTED.formatted(instant), origin.runId(), origin.source(),
                    origin.instanceId(), origin.endpoint(), element.reason(), element.payload(), element.sha256(),
                    time, time);
        }
    }
}
