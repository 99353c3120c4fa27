package io.github.dcssync.database;

import com.zaxxer.hikari.util.DriverDataSource;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Makes each new connection with the user's password as it is now: one may be changed while the program runs. */
final class FreshLogin implements DataSource {

    private final DatabaseTarget target;
    private DatabaseTarget known;
    private DataSource driver;

    /** @throws RuntimeException when there is no driver for the URL */
    FreshLogin(DatabaseTarget target) {
        this.target = target;
        this.known = target;
        this.driver = driver(target);
    }

    private static DataSource driver(DatabaseTarget target) {
        return new DriverDataSource(JdbcUrl.complete(target.url()), null, target.login(), null, null);
    }

    @Override
    public Connection getConnection() throws SQLException {
        return now().getConnection();
    }

    private synchronized DataSource now() {
        DatabaseTarget latest = target.latest();
        if (!latest.hasSameLogin(known)) {
            known = latest;
            driver = driver(latest);
        }
        return driver;
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("The settings say who asks");
    }

    @Override
    public @Nullable PrintWriter getLogWriter() throws SQLException {
        return now().getLogWriter();
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) throws SQLException {
        now().setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        now().setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return now().getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return now().getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return now().unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return now().isWrapperFor(type);
    }
}
