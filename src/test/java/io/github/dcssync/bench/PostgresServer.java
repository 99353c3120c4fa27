package io.github.dcssync.bench;

import io.github.dcssync.bench.contender.ColumnType;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** PostgreSQL as its distribution sets it, which forgets nothing when the power fails. */
final class PostgresServer implements Server {

    private static final double BYTES_A_MIB = 1 << 20;
    private static final Duration LONGEST_START = Duration.ofMinutes(3);
    private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(10);
    private static final long BETWEEN_LOOKS_NANOS = 5_000_000;

    private final EmbeddedPostgres server;
    private final long process;

    PostgresServer(Path data) throws Exception {
        // The library that starts it would trade safety for speed.
        server = EmbeddedPostgres.builder().setDataDirectory(data).setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on").setPGStartupWait(LONGEST_START).start();
        process = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
    }

    private String url(String name) {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + name + "?user=postgres";
    }

    @Override
    public String title() throws Exception {
        return "PostgreSQL " + (int) Server.number(url("postgres"),
                "select current_setting('server_version_num')::int / 10000");
    }

    @Override
    public String create(String name) throws Exception {
        Server.execute(url("postgres"), "create database " + name + " encoding 'UTF8' template template0");
        return url(name);
    }

    @Override
    public String type(ColumnType type) {
        return type.postgres();
    }

    @Override
    public void drop(String name) throws Exception {
        Server.execute(url("postgres"), "drop database " + name);
    }

    @Override
    public void tidy(String name) throws Exception {
        Server.execute(url(name), "vacuum analyze");
    }

    @Override
    public void settle() throws Exception {
        Server.execute(url("postgres"), "checkpoint");
    }

    @Override
    public void forget(String name) throws Exception {
        String connected = "select count(*) from pg_stat_activity where backend_type = 'client backend'"
                + " and datname = '" + name + "'";
        long end = System.nanoTime() + LONGEST_GOODBYE.toNanos();
        while (Server.number(url("postgres"), connected) > 0) {
            if (System.nanoTime() > end) {
                throw new AssertionError("A process has ended, and its connections have not: " + name);
            }
            LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
        }
    }

    @Override
    public double processorSeconds() throws Exception {
        return ProcessorTime.tree(process);
    }

    @Override
    public double logMebibytes() throws Exception {
        return Server.number(url("postgres"), "select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')") / BYTES_A_MIB;
    }

    @Override
    public double rowsWritten(String name) throws Exception {
        return Server.number(url(name), "select sum(n_tup_ins + n_tup_upd + n_tup_del) from pg_stat_user_tables"
                + " where relname in ('backup_record', 'restore_record')");
    }

    @Override
    public void close() throws Exception {
        server.close();
    }
}
