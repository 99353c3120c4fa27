package io.github.dcssync.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class H2PathTest {

    private static final Path HOME = Path.of("/opt/dcs sync");

    @ParameterizedTest
    @CsvSource({
        "jdbc:h2:file:./data/dcs, jdbc:h2:file:/opt/dcs sync/data/dcs",
        "jdbc:h2:./data/dcs, jdbc:h2:file:/opt/dcs sync/data/dcs",
        "jdbc:h2:../dcs, jdbc:h2:file:/opt/dcs",
        "jdbc:h2:file:data/dcs;MODE=LEGACY;TRACE_LEVEL_FILE=0, "
                + "jdbc:h2:file:/opt/dcs sync/data/dcs;MODE=LEGACY;TRACE_LEVEL_FILE=0",
    })
    void putsARelativeFileBelowTheCheckout(String url, String resolved) {
        assertThat(H2Path.resolve(url, HOME)).isEqualTo(resolved);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:h2:file:/var/dcs", "jdbc:h2:/var/dcs", "jdbc:h2:file:~/dcs", "jdbc:h2:~/dcs",
        "jdbc:h2:mem:dcs;DB_CLOSE_DELAY=-1", "jdbc:h2:tcp://localhost/./dcs", "jdbc:h2:file:C:/dcs",
        "jdbc:postgresql://localhost/dcs"})
    void leavesAnyOtherUrlAlone(String url) {
        assertThat(H2Path.resolve(url, HOME)).isEqualTo(url);
    }
}
