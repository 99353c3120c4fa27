package io.github.dcssync.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
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

    /** A server of one's own that can be stopped and started again; it ends with the test. */
    public static final class Own implements AutoCloseable {

        private final Path data;
        private int port;
        private EmbeddedPostgres server;

        /** @param data an empty folder for its files, kept when it stops */
        public Own(Path data) {
            this.data = data;
            start();
        }

        /** Starts it where it was, with what it had. */
        public void start() {
            try {
                EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder().setDataDirectory(data)
                        .setCleanDataDirectory(false).setRegisterShutdownHook(false);
                server = port == 0 ? builder.start() : builder.setPort(port).start();
                port = server.getPort();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Stops it as its operator would: who is connected is cut off. */
        public void stop() {
            try {
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Its only database. */
        public DatabaseTarget database() {
            return new DatabaseTarget("jdbc:postgresql://localhost:" + port + "/postgres", "postgres", "");
        }

        @Override
        public void close() {
            stop();
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
