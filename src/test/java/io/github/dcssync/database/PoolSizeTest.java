package io.github.dcssync.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.settings.Settings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PoolSizeTest {

    @TempDir
    Path home;

    @Test
    void isWhatOneSourceNeeds() {
        assertThat(PoolSize.of(settings(1, "8"))).isEqualTo(8 + 4 + 1 + 3);
    }

    @Test
    void leavesRoomForASecondProcessAmongPostgresHundredHoweverManySources() {
        assertThat(PoolSize.ofProcess(settings(8, "8"))).isLessThan(97 / 2);
        assertThat(PoolSize.ofProcess(settings(200, "256"))).isEqualTo(44);
    }

    private Settings settings(int sources, String parallelism) {
        Map<String, String> variables = new HashMap<>(Map.of("DCS_ENDPOINT", "https://dcs.example.com",
                "DCS_PROJECT_ID", "0123456789abcdef0123456789abcdef", "CLOUD_SDK_AK", "AK", "CLOUD_SDK_SK", "secret",
                "DCS_PARALLELISM", parallelism));
        variables.put("DCS_SOURCES", IntStream.range(0, sources).mapToObj(number -> "s" + number)
                .collect(Collectors.joining(",")));
        for (int number = 0; number < sources; number++) {
            variables.put("DCS_SOURCE_S" + number + "_PROJECT_ID", String.format("%032x", number));
        }
        return Settings.load(null, variables, home);
    }
}
