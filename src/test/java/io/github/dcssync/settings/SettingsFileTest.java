package io.github.dcssync.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.record.ListKind;
import io.github.dcssync.testkit.Operator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsFileTest {

    @TempDir
    Path home;

    @Test
    void aVariableBeatsTheFileAndTheFileBeatsTheDefault() {
        Operator operator = Operator.ready(home).line("dcs.parallelism=3").line("dcs.http.max-attempts=9")
                .variable("DCS_PARALLELISM", "4");

        assertThat(operator.load().listing().parallelism()).isEqualTo(4);
        assertThat(operator.load().http().maxAttempts()).isEqualTo(9);
        assertThat(operator.load().listing().pageSize(ListKind.BACKUP)).isEqualTo(100);
    }

    @Test
    void anEmptyVariableCountsAsUnset() {
        Operator operator = Operator.ready(home).line("dcs.parallelism=3").variable("DCS_PARALLELISM", " ");

        assertThat(operator.load().listing().parallelism()).isEqualTo(3);
    }

    @Test
    void anEmptyLineLeavesTheDefault() {
        assertThat(Operator.ready(home).line("dcs.parallelism=").load().listing().parallelism()).isEqualTo(8);
    }

    @Test
    void blanksAroundAValueDoNotCount() {
        assertThat(Operator.ready(home).line("dcs.log.format =  JSON  ").load().logFormat()).isEqualTo(LogFormat.JSON);
    }

    @Test
    void aMissingFileIsNoFault() {
        Map<String, String> environment = Map.of("DCS_ENDPOINT", "https://dcs.example.com", "DCS_PROJECT_ID",
                Operator.PROJECT, "CLOUD_SDK_AK", "AK", "CLOUD_SDK_SK", "secret");

        assertThat(Settings.load(null, environment, home).sources()).hasSize(1);
        assertThat(Settings.load(home.resolve("none"), environment, home).sources()).hasSize(1);
    }

    @Test
    void refusesAFileThatIsNotUtf8() throws Exception {
        Path file = Files.write(home.resolve("latin1.properties"), new byte[] {'#', (byte) 0xe4, '\n'});

        assertThat(faultsOf(file)).contains("latin1.properties: is not UTF-8; save it in that encoding");
    }

    @Test
    void refusesADirectoryInTheFilesPlace() {
        assertThat(faultsOf(home)).anyMatch(fault -> fault.endsWith("make it a file that this user may read"));
    }

    @Test
    void aValueMayGoOnInTheNextLineAndLinesAreStillCounted() {
        Operator operator = Operator.ready(home).line("# dcs.sources=\\").line("dcs.instances=id-1,\\")
                .line("    id-2").line("").line("dcs.parallelism=abc");

        assertThat(operator.faults()).containsExactly("dcs.parallelism=abc (config/application.properties:5):"
                + " give a whole number from 1 to 256 (requests to a source at once)");
    }

    @Test
    void aByteOrderMarkIsOverlooked() {
        assertThat(Operator.ready(home).line("\uFEFFdcs.parallelism=3").load().listing().parallelism()).isEqualTo(3);
    }

    @Test
    void refusesABrokenEscapeAndNamesTheLine() {
        assertThat(Operator.ready(home).line("").line("dcs.db.url=jdbc:h2:file:C:\\users\\x").faults())
                .containsExactly("config/application.properties:2: a \\u in it is not followed by four hexadecimal"
                        + " digits; write a backslash as \\\\");
    }

    @Test
    void refusesAKeyThatIsSetTwice() {
        assertThat(Operator.ready(home).line("dcs.parallelism=3").line("dcs.parallelism=3").faults())
                .containsExactly("dcs.parallelism (config/application.properties:2): is set twice;"
                        + " take it out here or in line 1");
    }

    @Test
    void twoSpellingsOfANameAreOneKey() {
        assertThat(Operator.ready(home).line("dcs.source.EU_DE.shards=2").line("dcs.source.eu-de.shards=3").faults())
                .containsExactly("dcs.source.eu-de.shards (config/application.properties:2): is set twice;"
                        + " take it out here or in line 1");
    }

    @ParameterizedTest
    @CsvSource({
        "dcs.paralelism, dcs.parallelism",
        "dcs.db-url, dcs.db.url",
        "DCS_DB_URL, dcs.db.url",
        "dcs.retries.max-attempts, dcs.http.max-attempts",
        "dcs.source.a.endpont, dcs.source.a.endpoint",
        "dcs.source.a.iam.usr, dcs.source.a.iam.user",
        "dcs.policy.gold.rop, dcs.policy.gold.rpo",
    })
    void refusesAnUnknownKeyAndNamesTheNearestOne(String key, String nearest) {
        assertThat(Operator.ready(home).line(key + "=5").faults()).containsExactly(
                key + "=5 (config/application.properties:1): unknown key; did you mean " + nearest + "?");
    }

    @Test
    void refusesAKeyThatIsLikeNoOther() {
        assertThat(Operator.ready(home).line("quartz.threads=5").faults()).containsExactly("quartz.threads=5"
                + " (config/application.properties:1): unknown key; take it out, or see src/site/markdown/settings.md"
                + " for all keys");
    }

    @ParameterizedTest
    @CsvSource({"dcs.sceret-kye", "dcs.sk", "dcs.passwort", "dcs.db.pasword", "my.api_token"})
    void doesNotShowTheValueOfAnUnknownKeyThatMayBeSecret(String key) {
        assertThat(Operator.ready(home).line(key + "=hunter22").faults()).singleElement().asString()
                .startsWith(key + "=xxxxxx ").doesNotContain("hunter22");
    }

    @Test
    void handsKeysOfCamelThroughUntouched() {
        Settings settings = Operator.ready(home).line("camel.main.name={{env:NOBODY}}")
                .line("camel.ssl.keystore-password=open-sesame").load();

        assertThat(settings.camelProperties()).containsOnly(Map.entry("camel.main.name", "{{env:NOBODY}}"),
                Map.entry("camel.ssl.keystore-password", "open-sesame"));
        assertThat(settings.toString()).doesNotContain("open-sesame");
        assertThat(settings.secrets().mask("open-sesame")).isEqualTo("xxxxxx");
    }

    @Test
    void warnsOfUnknownVariablesInOneLine() {
        Settings settings = Operator.ready(home).variable("DCS_SERVICE_HOST", "10.0.0.1")
                .variable("DCS_PORT", "tcp://10.0.0.1:80").variable("OTHER", "1").load();

        assertThat(settings.warnings())
                .containsExactly("unknown environment variables, which set nothing: DCS_PORT, DCS_SERVICE_HOST");
    }

    @Test
    void tellsWhatKubernetesDoesToAPort() {
        assertThat(Operator.ready(home).variable("DCS_HTTP_SERVER_PORT", "tcp://10.0.0.1:8080").faults())
                .singleElement().asString().contains("environment DCS_HTTP_SERVER_PORT").contains("enableServiceLinks");
    }

    @Test
    void saysAllThatIsWrongAtOnce() {
        List<String> faults = Operator.at(home).line("dcs.parallelism=0").line("dcs.sourcs=a")
                .line("dcs.secret-key={{env:").variable("DCS_LOG_FORMAT", "xml").faults();

        assertThat(faults).hasSize(7).allMatch(fault -> fault.lines().count() == 1)
                .anyMatch(fault -> fault.startsWith("dcs.parallelism=0 "))
                .anyMatch(fault -> fault.startsWith("dcs.sourcs=a "))
                .anyMatch(fault -> fault.startsWith("dcs.secret-key=xxxxxx "))
                .anyMatch(fault -> fault.startsWith(
                        "dcs.log.format=xml (environment DCS_LOG_FORMAT): give text or json"))
                .anyMatch(fault -> fault.startsWith("dcs.endpoint is not set: "))
                .anyMatch(fault -> fault.startsWith("dcs.project-id is not set: "))
                .anyMatch(fault -> fault.startsWith("dcs.access-key is not set: ") && fault.contains("CLOUD_SDK_AK"));
    }

    @Test
    void aValueCannotBreakTheLineOfItsFault() {
        assertThat(Operator.ready(home).line("dcs.parallelism=a\\nb\\u001b[2J").faults()).singleElement().asString()
                .startsWith("dcs.parallelism=a?b?[2J ");
    }

    private List<String> faultsOf(Path file) {
        try {
            Settings.load(file, Map.of(), home);
            return List.of();
        } catch (SettingsException refused) {
            return refused.faults();
        }
    }
}
