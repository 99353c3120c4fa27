package io.github.dcssync.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** One PostgreSQL server for all tests of this JVM, started by the first that asks; it ends with the JVM. */
public final class TestPostgres {

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private TestPostgres() {
    }

    /** A new empty database of that server, whose owner may do everything. */
    public static DatabaseTarget freshDatabase() {
        String name = "test_" + DATABASES.incrementAndGet();
        execute("create database " + name + " encoding 'UTF8' template template0");
        return new DatabaseTarget(url(name), "postgres", "");
    }

    /** The URL of a database of that server, whether it exists or not. */
    public static String url(String database) {
        return "jdbc:postgresql://localhost:" + Server.POSTGRES.getPort() + "/" + database;
    }

    /** Has the server ask this role for its password; it trusts all others. */
    public static void requirePassword(String role) {
        execute("""
                do $$ begin
                execute format('copy (values (''host all %s all scram-sha-256''), (''host all all all trust'')) to %%L',
                        current_setting('hba_file'));
                perform pg_reload_conf();
                end $$""".formatted(role));
    }

    /** Runs a statement as the administrator, outside any test's database. */
    public static void execute(String sql) {
        try (Connection connection = Server.POSTGRES.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Server {

        static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
