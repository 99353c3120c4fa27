package io.github.dcssync.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseTest {

    /** Has a port and does not listen at it, so that nobody else does. */
    private static final Socket DEAF = new Socket();

    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "mariadb"})
    void saysThatNothingListensOnThePort(String kind) throws IOException {
        String url = "jdbc:" + kind + "://127.0.0.1:" + closedPort() + "/dcs?password=hush";
        DatabaseTarget target = new DatabaseTarget(url, "dcs", "hush");
        assertThatThrownBy(() -> Database.open(target, 2)).isInstanceOf(DatabaseException.class)
                .hasMessageStartingWith("The database " + target.address() + " cannot be reached (")
                .hasMessageEndingWith("): start it, or correct dcs.db.url")
                .hasMessageContaining("refused")
                .hasMessageNotContaining("hush");
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "mariadb"})
    void saysThatSomethingElseListensOnThePort(String kind) throws Exception {
        try (ServerSocket web = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread server = new Thread(() -> refuseAll(web));
            server.start();
            DatabaseTarget target = new DatabaseTarget("jdbc:" + kind + "://127.0.0.1:" + web.getLocalPort() + "/dcs",
                    "dcs", "hush");

            assertThatThrownBy(() -> Database.open(target, 2)).isInstanceOf(DatabaseException.class)
                    .hasMessageStartingWith("The database " + target.address() + " cannot be reached (")
                    .hasMessageEndingWith("): start it, or correct dcs.db.url");
        }
    }

    /** As a web server that is spoken to in another language. */
    private static void refuseAll(ServerSocket web) {
        while (!web.isClosed()) {
            try (Socket client = web.accept()) {
                client.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                client.shutdownOutput();
                client.getInputStream().readAllBytes();
            } catch (IOException e) {
                // The client has gone, or the test has ended.
                continue;
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:h2:mem:x;BAD=hush/1", "jdbc:h2:tcp://sa:hush/1@127.0.0.1:1/x", "jdbc:h2:~x/?hush;1",
        "jdbc:postgresql://dcs:hush/1@127.0.0.1/d", "jdbc:postgresql://127.0.0.1:port/d?password=hush/1",
        "jdbc:mariadb://dcs:hush/1@127.0.0.1/d", "jdbc:mariadb://127.0.0.1:port/d?password=hush/1",
        "jdbc:mysql://127.0.0.1:1/d?password=hush/1&sslMode=x"})
    void quotesNothingOfAUrlThatADriverDoesNotTake(String url) {
        DatabaseTarget target = new DatabaseTarget(url, "dcs", "hush of the user");

        assertThatThrownBy(() -> Database.open(target, 2)).isInstanceOf(DatabaseException.class)
                .hasMessageStartingWith("The database ").hasMessageNotContaining("hush");
        assertThatThrownBy(() -> Database.inspect(target)).isInstanceOf(DatabaseException.class)
                .hasMessageStartingWith("The database ").hasMessageNotContaining("hush");
    }

    @ParameterizedTest
    @CsvSource({"jdbc:h2:./x, H2", "jdbc:postgresql://h/d, POSTGRESQL", "jdbc:mariadb://h/d, MARIADB",
        "jdbc:mysql://h/d, MARIADB", "JDBC:H2:mem:x, H2"})
    void knowsTheDialectFromTheUrl(String url, Dialect dialect) {
        assertThat(Dialect.of(url)).isEqualTo(dialect);
    }

    @Test
    void refusesADatabaseItDoesNotKnowAndNamesThoseItDoes() {
        assertThatThrownBy(() -> Dialect.of("jdbc:oracle:thin:@h?password=hush"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("dcs.db.url 'jdbc:oracle:...' is no database dcs-sync knows: it begins with jdbc:h2:,"
                        + " jdbc:postgresql:, jdbc:mariadb: or jdbc:mysql:");
    }

    @Test
    void letsParametersOfTheUserWin() {
        assertThat(JdbcUrl.complete("jdbc:postgresql://h/d?connecttimeout=60&sslmode=require"))
                .startsWith("jdbc:postgresql://h/d?connecttimeout=60&sslmode=require&ApplicationName=dcs-sync&")
                .doesNotContain("connectTimeout=5");
        assertThat(JdbcUrl.complete("jdbc:h2:./x;WRITE_DELAY=100"))
                .endsWith("FALSE;TRACE_LEVEL_FILE=0;NON_KEYWORDS=VALUE")
                .startsWith("jdbc:h2:./x;WRITE_DELAY=100;DB_CLOSE_ON_EXIT");
        assertThat(JdbcUrl.complete("jdbc:h2:./x")).startsWith("jdbc:h2:./x;DB_CLOSE_ON_EXIT=FALSE;");
        assertThat(JdbcUrl.complete("jdbc:mysql://h/d")).startsWith("jdbc:mariadb://h/d?connectionTimeZone=UTC&");
    }

    @Test
    void neverShowsThePassword() {
        DatabaseTarget target = new DatabaseTarget("jdbc:postgresql://h/d?password=hush", "dcs", "hush");
        assertThat(target.toString()).isEqualTo("jdbc:postgresql://h/d as 'dcs'");
    }

    @Test
    void knowsTheNewestMigration() throws Exception {
        assertThat(versions().max(Integer::compare)).contains(Migrations.KNOWN);
        assertThat(versions()).hasSize(Migrations.KNOWN);
    }

    /** The distinct versions over all folders; what is repeated has none. */
    private static Stream<Integer> versions() throws Exception {
        URI migrations = Migrations.class.getResource("/migrations").toURI();
        try (Stream<Path> files = Files.walk(Path.of(migrations))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".sql") && !name.startsWith("R__"))
                    .map(name -> Integer.valueOf(name.replaceFirst("^V(\\d+)__[a-z0-9_]+\\.sql$", "$1")))
                    .distinct().toList().stream();
        }
    }

    private static int closedPort() throws IOException {
        if (!DEAF.isBound()) {
            DEAF.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        }
        return DEAF.getLocalPort();
    }
}
