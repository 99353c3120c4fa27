package io.github.dcssync.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dcssync.testkit.Operator;
import io.github.dcssync.testkit.TestMariaDb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A password of the database that is changed while the program runs. */
class FreshLoginTest {

    private static final int CONNECTIONS = 4;

    @TempDir
    Path home;

    private Path file;
    private DatabaseTarget owner;
    private String user;

    @BeforeEach
    void makeAUserWithAPassword() throws IOException {
        file = Files.writeString(home.resolve("password"), "before\n");
        owner = TestMariaDb.freshDatabase();
        user = owner.name().orElseThrow() + "_u";
        TestMariaDb.execute("create user '" + user + "'@'%' identified by 'before'");
        TestMariaDb.execute("grant all privileges on " + owner.name().orElseThrow() + ".* to '" + user + "'@'%'");
    }

    @AfterEach
    void dropTheUser() {
        TestMariaDb.execute("drop user '" + user + "'@'%'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DCS_DB_PASSWORD_FILE", "?password="})
    void isUsedForEachNewConnection(String place) throws Exception {
        try (Database database = Database.open(target(place), CONNECTIONS)) {
            change("after");

            assertThatThrownBy(() -> useAll(database.dataSource())).isInstanceOf(SQLException.class)
                    .hasStackTraceContaining("Access denied");
            Files.writeString(file, "after");
            useAll(database.dataSource());
            useAll(database.heartbeats());
            useAll(database.readers());
        }
    }

    @Test
    void staysWhatItWasWhileItsFileIsGone() throws Exception {
        try (Database database = Database.open(target("DCS_DB_PASSWORD_FILE"), CONNECTIONS)) {
            Files.delete(file);

            useAll(database.dataSource());
        }
    }

    @Test
    void leadsToNoOtherDatabaseThanAtTheStart() throws Exception {
        Path url = Files.writeString(home.resolve("url"), owner.url() + "?password=before");
        DatabaseTarget target = DatabaseTarget.of(Operator.ready(home).variable("DCS_DB_URL_FILE", url.toString())
                .variable("DCS_DB_USER", user).load().database());
        Files.writeString(url, TestMariaDb.freshDatabase().url() + "?password=before");

        assertThat(target.latest().url()).isEqualTo(target.url());
        Files.writeString(url, owner.url() + "?password=after");
        assertThat(target.latest().url()).isEqualTo(owner.url() + "?password=after");
        assertThat(target.masked("<after> <before>")).isEqualTo("<xxxxxx> <xxxxxx>");
    }

    private DatabaseTarget target(String place) throws IOException {
        Operator operator = Operator.ready(home).variable("DCS_DB_USER", user).variable("DCS_DB_URL", owner.url());
        if (place.startsWith("?")) {
            operator.variable("DCS_DB_URL", owner.url() + place + "{{file:" + file + "}}");
        } else {
            operator.variable(place, file.toString());
        }
        return DatabaseTarget.of(operator.load().database());
    }

    private void change(String password) {
        TestMariaDb.execute("alter user '" + user + "'@'%' identified by '" + password + "'");
    }

    /** More at a time than were there before. */
    private static void useAll(DataSource pool) throws SQLException {
        List<Connection> connections = new ArrayList<>();
        try {
            while (connections.size() < CONNECTIONS) {
                connections.add(pool.getConnection());
                connections.get(connections.size() - 1).createStatement().execute("select 1");
            }
        } finally {
            for (Connection connection : connections) {
                connection.close();
            }
        }
    }
}
