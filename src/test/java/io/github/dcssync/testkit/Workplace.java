package io.github.dcssync.testkit;

import io.github.dcssync.simulator.Simulator;
import io.github.dcssync.simulator.SimulatorOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A home of the program with a blank in its path, a simulated source and a database file. */
public final class Workplace implements AutoCloseable {

    public static final String SUMMARY = "dcs-sync: (complete|partial|failed) instances=\\d+ complete=\\d+ failed=\\d+"
            + " read=\\d+ inserted=\\d+ changed=\\d+ unchanged=\\d+ vanished=\\d+ rejected=\\d+ requests=\\d+"
            + " retries=\\d+ seconds=\\d+(\\.\\d+)?";
    public static final String SECRET_KEY = "SecretKeyThatNobodyMaySee";
    public static final int INSTANCES = 3;
    public static final int BACKUPS = 4;
    public static final int RESTORES = 2;

    /** Has a port and does not listen at it, so that nobody else does. */
    private static final Socket DEAF = new Socket();

    private final Path folder;
    private final Path home;
    private final Simulator simulator;

    private Workplace(Path folder, Path home, int instances, int restores) {
        this.folder = folder;
        this.home = home;
        this.simulator = Simulator.start(SimulatorOptions.builder().instances(instances).backupsPerInstance(BACKUPS)
                .restoresPerInstance(restores).keys("AKEXAMPLE", SECRET_KEY).build());
    }

    public static Workplace in(Path folder) throws IOException {
        return new Workplace(folder, Launcher.home(folder.resolve("home with blanks")), INSTANCES, RESTORES);
    }

    /** The same with 6,000 restorations, which take mebibytes. */
    public static Workplace withMany(Path folder) throws IOException {
        return new Workplace(folder, Launcher.home(folder.resolve("home")), 20, 300);
    }

    public Path home() {
        return home;
    }

    public Simulator simulator() {
        return simulator;
    }

    /** The launcher without settings. */
    public Launcher program() {
        return Launcher.of(home.resolve("dcs-sync"), folder);
    }

    /** The launcher, set to copy the simulator into the H2 file {@code db} of the folder. */
    public Launcher ready() {
        return ready(program());
    }

    public Launcher ready(Launcher launcher) {
        return launcher.with("DCS_ENDPOINT", simulator.endpoint().toString())
                .with("DCS_PROJECT_ID", simulator.fleet().projectId())
                .with("CLOUD_SDK_AK", "AKEXAMPLE")
                .with("CLOUD_SDK_SK", SECRET_KEY)
                .with("DCS_DB_URL", "jdbc:h2:file:" + folder.resolve("db"))
                .with("DCS_HTTP_SERVER_PORT", "0")
                .with("DCS_MANAGEMENT_PORT", "0");
    }

    /** A port where nobody listens. */
    public static int closedPort() throws IOException {
        if (!DEAF.isBound()) {
            DEAF.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        }
        return DEAF.getLocalPort();
    }

    public static Connection open(Path h2File) throws SQLException {
        return DriverManager.getConnection("jdbc:h2:file:" + h2File, "sa", "");
    }

    public static int count(Path h2File, String table) throws SQLException {
        try (Connection connection = open(h2File);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from " + table)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    /** Takes the links away, which JUnit would warn of. */
    @Override
    public void close() throws IOException {
        simulator.close();
        Files.delete(home.resolve("target"));
    }
}
