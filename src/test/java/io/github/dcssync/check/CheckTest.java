package io.github.dcssync.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.dcssync.simulator.Simulator;
import io.github.dcssync.simulator.SimulatorOptions;
import io.github.dcssync.testkit.Operator;
import io.github.dcssync.testkit.TestPostgres;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckTest {

    @TempDir
    Path home;

    private final StringWriter printed = new StringWriter();
    private final PrintWriter out = new PrintWriter(printed);
    private Simulator simulator;

    @BeforeEach
    void start() {
        simulator = Simulator.start(
                SimulatorOptions.builder().instances(3).keys("AKEXAMPLE", "SecretKeyOfTheTests").build());
    }

    @AfterEach
    void end() {
        simulator.close();
    }

    @Test
    void findsNothingWrongAndWritesNothing() throws Exception {
        CheckOutcome outcome = check(Operator.of(home, simulator), new TextReport(out, false));

        assertThat(outcome).isEqualTo(new CheckOutcome(1, 1, true));
        assertThat(printed.toString()).startsWith("Settings\n  dcs.endpoint ")
                .contains("\nSource default: http://127.0.0.1:", "\nDatabase: jdbc:h2:file:")
                .endsWith("\n\ndcs-sync: no problems, no warnings\n")
                .doesNotContain("SecretKeyOfTheTests");
        try (Stream<Path> files = Files.list(home)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void countsWhatIsOddAboutTheSettings() {
        check(Operator.of(home, simulator).variable("DCS_FRESHNESS", "1m"), new TextReport(out, false));

        assertThat(printed.toString()).contains("warning  settings", "dcs.freshness is 1m, and dcs.sync.cron leaves")
                .endsWith("dcs-sync: no problems, 1 warning\n");
    }

    @Test
    void goesOnWithTheOtherSourcesAndTheDatabaseAfterAProblem() {
        CheckOutcome outcome = check(Operator.of(home, simulator).variable("DCS_SOURCES", "away, here")
                .variable("DCS_SOURCE_AWAY_ENDPOINT", "https://nowhere.invalid")
                .variable("DCS_SOURCE_AWAY_PROJECT_ID", "0123456789abcdef0123456789abcdef"),
                new TextReport(out, false));

        assertThat(outcome).isEqualTo(new CheckOutcome(2, 1, true));
        assertThat(printed.toString()).contains("problem  address", "instances: 3", "no tables yet")
                .endsWith("dcs-sync: 1 problem, no warnings\n");
    }

    @Test
    void saysWhatIsWrongWithTheDatabase() {
        CheckOutcome outcome = check(Operator.of(home, simulator)
                .variable("DCS_DB_URL", TestPostgres.url("not_there")).variable("DCS_DB_USER", "postgres"),
                new TextReport(out, false));

        assertThat(outcome).isEqualTo(new CheckOutcome(1, 1, false));
        assertThat(printed.toString()).contains("problem  server").contains("does not exist");
    }

    @Test
    void acceptsAnEmptyDatabaseOfAServer() {
        CheckOutcome outcome = check(Operator.of(home, simulator)
                .variable("DCS_DB_URL", TestPostgres.freshDatabase().url() + "?user=postgres"),
                new TextReport(out, false));

        assertThat(outcome.databaseUsable()).isTrue();
        assertThat(printed.toString()).containsPattern("ok +server +PostgreSQL \\d+")
                .contains("no tables yet; the next sync creates them, version ");
    }

    @Test
    void saysWhichCredentialsItFoundAndWhichPlacesItPassedOver() {
        check(Operator.of(home, simulator).variable("CLOUD_SDK_AK", "").variable("CLOUD_SDK_SK", "")
                .variable("HW_ACCESS_KEY", simulator.accessKey()).variable("HW_SECRET_KEY", simulator.secretKey()),
                new TextReport(out, false));

        assertThat(printed.toString()).contains("ok       credentials     environment: HW_ACCESS_KEY and HW_SECRET_KEY;"
                + " passed over: the settings and CLOUD_SDK_* (not set), HUAWEICLOUD_SDK_* (not set)")
                .contains("instances: 3").doesNotContain(simulator.secretKey());
    }

    @Test
    void namesThePlaceOfKeysThatAreRefused() {
        check(Operator.of(home, simulator).variable("CLOUD_SDK_AK", "").variable("CLOUD_SDK_SK", "")
                .variable("HW_ACCESS_KEY", simulator.accessKey()).variable("HW_SECRET_KEY", "AnotherSecretKey"),
                new TextReport(out, false));

        assertThat(printed.toString()).contains("; check the keys (environment: HW_ACCESS_KEY and HW_SECRET_KEY)");
    }

    @Test
    void coloursTheLevelsOnATerminalOnly() {
        check(Operator.of(home, simulator), new TextReport(out, true));

        assertThat(printed.toString()).contains("  \u001b[32mok     \u001b[0m  address");
    }

    @Test
    void tellsProgramsTheSameAsOneJsonObject() throws Exception {
        check(Operator.of(home, simulator).variable("CLOUD_SDK_SK", "AnotherSecretKey"), new JsonReport(out));

        JsonNode root = JsonMapper.builder().build().readTree(printed.toString());
        assertThat(printed.toString().lines()).hasSize(1);
        assertThat(root.get("level").asText()).isEqualTo("problem");
        assertThat(root.get("settings").findValuesAsText("key")).contains("dcs.endpoint", "dcs.secret-key");
        assertThat(root.get("findings").findValuesAsText("level"))
                .containsExactly("ok", "ok", "ok", "problem", "ok", "ok", "ok");
        assertThat(root.get("findings").get(3).fieldNames()).toIterable()
                .containsExactly("area", "target", "subject", "level", "text");
        assertThat(printed.toString()).doesNotContain("AnotherSecretKey");
    }

    @Test
    void showsNeitherSecretsNorControlCharactersThatAServerSends() {
        Finding finding = Finding.problem("answer", "HTTP 500: SecretKeyOfTheTests\u001b[2J\r\n rest")
                .shown(Operator.of(home, simulator).load().secrets());

        assertThat(finding.text()).isEqualTo("HTTP 500: xxxxxx [2J rest");
    }

    private CheckOutcome check(Operator given, CheckReport report) {
        return new Check(given.load(), Clock.systemUTC(), report).run();
    }
}
