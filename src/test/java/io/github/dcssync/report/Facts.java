package io.github.dcssync.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Given rows, in a transaction that is rolled back, at a clock that stands: what is a day old stays exactly a day old
 * until it was looked at.
 */
final class Facts implements AutoCloseable {

    private static final OffsetDateTime LONG_AGO = OffsetDateTime.parse("2020-01-01T00:00:00Z");

    private final Connection connection;
    private final TestDatabase store;
    private final OffsetDateTime now;

    Facts(TestDatabase store) throws SQLException {
        this.store = store;
        connection = store.connect();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(store.stopClock());
            try (ResultSet row = statement.executeQuery("select " + (store == TestDatabase.MARIADB ? "utc_timestamp(6)"
                    : "current_timestamp"))) {
                row.next();
                now = row.getObject(1, OffsetDateTime.class).withOffsetSameInstant(ZoneOffset.UTC);
            }
        }
    }

    /** The database's time, which stands. */
    OffsetDateTime now() {
        return now;
    }

    OffsetDateTime ago(Duration age) {
        return now.minus(age);
    }

    /** An instance whose both lists were read completely just now. */
    Facts instance(String id, Object... more) throws SQLException {
        insert("dcs_instance", row(more, "instance_id", id, "source", "s", "name", "name-" + id, "policy", "default",
                "first_seen_at", LONG_AGO, "changed_at", LONG_AGO));
        return read(id, "backups", now).read(id, "restores", now);
    }

    /** An operation that failed, noticed now. */
    Facts failure(String recordType, String instance, String record, String code, OffsetDateTime operationAt)
            throws SQLException {
        return insert("operation_failure", row(new Object[0], "record_type", recordType, "instance_id", instance,
                "record_id", record, "source", "s", "error_code", code, "category", "tool", "severity", "warning",
                "operation_at", operationAt, "detected_at", now));
    }

    /** A code with meanings of its own. */
    Facts code(String code) throws SQLException {
        return insert("error_code", Map.of("code", code, "category", "c-" + code, "severity", "info", "retryable",
                true, "backup_meaning", "b-" + code, "restore_meaning", "r-" + code, "owner", "o-" + code, "runbook",
                "book-" + code));
    }

    /** A sync of source s. */
    Facts run(String id, OffsetDateTime startedAt, OffsetDateTime finishedAt, String status, Object... more)
            throws SQLException {
        return insert("sync_run", row(more, "run_id", id, "trigger_type", "schedule", "source", "s", "started_at",
                startedAt, "finished_at", finishedAt, "status", status));
    }

    /** When a list of an instance was read completely; null for never. */
    Facts read(String id, String endpoint, OffsetDateTime completedAt, Object... more) throws SQLException {
        execute("delete from instance_sync where instance_id = '" + id + "' and endpoint = '" + endpoint + "'");
        return insert("instance_sync", row(more, "instance_id", id, "endpoint", endpoint, "source", "s", "completed_at",
                completedAt, "proof", "proved"));
    }

    /** A backup that succeeded, created then. */
    Facts backup(String instance, String id, OffsetDateTime createdAt, Object... more) throws SQLException {
        return insert("backup_record", row(more, "instance_id", instance, "backup_id", id, "source", "s", "status",
                "succeed", "backup_type", "auto", "created_at", createdAt, "first_seen_at", LONG_AGO,
                "changed_at", LONG_AGO));
    }

    /** A restoration that succeeded, created then. */
    Facts restore(String instance, String id, OffsetDateTime createdAt, Object... more) throws SQLException {
        return insert("restore_record", row(more, "instance_id", instance, "restore_id", id, "source", "s", "status",
                "succeed", "created_at", createdAt, "first_seen_at", LONG_AGO, "changed_at", LONG_AGO));
    }

    Facts policy(String name, long rpoMinutes, long rtoMinutes, long drillDays) throws SQLException {
        return insert("protection_policy", Map.of("name", name, "match_pattern", "*", "rpo_minutes", rpoMinutes,
                "rto_minutes", rtoMinutes, "drill_days", drillDays, "position", 1));
    }

    Facts freshness(String value) throws SQLException {
        return insert("report_setting", Map.of("name", "dcs.freshness", "value", value));
    }

    /** The row, with some columns as given in place of their defaults. */
    private static Map<String, Object> row(Object[] more, Object... defaults) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (Object[] pairs : List.of(defaults, more)) {
            for (int i = 0; i < pairs.length; i += 2) {
                row.put((String) pairs[i], pairs[i + 1]);
            }
        }
        return row;
    }

    Facts insert(String table, Map<String, Object> row) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into " + table + " ("
                + String.join(", ", row.keySet()) + ") values ("
                + String.join(", ", Collections.nCopies(row.size(), "?")) + ")")) {
            int parameter = 1;
            for (Object value : row.values()) {
                insert.setObject(parameter++, value);
            }
            insert.executeUpdate();
        }
        return this;
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** What the program reads with this clock and these rows. */
    Reports reports() {
        return new Reports(new SingleConnectionDataSource(connection, true), store.dialect());
    }

    /** The columns of a view, in lower case. */
    List<String> columns(String view) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("select * from " + view)) {
            List<String> names = new ArrayList<>();
            for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                names.add(result.getMetaData().getColumnName(i).toLowerCase(Locale.ROOT));
            }
            return names;
        }
    }

    /** Some columns of a report, each row as its values with blanks between; null for a missing one. */
    List<String> report(Report report, String columns) {
        return reports().rows(ReportQuery.all(report)).stream()
                .map(row -> Stream.of(columns.split(", *")).map(column -> {
                    assertThat(row).containsKey(column);
                    return String.valueOf(row.get(column));
                }).collect(Collectors.joining(" ")))
                .toList();
    }

    /** The rows of a query, each as its values with blanks between; null for NULL. */
    List<String> select(String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("select " + query)) {
            while (result.next()) {
                StringJoiner row = new StringJoiner(" ");
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(result.getString(i));
                }
                rows.add(row.toString());
            }
        }
        return rows;
    }

    @Override
    public void close() throws SQLException {
        connection.rollback();
        connection.close();
    }
}
