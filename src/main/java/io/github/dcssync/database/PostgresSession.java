package io.github.dcssync.database;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * What a session with PostgreSQL can rely on, as one connection finds it.
 *
 * @param isPooled whether a pooler such as PgBouncer answers for the server: it may hand the session to others between
 *        two transactions, so that nothing may be left in it and nothing can be expected there
 * @param schema the schema that names without one are made in; null when there is none
 * @param ours the first schema of the search path that has the program's tables, not those of another installation,
 *        which the user may not even read; null when none has
 */
record PostgresSession(boolean isPooled, @Nullable String schema, @Nullable String ours) {

    private static final String LOOK = """
            select pg_backend_pid(), current_schema(), (
                select n.nspname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                 where c.relname = '%s' and n.nspname = any (current_schemas(false))
                   and has_table_privilege(c.oid, 'SELECT')
                 order by array_position(current_schemas(false), n.nspname) limit 1)""".formatted(SchemaHistory.TABLE);

    static PostgresSession of(DatabaseTarget target) throws SQLException {
        try (Connection connection = DriverManager.getConnection(JdbcUrl.complete(target.url()), target.login())) {
            // In a transaction: a pooler of single statements refuses to begin one.
            connection.setAutoCommit(false);
            return of(connection);
        }
    }

    static PostgresSession of(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(LOOK)) {
            row.next();
            // A pooler makes up the number by which its client is known.
            boolean pooled = row.getInt(1) != connection.unwrap(PGConnection.class).getBackendPID();
            return new PostgresSession(pooled, row.getString(2), row.getString(3));
        }
    }

    /** Whether the program's tables lie behind a schema that came to stand before theirs: one named like the user. */
    boolean isOvertaken() {
        return ours != null && !ours.equals(schema);
    }

    /** The URL with what such sessions need; parameters that it gives itself win. */
    String complete(String url) {
        List<String> parameters = new ArrayList<>();
        if (isPooled) {
            // A statement that was prepared in one session is unknown in the next.
            parameters.add("prepareThreshold=0");
        } else if (ours != null && isOvertaken()) {
            // The server reads it as it reads SQL, where what is not quoted is in lower case.
            parameters.add("currentSchema=" + URLEncoder.encode('"' + ours.replace("\"", "\"\"") + '"',
                    StandardCharsets.UTF_8));
        }
        return JdbcUrl.with(url, parameters);
    }
}
