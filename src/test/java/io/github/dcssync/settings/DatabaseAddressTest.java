package io.github.dcssync.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.secret.Secrets;
import io.github.dcssync.testkit.Operator;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseAddressTest {

    private static final List<String> PASSWORDS = List.of("hush-1", "pw/hush-1", "pw#hush-1", "pw?hush-1", "pw@hush-1",
            "pw%hush-1", "pw&hush-1", "pw;hush-1", "pw:hush-1", "pw hush-1", "pw\"hush-1'", "12/34@hush-1",
            "12?a=hush-1",
            "p/a?s#s@w%o&r;d: hush-1", "pw%2Fhush-1", "pw+hush-1");

    private static final List<String> FORMS = List.of("jdbc:postgresql://user:%s@host/db",
            "jdbc:postgresql://user:%s@host:5432/db?ssl=true", "jdbc:mariadb://user:%s@host/db",
            "jdbc:mysql://user:%s@host",
            "postgresql://user:%s@host/db", "postgres://user:%s@host", "jdbc:oracle:thin:user/%s@host:1521:db",
            "jdbc:oracle:thin:user/%s@//host/db", "jdbc:postgresql:user:%s@host/db", "jdbc:h2:tcp://user:%s@host/db",
            "jdbc:sqlserver://host;user=u;password=%s", "user:%s@host", "%s",
            "jdbc:postgresql://host/db?password=%s", "jdbc:postgresql://host/db?user=u&password=%s&ssl=true",
            "jdbc:mariadb://host/db?user=u&password=%s", "jdbc:mariadb://host/db?trustStorePassword=%s&x=y",
            "jdbc:h2:mem:x;USER=u;PASSWORD=%s", "jdbc:h2:./x;BAD=%s;PASSWORD=%s", "jdbc:h2:./x?password=%s",
            "jdbc:postgresql://host/db;password=%s", "jdbc:postgresql://host/db password=%s",
            "jdbc:mariadb:address=(host=h)(user=u)(password=%s)", "jdbc:postgresql://host:port/%s");

    @TempDir
    Path home;

    static Stream<String> urls() {
        return FORMS.stream().flatMap(form -> PASSWORDS.stream().map(password -> form.replace("%s", password)));
    }

    @ParameterizedTest
    @MethodSource("urls")
    void showsNoPasswordWhereverItStands(String url) {
        assertThat(new DatabaseAddress(url).shown()).doesNotContain("hush").doesNotContain("pw");
        Operator operator = Operator.ready(home).variable("DCS_DB_URL", url);
        List<String> faults = operator.faults();
        assertThat(faults.toString()).doesNotContain("hush", "pw");
        if (faults.isEmpty()) {
            Settings settings = operator.load();
            assertThat(settings.toString() + settings.database() + settings.placeholders()).doesNotContain("hush",
                    "pw");
        }
    }

    @ParameterizedTest
    @MethodSource("urls")
    void masksPasswordsInWhatDriversSay(String url) {
        Secrets secrets = new Secrets();
        new DatabaseAddress(url).addTo(secrets);

        assertThat(secrets.mask("Cannot parse <" + url + ">")).doesNotContain("hush");
    }

    @Test
    void masksThePasswordAloneInEverySpelling() {
        Secrets secrets = new Secrets();
        new DatabaseAddress("jdbc:postgresql://host/db?password=p%2Fa%3Fs%40s&ssl=true").addTo(secrets);
        new DatabaseAddress("jdbc:mariadb://h/d?password=a;b c&x=y").addTo(secrets);
        new DatabaseAddress("jdbc:h2:mem:x;PASSWORD=a&b\\;c;MODE=Y").addTo(secrets);
        new DatabaseAddress("jdbc:postgresql://user:q/r?s#t@host/db").addTo(secrets);

        assertThat(secrets.mask("<p%2Fa%3Fs%40s> <p/a?s@s> <a;b c> <a&b;c> <q/r?s#t> <q%2Fr%3Fs%23t>"))
                .isEqualTo("<xxxxxx> <xxxxxx> <xxxxxx> <xxxxxx> <xxxxxx> <xxxxxx>");
    }

    @ParameterizedTest
    @CsvSource({"jdbc:postgresql://db.example.com:5433/dcs?ssl=true, jdbc:postgresql://db.example.com:5433/dcs, dcs",
        "'jdbc:postgresql://a:1,b:2/dcs', 'jdbc:postgresql://a:1,b:2/dcs', dcs",
        "jdbc:postgresql://[::1]:5432/dcs, jdbc:postgresql://[::1]:5432/dcs, dcs",
        "jdbc:postgresql:dcs?ssl=true, jdbc:postgresql:dcs, dcs", "jdbc:postgresql:///dcs, jdbc:postgresql:///dcs, dcs",
        "jdbc:postgresql://host/, jdbc:postgresql://host/, ", "JDBC:PostgreSQL://host/D, JDBC:PostgreSQL://host/D, D",
        "jdbc:mariadb:replication://h/d, jdbc:mariadb:replication://h/d, d",
        "jdbc:mysql://h_1/d, jdbc:mysql://h_1/d, d",
        "jdbc:postgresql://h/d?user=a@b, jdbc:postgresql://h/d, d",
        "jdbc:postgresql://h:1/d?password=a@b/c, jdbc:postgresql://h:1/d, d",
        "jdbc:h2:file:./data/dcs;MODE=Y, jdbc:h2:file:./data/dcs, ", "jdbc:h2:mem:x, jdbc:h2:mem:x, ",
        "jdbc:h2:tcp://h:9092/~/x, jdbc:h2:tcp://h:9092/~/x, ", "jdbc:oracle:thin:@h, jdbc:oracle:..., "})
    void showsSchemeHostPortAndDatabase(String url, String shown, String database) {
        DatabaseAddress unit = new DatabaseAddress(url);

        assertThat(unit.shown()).isEqualTo(shown);
        assertThat(unit.database().orElse(null)).isEqualTo(database);
    }

    @Test
    void refusesALoginBeforeTheHostWhichNoDriverReads() {
        assertThat(Operator.ready(home).line("dcs.db.url=jdbc:postgresql://user:hu/sh@host/db").faults())
                .containsExactly(
                        "dcs.db.url=jdbc:postgresql:... (config/application.properties:1): give user and password"
                                + " as dcs.db.user and dcs.db.password, and the URL without them as in"
                                + " jdbc:postgresql://host/database (the reporting database)");
    }

    @ParameterizedTest
    @CsvSource({"AUTO_SERVER=TRUE", "DATABASE_TO_LOWER=TRUE", "DATABASE_TO_UPPER=FALSE", "ignorecase=true",
        "MODE=PostgreSQL", "COLLATION=GERMAN", "FILE_LOCK=NO", "CASE_INSENSITIVE_IDENTIFIERS=1"})
    void refusesAnH2OptionThatChangesTheTablesByItsName(String option) {
        String name = option.split("=")[0].toUpperCase(Locale.ROOT);
        assertThat(Operator.ready(home).line("dcs.db.url=jdbc:h2:file:./x;PASSWORD=hu\\;sh;" + option).faults())
                .singleElement().asString().startsWith("dcs.db.url=jdbc:h2:file:./x (config/application.properties:1):"
                        + " leave out " + name + ": ")
                .doesNotContain("sh;");
    }

    @ParameterizedTest
    @ValueSource(strings = {"MODE=Regular;IGNORECASE=FALSE;DATABASE_TO_UPPER=TRUE;AUTO_SERVER=0;FILE_LOCK=FS",
        "IGNORECASE=off;DATABASE_TO_UPPER=y;AUTO_SERVER=NO;DATABASE_TO_LOWER=f;CASE_INSENSITIVE_IDENTIFIERS=n"})
    void takesH2OptionsThatSayWhatHoldsAnyway(String options) throws Exception {
        String url = "jdbc:h2:mem:x;" + options;
        assertThat(Operator.ready(home).line("dcs.db.url=" + url).load().database().url()).isEqualTo(url);
        DriverManager.getConnection(url, "sa", "").close();
    }

    /** What no driver would even try is the setting's fault, not the database's. */
    @ParameterizedTest
    @CsvSource({"jdbc:h2:mem:x;PASSWORD=Hu-1;PASSWORD=Hu-2, give PASSWORD once",
        "jdbc:h2:mem:x;CACHE_SIZE=1;CACHE_SIZE=2, give CACHE_SIZE once",
        "jdbc:h2:mem:x;FOO=bar, 'leave out FOO, which H2 does not know'",
        "jdbc:h2:mem:x;PASSWORD=Hu-1;Hu2=bar, leave out the option that H2 does not know",
        "jdbc:h2:mem:x;PASSWORD=Hu-1;Hu-2, 'write options as ;NAME=VALUE, and a semicolon in a value as \\;'",
        "jdbc:h2:data/dcs, 'begin the file\''s path with ./, ~/ or /'",
        "jdbc:h2:tcp://h:99999/x, give a port from 1 to 65535",
        "jdbc:postgresql://h:99999/x, give a port from 1 to 65535",
        "'jdbc:mariadb://a:1,b:0/x', give a port from 1 to 65535",
        "jdbc:postgresql://h/x?sslmode=Hu-1, 'give sslmode as disable, allow, prefer, require, verify-ca or verify-full'",
        "jdbc:postgresql://h/x?socketTimeout=Hu-1, give socketTimeout as a whole number",
        "jdbc:mysql://h/x?connectTimeout=Hu-1,"
                + " 'give jdbc:mariadb://host:port/database and parameters that MariaDB\''s driver reads'"})
    void refusesAUrlThatTheDriverDoesNotRead(String url, String remedy) {
        assertThat(Operator.ready(home).line("dcs.db.url=" + url.replace("\\", "\\\\")).faults()).singleElement()
                .asString()
                .startsWith("dcs.db.url=").contains(": " + remedy + " (the reporting database)").doesNotContain("Hu-");
    }

    @ParameterizedTest
    @CsvSource({"jdbc:h2:mem:x;USER=a;PASSWORD=b;PASSWORD=b", "jdbc:h2:file:~/x;CIPHER=AES", "jdbc:postgresql:dcs",
        "jdbc:postgresql://[::1]:65535/x?sslmode=require&socketTimeout=5&unknown=x", "jdbc:mariadb://h/x?unknown=x",
        "jdbc:mariadb:replication://a:1/x?a=b", "'jdbc:postgresql://a:1,b/x'"})
    void takesAUrlThatTheDriverReads(String url) {
        assertThat(Operator.ready(home).line("dcs.db.url=" + url).load().database().url()).isEqualTo(url);
    }

    @Test
    void knowsTheUserThatTheDriverTakesOfSeveral() {
        assertThat(new DatabaseAddress("jdbc:postgresql://h/x?user=first&user=last").user()).contains("last");
        assertThat(new DatabaseAddress("jdbc:mariadb://h/x?user=first&user=last").user()).contains("last");
    }
}
