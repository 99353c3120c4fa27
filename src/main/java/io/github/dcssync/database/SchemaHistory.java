package io.github.dcssync.database;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the database says about its own schema. Only reads.
 *
 * @param tables the tables and views of the current schema, in lower case
 * @param version the newest migration that ran, empty when none ever did
 * @param failed the version of a migration that was begun and failed, empty when there is none
 */
record SchemaHistory(Set<String> tables, Optional<Integer> version, Optional<Integer> failed) {

    /** Of our own, so that another program in the same schema that uses Flyway keeps its flyway_schema_history. */
    static final String TABLE = "dcs_sync_schema_history";

    static SchemaHistory read(Connection connection) throws SQLException {
        Set<String> tables = tables(connection);
        if (!tables.contains(TABLE)) {
            return new SchemaHistory(tables, Optional.empty(), Optional.empty());
        }
        Optional<Integer> version = Optional.empty();
        Optional<Integer> failed = Optional.empty();
        String quote = connection.getMetaData().getIdentifierQuoteString();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select * from " + quote + TABLE + quote)) {
            while (rows.next()) {
                Optional<Integer> row = number(rows.getString("version"));
                if (!rows.getBoolean("success")) {
                    failed = row;
                } else if (row.isPresent() && row.get() > version.orElse(0)) {
                    version = row;
                }
            }
        }
        return new SchemaHistory(tables, version, failed);
    }

    private static Set<String> tables(Connection connection) throws SQLException {
        Set<String> tables = new TreeSet<>();
        DatabaseMetaData metaData = connection.getMetaData();
        try (ResultSet rows = metaData.getTables(connection.getCatalog(), connection.getSchema(), null,
                new String[] {"TABLE", "BASE TABLE", "VIEW"})) {
            while (rows.next()) {
                tables.add(rows.getString("TABLE_NAME").toLowerCase(Locale.ROOT));
            }
        }
        return tables;
    }

    /** Repeatable migrations have no version; ours are whole numbers. */
    private static Optional<Integer> number(String version) {
        return version != null && version.matches("\\d{1,9}") ? Optional.of(Integer.valueOf(version)) : Optional.empty();
    }
}
