package io.github.dcssync.database;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Connections for Flyway by way of a pooler: the role and the search path, which it sets to what they are already, it
 * sets for its transaction alone. Others are given the session after that.
 */
final class NothingLeftBehind extends DelegatingDataSource {

    NothingLeftBehind(DataSource pool) {
        super(pool);
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = super.getConnection();
        return (Connection) Proxy.newProxyInstance(Connection.class.getClassLoader(), new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("prepareStatement")) {
                        arguments[0] = local((String) arguments[0]);
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static String local(String sql) {
        return sql.replaceFirst("^SET ROLE ", "SET LOCAL ROLE ")
                .replaceFirst("^(SELECT set_config\\('search_path', \\?,) false\\)", "$1 true)");
    }
}
