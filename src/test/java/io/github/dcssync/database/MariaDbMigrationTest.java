package io.github.dcssync.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Needs a server: {@code -Ddcs.test.mariadb=jdbc:mariadb://host:port/ -Ddcs.test.mariadb.user=U ….password=P}. */
@EnabledIfSystemProperty(named = "dcs.test.mariadb", matches = "jdbc:.+/")
class MariaDbMigrationTest extends MigrationTest {

    @Override
    DatabaseTarget freshDatabase() throws Exception {
        String server = System.getProperty("dcs.test.mariadb");
        String user = System.getProperty("dcs.test.mariadb.user");
        String password = System.getProperty("dcs.test.mariadb.password", "");
        String name = "test_" + UUID.randomUUID().toString().replace("-", "");
        try (Connection connection = DriverManager.getConnection(server, user, password);
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
        return new DatabaseTarget(server + name, user, password);
    }
}
