package io.github.dcssync.database;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the database says about its own schema. Only reads.
 *
 * @param tables the tables and views of the current schema, in lower case
 * @param version the newest migration that ran, empty when none ever did
 * @param failed the file of a migration that was begun and failed, empty when there is none
 * @param checksums Flyway's checksum of each file that ran, by the file's name; of one that ran more than once the last
 */
record SchemaHistory(Set<String> tables, Optional<Integer> version, Optional<String> failed,
        Map<String, Integer> checksums) {

    /** Of our own, so that another program in the same schema that uses Flyway keeps its flyway_schema_history. */
    static final String TABLE = "dcs_sync_schema_history";

    /** Tables and views, but those of Quartz, whose names begin as nobody else's do. */
    static final Set<String> OURS = Set.of("account_project", "alert", "alert_delivery", "alert_sink",
            "availability_of_backups", "backup_record", "calendar_day", "coverage_of_syncs", "dcs_instance",
            "error_code", "freshness_of_reports", "history_gap", "instance_listing", "instance_sync", "last_complete",
            "metric_total", "operation_failure", "outcome_of_backups", "outcome_of_restores", "protection_policy",
            "record_change", "rejected_record", "report_backup_calendar", "report_daily_backups",
            "report_daily_failures", "report_drill_due",
            "report_failures_by_code", "report_history_gap", "report_job_duration", "report_manual_deletions",
            "report_restore_evidence", "report_retention", "report_rpo_status", "report_setting", "report_size_growth",
            "report_stuck", "report_sync_health", "report_unprotected", "report_worklist", "request_budget",
            "restore_record", "schedule_tick", "source_cut", "sync_error", "sync_lease", "sync_run",
            "total_num_meaning");

    static SchemaHistory read(Connection connection) throws SQLException {
        Set<String> tables = tables(connection);
        if (!tables.contains(TABLE)) {
            return new SchemaHistory(tables, Optional.empty(), Optional.empty(), Map.of());
        }
        Optional<Integer> version = Optional.empty();
        Optional<String> failed = Optional.empty();
        Map<String, Integer> checksums = new HashMap<>();
        String quote = connection.getMetaData().getIdentifierQuoteString();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select * from " + quote + TABLE + quote + " order by "
                        + quote + "installed_rank" + quote)) {
            while (rows.next()) {
                checksums.put(rows.getString("script"), rows.getInt("checksum"));
                Optional<Integer> row = number(rows.getString("version"));
                if (!rows.getBoolean("success")) {
                    failed = Optional.of(rows.getString("script"));
                } else if (row.isPresent() && row.get() > version.orElse(0)) {
                    version = row;
                }
            }
        }
        return new SchemaHistory(tables, version, failed, checksums);
    }

    /**
     * @param files the checksums of all files of the program
     * @return whether each of them has run, as it is now: there is nothing to migrate
     */
    boolean hasRun(Map<String, Integer> files) {
        return version.orElse(0) == Migrations.KNOWN && failed.isEmpty()
                && checksums.entrySet().containsAll(files.entrySet());
    }

    /** Why this program must not touch the database, in one line with the remedy. */
    Optional<String> refusal(DatabaseTarget target, Connection connection) throws SQLException {
        if (target.dialect() == Dialect.POSTGRESQL && connection.getSchema() == null) {
            return Rights.lacking(target.dialect(), connection, true)
                    .map(grant -> refusal(target, "does not allow user '"
                            + target.asker() + "' to use its schema: " + grant))
                    .orElseGet(() -> refusal(target,
                            "has no schema to work in: create the one in dcs.db.url (create schema NAME)"));
        }
        Optional<String> overtaken = overtaken(target, connection);
        if (overtaken.isPresent()) {
            return overtaken;
        }
        if (version.orElse(0) > Migrations.KNOWN) {
            return refusal(target, "has schema version " + version.get() + ", this program knows up to "
                    + Migrations.KNOWN + ": upgrade dcs-sync, or use another database (dcs.db.url)");
        }
        if (failed.isPresent()) {
            return refusal(target, "has a migration that failed (" + failed.get() + "): remove what stopped it, delete"
                    + " its row from " + TABLE + " (\"success\" is false) and start again; it can safely run twice");
        }
        if (!tables.contains(TABLE) && !taken().isEmpty()) {
            return refusal(target, "already has tables " + taken() + " that dcs-sync did not make: use a database or"
                    + " schema of its own (dcs.db.url)");
        }
        String encoding = encoding(target.dialect(), connection);
        return encoding.equals("UTF8") ? Optional.empty() : refusal(target, "cannot hold every name, its encoding is "
                + encoding + ": create one in UTF8 (create database NAME encoding 'UTF8' template template0)");
    }

    /** Where the URL does not let us say which schema: a second history would begin, and the first would seem lost. */
    private static Optional<String> overtaken(DatabaseTarget target, Connection connection) throws SQLException {
        if (target.dialect() != Dialect.POSTGRESQL) {
            return Optional.empty();
        }
        PostgresSession session = PostgresSession.of(connection);
        return session.isOvertaken() ? refusal(target, "has dcs-sync's tables in schema '" + session.ours()
                + "', but schema '" + session.schema() + "' comes first in the search path of user '" + target.asker()
                + "': alter role \"" + target.asker() + "\" set search_path = \"" + session.ours() + "\"")
                : Optional.empty();
    }

    private static Optional<String> refusal(DatabaseTarget target, String reason) {
        return Optional.of("The database " + target.address() + " " + reason);
    }

    /** Our names; `create table if not exists` would take what somebody else made under them for ours. */
    private Set<String> taken() {
        Set<String> taken = new TreeSet<>(tables);
        taken.retainAll(OURS);
        return taken;
    }

    /** Only PostgreSQL decides that for a whole database. */
    private static String encoding(Dialect dialect, Connection connection) throws SQLException {
        if (dialect != Dialect.POSTGRESQL) {
            return "UTF8";
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("show server_encoding")) {
            row.next();
            return row.getString(1);
        }
    }

    private static Set<String> tables(Connection connection) throws SQLException {
        Set<String> tables = new TreeSet<>();
        String schema = connection.getSchema();
        DatabaseMetaData metaData = connection.getMetaData();
        try (ResultSet rows = metaData.getTables(connection.getCatalog(), schema, null,
                new String[] {"TABLE", "BASE TABLE", "VIEW"})) {
            while (rows.next()) {
                // The driver takes the schema for a pattern, in which "_" is any character.
                if (schema == null || schema.equals(rows.getString("TABLE_SCHEM"))) {
                    tables.add(rows.getString("TABLE_NAME").toLowerCase(Locale.ROOT));
                }
            }
        }
        return tables;
    }

    /** Repeatable migrations have no version; ours are whole numbers. */
    private static Optional<Integer> number(String version) {
        boolean ours = version != null && version.matches("\\d{1,9}");
        return ours ? Optional.of(Integer.valueOf(version)) : Optional.empty();
    }
}
