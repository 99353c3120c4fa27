package io.github.dcssync.testkit;

import io.github.dcssync.database.DatabaseTarget;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** One PostgreSQL server for all tests of a build, started by the first that asks. */
public final class TestPostgres {

    private static final Duration LONGEST_START = Duration.ofMinutes(3);
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private TestPostgres() {
    }

    /** A new empty database of that server, whose owner may do everything. */
    public static DatabaseTarget freshDatabase() {
        String name = "test_" + ProcessHandle.current().pid() + "_" + DATABASES.incrementAndGet();
        execute("create database " + name + " encoding 'UTF8' template template0");
        return new DatabaseTarget(url(name), "postgres", "");
    }

    /** The URL of a database of that server, whether it exists or not. */
    public static String url(String database) {
        return "jdbc:postgresql://localhost:" + Server.PORT + "/" + database;
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
        try (Connection connection = DriverManager.getConnection(url("postgres"), "postgres", "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static EmbeddedPostgres started(EmbeddedPostgres.Builder builder, Path data, ProcessHandle owner)
            throws IOException {
        EmbeddedPostgres server = builder.setDataDirectory(data).setCleanDataDirectory(false)
                .setRegisterShutdownHook(false).setPGStartupWait(LONGEST_START).start();
        long process = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
        ServerWatch.start(owner, process, "QUIT", data);
        return server;
    }

    /** A server of one's own that any thread can stop and start again; it ends with the test. */
    public static final class Own implements AutoCloseable {

        private final Path data;
        private int port;
        private EmbeddedPostgres server;
        private boolean isClosed;

        /** @param data an empty folder for its files, kept when it stops */
        public Own(Path data) {
            this.data = data;
            start();
        }

        /** Starts it where it was, with what it had, unless the test has ended meanwhile. */
        public synchronized void start() {
            if (isClosed) {
                return;
            }
            try {
                EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder();
                server = started(port == 0 ? builder : builder.setPort(port), data, ProcessHandle.current());
                port = server.getPort();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Stops it as its operator would: who is connected is cut off. */
        public synchronized void stop() {
            try {
                server.close();
                server = null;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Has all its processes stand still, as a machine that has run out of something; connections stay. */
        public void freeze() {
            signal("-STOP");
        }

        /** Lets them go on. */
        public void thaw() {
            signal("-CONT");
        }

        /** The one that makes the others first: once it stands still there will be no more of them. */
        private void signal(String name) {
            try {
                long process = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
                kill(name, Stream.of(process));
                kill(name, ProcessHandle.of(process).orElseThrow().descendants().map(ProcessHandle::pid));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        private static void kill(String signal, Stream<Long> processes) throws IOException, InterruptedException {
            List<String> command = new ArrayList<>(List.of("kill", signal));
            processes.map(String::valueOf).forEach(command::add);
            new ProcessBuilder(command).start().waitFor();
        }

        /** Its only database. */
        public DatabaseTarget database() {
            return new DatabaseTarget("jdbc:postgresql://localhost:" + port + "/postgres", "postgres", "");
        }

        /** Where it is being started by somebody, it has started by then. */
        @Override
        public synchronized void close() {
            isClosed = true;
            if (server != null) {
                thaw();
                stop();
            }
        }
    }

    private static final class Server {

        static final int PORT = BuildServer.port("postgresql", Server::start);

        private static int start(ProcessHandle owner) throws IOException {
            Path folder = Files.createTempDirectory("dcs-postgresql");
            return started(EmbeddedPostgres.builder(), folder, owner).getPort();
        }
    }
}
