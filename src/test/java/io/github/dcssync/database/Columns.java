package io.github.dcssync.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The columns that the contract promises, and those that a database has, in the same spelling. */
final class Columns {

    private static final String EXPECTED = """
            account_project: account varchar(255), project_id varchar(255), endpoint text, project_name text, \
            source varchar(255), found_at instant, gone_at instant
            alert: alert_id bigint, kind varchar(64), dedup_key varchar(700), open_key varchar(700), \
            severity varchar(64), source varchar(255), instance_id varchar(255), title text, payload text, \
            raised_at instant, resolved_at instant, delivered_at instant, resolved_delivered_at instant, \
            attempts integer, last_error text, \
            run_id varchar(36), is_waiting boolean, cause varchar(255)
            alert_delivery: alert_id bigint, sink varchar(64), delivered_at instant, resolved_delivered_at instant, \
            attempts integer, last_error text, told_as varchar(700)
            alert_sink: sink varchar(64), heartbeat_at instant
            backup_record: instance_id varchar(255), backup_id varchar(255), source varchar(255), \
            project_id varchar(255), backup_name text, backup_type text, backup_format text, status text, \
            progress numeric(5,2), size_bytes bigint, remark text, period text, error_code text, \
            is_support_restore boolean, created_at instant, execution_at instant, updated_at instant, \
            first_seen_at instant, changed_at instant, vanished_at instant, extra text
            calendar_day: utc_day date
            dcs_instance: instance_id varchar(255), source varchar(255), project_id varchar(255), name text, \
            engine text, engine_version text, status text, capacity_gb numeric(10,3), spec_code text, \
            created_at instant, policy text, first_seen_at instant, changed_at instant, gone_at instant, extra text, \
            is_selected boolean
            error_code: code varchar(255), category varchar(64), severity varchar(64), retryable boolean, \
            backup_meaning text, restore_meaning text, owner text, runbook text
            history_gap: instance_id varchar(255), endpoint varchar(16), noticed_at instant, begins_at instant
            instance_listing: source varchar(255), asked_for varchar(64), run_id varchar(36), status varchar(16), \
            not_listed text, error text, noted_at instant
            instance_sync: instance_id varchar(255), endpoint varchar(16), source varchar(255), run_id varchar(36), \
            attempted_at instant, completed_at instant, proof varchar(16), records bigint, total_num bigint, \
            pages bigint, shifts bigint, rereads bigint, low_water_at instant, consecutive_failures integer, \
            quarantined_until instant, http_status integer, error_code text, error_msg text, request_id text, \
            history_gap_at instant, not_applicable_at instant, checksum bigint
            metric_total: metric varchar(64), source varchar(255), label varchar(255), total bigint
            operation_failure: record_type varchar(16), instance_id varchar(255), record_id varchar(255), \
            source varchar(255), error_code text, category varchar(64), severity varchar(64), operation_at instant, \
            detected_at instant, resolved_at instant, recovered_at instant
            protection_policy: name varchar(255), match_pattern text, rpo_minutes bigint, rto_minutes bigint, \
            drill_days bigint, position integer
            record_change: change_id bigint, run_id varchar(36), record_type varchar(16), instance_id varchar(255), \
            record_id varchar(255), field varchar(255), old_value text, new_value text, observed_at instant
            rejected_record: rejected_id bigint, run_id varchar(36), source varchar(255), instance_id varchar(255), \
            endpoint varchar(16), reason text, payload text, payload_sha256 varchar(64), rejected_at instant, \
            last_seen_at instant, replayed_at instant
            report_setting: name varchar(255), value text
            request_budget: source varchar(255), granted_until instant, held_until instant, slowed_to numeric(12,3)
            restore_record: instance_id varchar(255), restore_id varchar(255), source varchar(255), \
            project_id varchar(255), restore_name text, restore_remark text, backup_id varchar(255), backup_name text, \
            backup_remark text, source_instance_id varchar(255), source_instance_name text, status text, \
            progress numeric(5,2), error_code text, created_at instant, updated_at instant, first_seen_at instant, \
            changed_at instant, vanished_at instant, extra text
            schedule_tick: source varchar(255), kind varchar(16), ticked_at instant, due_at instant
            source_cut: source varchar(255), shards integer, node text, declared_at instant
            sync_error: error_id bigint, run_id varchar(36), source varchar(255), instance_id varchar(255), \
            endpoint varchar(64), occurred_at instant, http_status integer, error_code text, error_msg text, \
            request_id text, rule text, action varchar(32)
            sync_lease: source varchar(255), token bigint, holder text, run_id varchar(36), acquired_at instant, \
            heartbeat_at instant, expires_at instant, shards integer
            sync_run: run_id varchar(36), trigger_type varchar(16), source varchar(255), node text, version text, \
            started_at instant, finished_at instant, status varchar(16), instances bigint, tasks_complete bigint, \
            tasks_failed bigint, records_read bigint, records_inserted bigint, records_changed bigint, \
            records_unchanged bigint, records_vanished bigint, records_rejected bigint, requests bigint, \
            retries bigint, error text, shard integer, shards integer, is_whole boolean, requests_succeeded bigint
            total_num_meaning: source varchar(255), endpoint varchar(16), meaning varchar(32), learned_at instant, \
            api varchar(16)
            """;

    private Columns() {
    }

    /** Table by table, each column as {@code table.column type}. */
    static List<String> expected() {
        return EXPECTED.lines()
                .map(line -> line.split(": "))
                .flatMap(parts -> Stream.of(parts[1].split(", (?=[a-z])")).map(column -> parts[0] + "." + column))
                .toList();
    }

    /** The same of the tables a database has, but for those that other programs brought: Flyway and Quartz. */
    static List<String> of(Connection connection) throws SQLException {
        List<String> columns = new ArrayList<>();
        for (String table : SchemaHistory.read(connection).tables()) {
            if (!table.equals(SchemaHistory.TABLE) && !table.matches("dcs_qrtz_.*|report_.*|.*_of_.*|last_complete")
                    || table.equals("report_setting")) {
                columns.addAll(of(connection, table));
            }
        }
        return columns;
    }

    /** Those of one table or view, each as {@code table.column type}. */
    static List<String> of(Connection connection, String table) throws SQLException {
        List<String> columns = new ArrayList<>();
        boolean upper = connection.getMetaData().storesUpperCaseIdentifiers();
        try (ResultSet rows = connection.getMetaData().getColumns(connection.getCatalog(), connection.getSchema(),
                upper ? table.toUpperCase(Locale.ROOT) : table, null)) {
            while (rows.next()) {
                columns.add(table + "." + rows.getString("COLUMN_NAME").toLowerCase(Locale.ROOT) + " " + type(rows));
            }
        }
        return columns;
    }

    private static String type(ResultSet column) throws SQLException {
        int size = column.getInt("COLUMN_SIZE");
        return switch (column.getInt("DATA_TYPE")) {
            case Types.BIGINT -> "bigint";
            case Types.DATE -> "date";
            case Types.INTEGER -> "integer";
            case Types.BIT, Types.BOOLEAN -> "boolean";
            case Types.NUMERIC, Types.DECIMAL -> "numeric(" + size + "," + column.getInt("DECIMAL_DIGITS") + ")";
            case Types.VARCHAR -> size > 65_535 ? "text" : "varchar(" + size + ")";
            case Types.CLOB, Types.LONGVARCHAR -> "text";
            case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE -> instant(column);
            default -> column.getString("TYPE_NAME");
        };
    }

    /** H2 and PostgreSQL have a type for it; MariaDB's datetime is one because the session is in UTC. */
    private static String instant(ResultSet column) throws SQLException {
        String type = column.getString("TYPE_NAME").toLowerCase(Locale.ROOT);
        boolean zoned = type.contains("with time zone") || type.equals("timestamptz") || type.startsWith("datetime");
        boolean micros = column.getInt("DECIMAL_DIGITS") == 6 || column.getInt("COLUMN_SIZE") == 26;
        return zoned && micros ? "instant" : type + " " + column.getInt("DECIMAL_DIGITS");
    }
}
