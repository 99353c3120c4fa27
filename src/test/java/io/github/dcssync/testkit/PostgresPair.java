package io.github.dcssync.testkit;

import io.github.dcssync.database.DatabaseTarget;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** Two PostgreSQL servers: one that is written to, and a standby that follows it until it takes its place. */
public final class PostgresPair implements AutoCloseable {

    /** What a server has in its folder while it runs. */
    private static final List<String> OF_THE_RUNNING = List.of("postmaster.pid", "epg-lock");

    private final Path firstData;
    private final EmbeddedPostgres first;
    private final EmbeddedPostgres second;

    /** @param folder an empty one for the files of both */
    public PostgresPair(Path folder) throws IOException {
        firstData = folder.resolve("first");
        Path secondData = folder.resolve("second");
        EmbeddedPostgres made = server(firstData, 0);
        int port = made.getPort();
        made.close();
        copy(firstData, secondData);
        Files.createFile(secondData.resolve("standby.signal"));
        Files.writeString(secondData.resolve("postgresql.auto.conf"),
                "primary_conninfo = 'host=localhost port=" + port + " user=postgres'\n", StandardOpenOption.APPEND);
        first = server(firstData, port);
        second = server(secondData, 0);
        Waiting.until("the standby to follow",
                () -> tables(first).count("pg_stat_replication where state = 'streaming'") == 1);
    }

    private static EmbeddedPostgres server(Path data, int port) throws IOException {
        Files.createDirectories(data);
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder().setServerConfig("synchronous_commit", "on");
        return TestPostgres.started(port == 0 ? builder : builder.setPort(port), data, ProcessHandle.current());
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(file -> !OF_THE_RUNNING.contains(file.getFileName().toString())).toList()) {
                Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private static DatabaseTarget target(String servers, String parameters) {
        return new DatabaseTarget("jdbc:postgresql://" + servers + "/postgres" + parameters, "postgres", "");
    }

    private static Tables tables(EmbeddedPostgres server) {
        return Tables.of(target("localhost:" + server.getPort(), ""));
    }

    /** Their database, on whichever of them is written to. */
    public DatabaseTarget database() {
        return target("localhost:" + first.getPort() + ",localhost:" + second.getPort(), "?targetServerType=primary");
    }

    /** What is on the one that was written to first. */
    public Tables first() {
        return tables(first);
    }

    /** What is on the one that was a standby first. */
    public Tables second() {
        return tables(second);
    }

    /** From now on nothing is stored that the standby does not have, too. */
    public void commitOnBoth() {
        set(first, "synchronous_standby_names", "*");
        Waiting.until("the standby to be waited for",
                () -> first().count("pg_stat_replication where sync_state = 'sync'") == 1);
    }

    /** From now on the standby hears of nothing more. */
    public void losesTouch() {
        set(second, "primary_conninfo", "");
        Waiting.until("the standby to hear of nothing", () -> first().count("pg_stat_replication") == 0);
    }

    private static void set(EmbeddedPostgres server, String name, String value) {
        tables(server).execute("alter system set " + name + " = '" + value + "'");
        tables(server).value("select pg_reload_conf()");
    }

    /** The first ends without a word to anybody, and the standby takes its place. */
    public void failOver() {
        try {
            long process = Long.parseLong(Files.readAllLines(firstData.resolve("postmaster.pid")).get(0).strip());
            ProcessHandle server = ProcessHandle.of(process).orElseThrow();
            new ProcessBuilder("kill", "-QUIT", Long.toString(process)).start().waitFor();
            server.onExit().join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        second().value("select pg_promote()");
    }

    @Override
    public void close() throws IOException {
        second.close();
        first.close();
    }
}
