package io.github.dcssync.database;

import com.zaxxer.hikari.HikariDataSource;
import io.github.dcssync.thread.DaemonThreads;
import io.github.dcssync.thread.RepeatingTimer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Connections for those who want an answer or none, at once: the page and its API, health, metrics. What they ask may
 * take long, and a database that is away must not hold them: while they wait, a question that costs nothing is asked
 * beside theirs every second, and when that has no answer they are cut off.
 */
final class Readers extends DelegatingDataSource implements AutoCloseable {

    /** So long is an answer to nothing waited for. */
    static final int PULSE_SECONDS = 1;

    private final HikariDataSource pool;
    private final HikariDataSource pulse;
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private final RepeatingTimer timer = new RepeatingTimer("database-pulse");
    /** A thread a connection: one that hangs keeps no other from being cut off. */
    private final ExecutorService cutters = Executors.newCachedThreadPool(DaemonThreads.named("database-cut-off"));

    /**
     * @param pool  of the readers
     * @param pulse another, of one connection
     */
    Readers(HikariDataSource pool, HikariDataSource pulse) {
        super(pool);
        this.pool = pool;
        this.pulse = pulse;
        Duration pause = Duration.ofSeconds(PULSE_SECONDS);
        timer.repeat(pause, pause, "Nobody who waits for the database is cut off when it is away", this::look);
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (!beats()) {
            throw new SQLTransientConnectionException("The database does not answer", "08006");
        }
        Connection connection = new Patient(pool).getConnection();
        open.add(connection);
        return (Connection) Proxy.newProxyInstance(Connection.class.getClassLoader(), new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        open.remove(connection);
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private boolean beats() {
        try (Connection connection = pulse.getConnection()) {
            return connection.isValid(PULSE_SECONDS);
        } catch (SQLException e) {
            return false;
        }
    }

    private void look() {
        Set<Connection> asking = Set.copyOf(open);
        if (!asking.isEmpty() && !beats()) {
            asking.forEach(connection -> cutters.execute(() -> cutOff(connection)));
        }
    }

    private void cutOff(Connection connection) {
        if (open.remove(connection)) {
            try {
                connection.abort(Runnable::run);
            } catch (SQLException e) {
                // It is broken already.
                open.remove(connection);
            }
        }
    }

    @Override
    public void close() {
        timer.close();
        cutters.shutdownNow();
        pool.close();
        pulse.close();
    }
}
