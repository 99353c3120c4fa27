package io.github.dcssync.testkit;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Connections of which a test hears all that the database is told, before it is told so. */
public final class WatchedJdbc {

    /** The driver's own connection is asked for by what copies rows into a table. */
    private static final String COPY = "copy";

    private static final Set<Class<?>> RAW = Set.of(Connection.class, Statement.class, PreparedStatement.class,
            CallableStatement.class);

    private WatchedJdbc() {
    }

    /** What a test does about it. */
    public interface Watch {

        /** What the database is told instead. */
        default String statement(String sql) {
            return sql;
        }

        /**
         * Something is about to be done in the database.
         *
         * @param connection the database's own
         * @param deed       the statement, or {@code commit}, {@code rollback} or {@code copy}
         * @throws SQLException what comes of it, in place of all that would
         */
        void before(Connection connection, String deed) throws SQLException;
    }

    /** The same connections, watched. */
    public static DataSource of(DataSource connections, Watch watch) {
        return new DelegatingDataSource(connections) {
            @Override
            public Connection getConnection() throws SQLException {
                return of(super.getConnection(), watch);
            }
        };
    }

    /** The same connection, watched. */
    public static Connection of(Connection connection, Watch watch) {
        return proxy(Connection.class, (proxy, method, arguments) -> {
            Object[] told = arguments == null ? null : arguments.clone();
            switch (method.getName()) {
                case "prepareStatement", "prepareCall" -> {
                    told[0] = watch.statement((String) told[0]);
                    return statement((PreparedStatement) call(connection, method, told), connection, (String) told[0],
                            watch);
                }
                case "createStatement" -> {
                    return statement((Statement) call(connection, method, told), connection, null, watch);
                }
                case "commit", "rollback" -> watch.before(connection, method.getName());
                case "unwrap" -> {
                    if (!RAW.contains(told[0])) {
                        watch.before(connection, COPY);
                    }
                }
                default -> {
                }
            }
            return call(connection, method, told);
        });
    }

    private static Statement statement(Statement statement, Connection connection, String prepared, Watch watch) {
        Class<? extends Statement> type = prepared == null ? Statement.class : PreparedStatement.class;
        return proxy(type, (proxy, method, arguments) -> {
            Object[] told = arguments == null ? null : arguments.clone();
            if (method.getName().startsWith("execute")) {
                boolean isOwn = told != null && told.length > 0 && told[0] instanceof String;
                if (isOwn) {
                    told[0] = watch.statement((String) told[0]);
                }
                watch.before(connection, isOwn ? (String) told[0] : String.valueOf(prepared));
            }
            return call(statement, method, told);
        });
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(WatchedJdbc.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
