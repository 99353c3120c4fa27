package io.github.dcssync.testkit;

import io.github.dcssync.database.DatabaseTarget;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Logger;

/** PostgreSQL's driver, of which a test hears what the program tells its database; others' databases are left alone. */
public final class WatchedDriver implements Driver {

    private static final Map<String, WatchedJdbc.Watch> WATCHES = new ConcurrentHashMap<>();

    static {
        try {
            // The first that takes an address is asked.
            org.postgresql.Driver.deregister();
            DriverManager.registerDriver(new WatchedDriver());
        } catch (SQLException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Driver driver = new org.postgresql.Driver();

    private WatchedDriver() {
    }

    /** From now on hears of new connections to this database. */
    public static void watch(DatabaseTarget target, WatchedJdbc.Watch watch) {
        WATCHES.put(MigratedDatabases.nameOf(target), watch);
    }

    @Override
    public Connection connect(String url, Properties properties) throws SQLException {
        Connection connection = driver.connect(url, properties);
        WatchedJdbc.Watch watch = connection == null ? null : WATCHES.get(connection.getCatalog());
        return watch == null ? connection : WatchedJdbc.of(connection, watch);
    }

    @Override
    public boolean acceptsURL(String url) throws SQLException {
        return driver.acceptsURL(url);
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties properties) throws SQLException {
        return driver.getPropertyInfo(url, properties);
    }

    @Override
    public int getMajorVersion() {
        return driver.getMajorVersion();
    }

    @Override
    public int getMinorVersion() {
        return driver.getMinorVersion();
    }

    @Override
    public boolean jdbcCompliant() {
        return driver.jdbcCompliant();
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }
}
