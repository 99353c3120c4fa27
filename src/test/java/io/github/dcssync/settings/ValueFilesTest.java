package io.github.dcssync.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.testkit.CapturedError;
import io.github.dcssync.testkit.Operator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that stand in files of their own. */
class ValueFilesTest {

    private static final String SECRET = "hush-of-the-file ";

    @TempDir
    Path home;
    @RegisterExtension
    private final CapturedError error = new CapturedError();

    @Test
    void areReadForEachSettingThatAVariableNamesWithFile() throws IOException {
        Operator operator = Operator.at(home);
        operator.variable("DCS_ENDPOINT_FILE", write("https://dcs.example.com\n"))
                .variable("DCS_SOURCE_A_PROJECT_ID_FILE", write(Operator.PROJECT))
                .variable("DCS_SOURCE_A_ACCESS_KEY_FILE", write("AK-OF-A"))
                .variable("DCS_SOURCE_A_SECRET_KEY_FILE", write("{{env:HOME}}"))
                .variable("DCS_DB_PASSWORD_FILE", write(SECRET + "\n"));

        Settings settings = operator.load();

        assertThat(settings.sources()).singleElement().satisfies(source -> {
            assertThat(source.endpoint()).hasToString("https://dcs.example.com");
            assertThat(source.credentials()).isEqualTo(new Credentials.KeyPair("AK-OF-A", "{{env:HOME}}", null));
        });
        assertThat(settings.database().password()).isEqualTo(SECRET);
        assertThat(settings.secrets().mask("-" + SECRET + "-")).isEqualTo("-xxxxxx-");
        assertThat(settings.warnings()).isEmpty();
    }

    @Test
    void areReadForTheVendorsVariables() throws IOException {
        Operator operator = Operator.at(home).variable("DCS_ENDPOINT", "https://dcs.example.com")
                .variable("DCS_PROJECT_ID", Operator.PROJECT).variable("CLOUD_SDK_AK_FILE", write("AK-OF-FILE\r\n"))
                .variable("CLOUD_SDK_SK_FILE", write("sk-of-file\n"))
                .variable("CLOUD_SDK_SECURITY_TOKEN_FILE", write("token-of-file"));

        Settings settings = operator.load();

        assertThat(settings.sources().get(0).credentials())
                .isEqualTo(new Credentials.KeyPair("AK-OF-FILE", "sk-of-file", "token-of-file"));
        assertThat(settings.entries()).contains(
                new SettingEntry("dcs.secret-key", "xxxxxx", "environment CLOUD_SDK_SK_FILE"));
        assertThat(settings.secrets().mask("sk-of-file token-of-file")).isEqualTo("xxxxxx xxxxxx");
    }

    @Test
    void areRefusedBesideTheVariableItself() throws IOException {
        assertThat(Operator.ready(home).variable("DCS_DB_PASSWORD", "a").variable("DCS_DB_PASSWORD_FILE", write("b"))
                .variable("CLOUD_SDK_SK_FILE", write("c")).faults()).containsExactlyInAnyOrder(
                        "DCS_DB_PASSWORD and DCS_DB_PASSWORD_FILE are both set: unset one of them",
                        "CLOUD_SDK_SK and CLOUD_SDK_SK_FILE are both set: unset one of them");
    }

    @Test
    void countAsUnsetWhereTheVariableIsEmpty() throws IOException {
        assertThat(Operator.ready(home).variable("DCS_DB_PASSWORD", "").variable("DCS_DB_PASSWORD_FILE", write("b"))
                .variable("DCS_DB_USER_FILE", "").load().database().password()).isEqualTo("b");
    }

    @Test
    void thatAreMissingAreOneFaultEach() {
        assertThat(Operator.at(home).variable("DCS_ENDPOINT_FILE", "/nowhere/endpoint")
                .variable("DCS_PROJECT_ID", Operator.PROJECT).variable("CLOUD_SDK_AK", "AK")
                .variable("CLOUD_SDK_SK_FILE", "/nowhere/sk").faults()).containsExactlyInAnyOrder(
                        "dcs.endpoint={{file:/nowhere/endpoint}} (environment DCS_ENDPOINT_FILE): the file"
                                + " /nowhere/endpoint does not exist: create it, or correct the path",
                        "dcs.secret-key=xxxxxx (environment CLOUD_SDK_SK_FILE): the file /nowhere/sk does not exist:"
                                + " create it, or correct the path");
    }

    @Test
    void areNotNamedWhenWhatIsGivenLooksLikeTheSecretItself() {
        assertThat(Operator.ready(home).variable("DCS_DB_PASSWORD_FILE", "hunter2").faults()).singleElement().asString()
                .startsWith("dcs.db.password=xxxxxx").doesNotContain("hunter2");
    }

    @Test
    void areOverlookedByADemo() {
        Operator operator = Operator.at(home).variable("CLOUD_SDK_SK_FILE", "/nowhere/sk")
                .variable("DCS_DB_PASSWORD_FILE", "/nowhere/password").line("dcs.secret-key={{nothing:x}}");

        assertThat(operator.load(Settings.Purpose.DEMO).sources()).isEmpty();
    }

    @Test
    void setNothingWhereTheNameBelongsToNoSetting() throws IOException {
        assertThat(Operator.ready(home).variable("DCS_NOTHING_FILE", write("x")).load().warnings()).singleElement()
                .asString().contains("DCS_NOTHING_FILE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"dcs.endpoint", "dcs.db.url", "dcs.db.user", "dcs.iam.user", "dcs.sync.cron", "dcs.alert.uri",
                "dcs.log.format", "dcs.http-server.host", "dcs.instances", "dcs.parallelism", "dcs.project-id"})
    void areNeverShownRightOrWrong(String key) throws IOException {
        String path = write(SECRET + "\u0007/ #");

        Operator operator = Operator.ready(home).line(key + "={{file:" + path + "}}");
        assertThat(String.join("", operator.faults())).doesNotContain("hush");

        Operator user = Operator.ready(home).line("dcs.db.user={{file:" + write(SECRET) + "}}");
        assertThat(user.load().entries().toString()).doesNotContain("hush").contains("{{file:");
    }

    @Test
    void inTheUrlOfTheDatabaseAreSecret() throws IOException {
        Settings settings = Operator.ready(home)
                .line("dcs.db.url=jdbc:postgresql://h/d?password={{file:" + write("p&w;#") + "}}&ssl=true").load();

        assertThat(settings.database().url()).isEqualTo("jdbc:postgresql://h/d?password=p&w;#&ssl=true");
        assertThat(settings.entries()).contains(
                new SettingEntry("dcs.db.url", "jdbc:postgresql://h/d", "config/application.properties:1"));
        assertThat(settings.secrets().mask("<p&w;#>")).isEqualTo("<xxxxxx>");
    }

    @Test
    void areReadAgainWhereTheDatabasesPasswordStands() throws IOException {
        Path file = Path.of(write("before"));
        DatabaseSettings inFile =
                Operator.ready(home).variable("DCS_DB_PASSWORD_FILE", file.toString()).load().database();
        Settings settings = Operator.ready(home)
                .line("dcs.db.url=jdbc:postgresql://h/d?password={{file:" + file + "}}&ssl=true").load();
        Files.writeString(file, "after\n");

        assertThat(inFile.reread().get().password()).isEqualTo("after");
        assertThat(settings.database().reread().get().url()).isEqualTo("jdbc:postgresql://h/d?password=after&ssl=true");
        assertThat(settings.secrets().mask("-after-")).isEqualTo("-xxxxxx-");
        assertThat(Operator.ready(home).variable("DCS_DB_PASSWORD", "set").load().database().reread()).isNull();
    }

    @Test
    void leaveWhatWasReadInUseWhileTheyCannotBeReadAgainAndThatIsToldOnce() throws IOException {
        Path file = Path.of(write("before"));
        DatabaseSettings database =
                Operator.ready(home).variable("DCS_DB_PASSWORD_FILE", file.toString()).load().database();

        Files.delete(file);
        assertThat(database.reread().get().password()).isEqualTo("before");
        assertThat(database.reread().get().password()).isEqualTo("before");
        Files.writeString(file, "\n");
        assertThat(database.reread().get().password()).isEqualTo("before");
        Files.writeString(file, "after");
        assertThat(database.reread().get().password()).isEqualTo("after");

        assertThat(error.lines()).filteredOn(line -> line.contains("dcs.db.password")).satisfiesExactly(
                line -> assertThat(line).contains("(environment DCS_DB_PASSWORD_FILE) cannot be read again, and what it"
                        + " was stays in use: the file " + file + " does not exist"),
                line -> assertThat(line).contains("is empty"));
    }

    @Test
    void haveTheProxyOfTheNextRequest() throws IOException {
        Path file = Path.of(write("http://ann:first-w0rd@proxy.corp:3128\n"));
        Settings settings = Operator.ready(home).variable("DCS_HTTP_PROXY_FILE", file.toString()).load();
        assertThat(proxy(settings).password()).isEqualTo("first-w0rd");

        Files.writeString(file, "http://ann:sec%6Fnd-w0rd@other.corp:3128\n");

        assertThat(proxy(settings).password()).isEqualTo("second-w0rd");
        assertThat(proxy(settings).name()).isEqualTo("other.corp:3128");
        assertThat(settings.secrets().mask("first-w0rd second-w0rd sec%6Fnd-w0rd YW5uOnNlY29uZC13MHJk"))
                .isEqualTo("xxxxxx xxxxxx xxxxxx xxxxxx");
        Files.writeString(file, "socks5://ann:third-w0rd@proxy.corp\n");
        assertThat(proxy(settings).password()).isEqualTo("second-w0rd");
        assertThat(error.lines()).filteredOn(line -> line.contains("dcs.http.proxy")).singleElement().asString()
                .contains("(environment DCS_HTTP_PROXY_FILE) cannot be read again, and what it was stays in use: ",
                        "socks5 is not spoken")
                .doesNotContain("w0rd");
    }

    private static ProxyAddress proxy(Settings settings) {
        return settings.http().proxies().leadingTo("https", "dcs.example.com", 443).orElseThrow();
    }

    @Test
    void areReadAgainWhateverIsWrongWithThoseOfOthers() throws IOException {
        Path password = Path.of(write("hush-of-the-file"));
        Path other = Path.of(write("sk-of-the-other"));
        Path key = Path.of(write("sk-of-the-file"));
        Settings settings = Operator.at(home).line("dcs.sources=a,b").line("dcs.endpoint=https://dcs.example.com")
                .variable("DCS_SOURCE_A_PROJECT_ID", Operator.PROJECT)
                .variable("DCS_SOURCE_B_PROJECT_ID", Operator.PROJECT.replace('0', '1'))
                .variable("DCS_SOURCE_A_ACCESS_KEY", "AK-OF-A")
                .variable("DCS_SOURCE_A_SECRET_KEY_FILE", key.toString())
                .variable("DCS_SOURCE_B_ACCESS_KEY", "AK-OF-B")
                .variable("DCS_SOURCE_B_SECRET_KEY_FILE", other.toString())
                .variable("DCS_DB_PASSWORD_FILE", password.toString()).load();
        Files.delete(password);
        Files.delete(other);
        Files.writeString(key, "sk-that-is-new");

        assertThat(settings.sources().get(0).choice().again().get())
                .isEqualTo(new Credentials.KeyPair("AK-OF-A", "sk-that-is-new", null));
        assertThat(settings.sources().get(1).choice().again().get())
                .isEqualTo(new Credentials.KeyPair("AK-OF-B", "sk-of-the-other", null));
    }

    @Test
    void areWarnedOfWhereEverybodyMayReadThem() throws IOException {
        Path password = mode(Path.of(write("hush-of-the-file")), "rw-r--r--");
        Path key = mode(Path.of(write("sk-of-the-file")), "rw-r-----");
        Path endpoint = mode(Path.of(write("https://dcs.example.com")), "rw-r--r--");
        Operator operator = Operator.ready(home).variable("DCS_DB_PASSWORD_FILE", password.toString())
                .variable("DCS_ENDPOINT", "").variable("DCS_ENDPOINT_FILE", endpoint.toString())
                .variable("CLOUD_SDK_SK", "").variable("CLOUD_SDK_SK_FILE", key.toString())
                .line("dcs.alert.uri=https://hooks.example.com/{{file:" + password + "}}");

        assertThat(operator.load().warnings()).as("a folder that is closed").isEmpty();
        mode(home, "rwxr-xr-x");
        assertThat(operator.load().warnings()).containsExactly(password + " holds a secret (dcs.alert.uri) that every"
                + " user of this machine may read: chmod o= " + password);
        mode(key, "rw-r--r--");
        assertThat(operator.load().warnings()).hasSize(2).last().asString()
                .startsWith(key + " holds a secret (dcs.secret-key)");
    }

    @Test
    void areWarnedOfAsTheSettingsFileWhenThatHasASecretItself() throws IOException {
        mode(home, "rwxr-xr-x");
        Path file = home.resolve("config/application.properties");
        for (String line : new String[] {"dcs.db.password={{env:PASSWORD}}", "dcs.db.user=somebody"}) {
            assertThat(Operator.ready(home).line(line).load().warnings()).isEmpty();
        }
        Operator operator = Operator.ready(home).line("dcs.db.password=hush-of-the-file");

        assertThat(operator.load().warnings()).singleElement().asString()
                .startsWith(file + " holds a secret (dcs.db.password)").doesNotContain("hush");
        mode(file, "rw-------");
    }

    private static Path mode(Path file, String permissions) throws IOException {
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    private String write(String text) throws IOException {
        return Files.writeString(Files.createTempFile(home, "value", ""), text).toString();
    }
}
