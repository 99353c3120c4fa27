package io.github.dcssync.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.testkit.Operator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Holds the file an operator gets to the table of settings. */
class OperatorFileTest {

    private static final Path FILE = Path.of("config/application.properties");

    @Test
    void hasEveryKeyInTheTablesOrderWithItsDefault() throws IOException {
        List<String> keys = Files.readAllLines(FILE).stream().filter(line -> line.startsWith("#dcs."))
                .map(line -> line.substring(1)).toList();

        assertThat(keys).containsExactlyElementsOf(SettingTable.ALL.stream().map(OperatorFileTest::lineOf).toList());
    }

    @Test
    void setsNothingByItself() {
        Map<String, String> fourSettings = Map.of("DCS_ENDPOINT", "https://dcs.example.com", "DCS_PROJECT_ID",
                Operator.PROJECT, "CLOUD_SDK_AK", "AK", "CLOUD_SDK_SK", "secret");

        assertThat(Settings.load(FILE, fourSettings, Path.of("")).entries()).extracting(SettingEntry::origin)
                .noneMatch(origin -> origin.contains("application.properties"));
    }

    @Test
    void explainsEveryKeyOrTheFirstOfItsGroup() throws IOException {
        assertThat(Files.readString(FILE).split("\\R\\R")).filteredOn(block -> block.contains("#dcs."))
                .allSatisfy(block -> assertThat(block).startsWith("# "));
    }

    @Test
    void hasLinesThatFitTheScreen() throws IOException {
        assertThat(Files.readAllLines(FILE)).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(120));
    }

    private static String lineOf(Setting<?> setting) {
        return setting.key().replace(".policy.NAME.", ".policy.default.") + "="
                + Objects.requireNonNullElse(setting.defaultText(), "");
    }
}
