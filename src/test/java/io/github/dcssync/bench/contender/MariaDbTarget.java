package io.github.dcssync.bench.contender;

import java.io.ByteArrayInputStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Collectors;

/** LOAD DATA into a temporary table, and from there in one statement. */
final class MariaDbTarget implements Target {

    private static final int ROWS_A_MERGE = 10_000;

    private final Table table;
    private final Connection connection;
    private final Statement statement;
    private final TextRows waiting = new TextRows();
    private int rows;

    MariaDbTarget(Job job, Table table) throws SQLException {
        this.table = table;
        connection = DriverManager.getConnection(job.url());
        connection.setAutoCommit(false);
        statement = connection.createStatement();
        statement.execute("create temporary table stage_" + table.name() + " as select " + table.columns("")
                + " from " + table.name() + " where false");
    }

    @Override
    public void add(String instance, Row row) throws Exception {
        waiting.add(instance, row);
        if (++rows == ROWS_A_MERGE) {
            merge();
        }
    }

    private void merge() throws SQLException {
        String stage = "stage_" + table.name();
        statement.unwrap(org.mariadb.jdbc.Statement.class).setLocalInfileInputStream(
                new ByteArrayInputStream(waiting.bytes(), 0, waiting.length()));
        statement.execute("load data local infile 'rows' into table " + stage + " character set utf8mb4 " + columns());
        statement.execute("insert into " + table.name() + " (" + table.columns("") + ") select " + table.columns("")
                + " from " + stage + " on duplicate key update " + updates());
        statement.execute("delete from " + stage);
        connection.commit();
        waiting.clear();
        rows = 0;
    }

    /** Times come with a zone, and truth as a word, which MariaDB knows neither of. */
    private String columns() {
        String names = table.fields().stream().map(field -> isPlain(field) ? field.column() : "@" + field.column())
                .collect(Collectors.joining(", "));
        String values = table.fields().stream().filter(field -> !isPlain(field)).map(field -> field.column() + " = "
                + (field.type() == ColumnType.TIME ? "left(@%s, 23)" : "@%s = 'TRUE'").formatted(field.column()))
                .collect(Collectors.joining(", "));
        return "(instance_id, " + names + ") set " + values;
    }

    private static boolean isPlain(Table.Field field) {
        return field.type() != ColumnType.TIME && field.type() != ColumnType.TRUTH;
    }

    private String updates() {
        return table.fields().stream().skip(1).map(field -> field.column() + " = values(" + field.column() + ")")
                .collect(Collectors.joining(", "));
    }

    @Override
    public void close() throws SQLException {
        if (rows > 0) {
            merge();
        }
        connection.close();
    }
}
