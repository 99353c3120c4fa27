package io.github.dcssync.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadmeTest {

    @Test
    void listsEveryKeyWithItsDefaultInTheTablesOrder() throws IOException {
        List<String> rows = Files.readAllLines(Path.of("README.md")).stream()
                .filter(line -> line.startsWith("| `dcs.")).toList();

        assertThat(rows).extracting(row -> row.substring(0, row.indexOf(" |", row.indexOf(" |") + 2)))
                .containsExactlyElementsOf(SettingTable.ALL.stream().map(ReadmeTest::row).toList());
    }

    private static String row(Setting<?> setting) {
        String defaultText = setting.defaultText() == null ? "–" : "`" + setting.defaultText() + "`";
        return "| `" + setting.key() + "` | " + defaultText;
    }
}
