package io.github.dcssync.bench;

import java.io.StringReader;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;

/** Writes rows with COPY into a temporary table, and from there in one statement. */
final class CopyTarget implements Target {

    private final Table table;
    private final boolean write;
    private final Connection connection;
    private final StringBuilder waiting = new StringBuilder();
    private int rows;

    CopyTarget(String url, Table table, boolean write) throws Exception {
        this.table = table;
        this.write = write;
        connection = DriverManager.getConnection(url);
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("create temporary table stage as select instance_id, source, project_id, first_seen_at,"
                    + " changed_at, " + columns("") + " from " + table.name() + " with no data");
        }
        connection.commit();
    }

    private String columns(String alias) {
        return table.columns().stream().map(column -> alias + column).collect(Collectors.joining(", "));
    }

    @Override
    public void add(String instance, String[] row) throws Exception {
        waiting.append(instance).append("\tdefault\tproject\tnow\tnow");
        for (String value : row) {
            waiting.append('\t');
            if (value == null) {
                waiting.append("\\N");
            } else {
                escape(value);
            }
        }
        waiting.append('\n');
        if (++rows == ROWS_A_MERGE) {
            merge();
        }
    }

    private void escape(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> waiting.append("\\\\");
                case '\t' -> waiting.append("\\t");
                case '\n' -> waiting.append("\\n");
                case '\r' -> waiting.append("\\r");
                default -> waiting.append(c);
            }
        }
    }

    private void merge() throws Exception {
        String key = "instance_id, " + table.columns().get(0);
        String list = "instance_id, source, project_id, first_seen_at, changed_at, " + columns("");
        connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy stage (" + list + ") from stdin",
                new StringReader(waiting.toString()));
        try (Statement statement = connection.createStatement()) {
            if (write) {
                statement.execute("insert into " + table.name() + " (" + list + ") select " + list
                        + " from stage on conflict (" + key + ") do update set status = excluded.status, changed_at ="
                        + " excluded.changed_at where " + table.name() + ".status is distinct from excluded.status");
            } else {
                statement.execute("select count(*) from stage s left join " + table.name() + " r on r.instance_id ="
                        + " s.instance_id and r." + table.columns().get(0) + " = s." + table.columns().get(0)
                        + " where r.instance_id is null or (" + columns("r.") + ") is distinct from (" + columns("s.")
                        + ")");
            }
            statement.execute("truncate stage");
        }
        connection.commit();
        waiting.setLength(0);
        rows = 0;
    }

    @Override
    public void close() throws Exception {
        if (rows > 0) {
            merge();
        }
        connection.close();
    }
}
