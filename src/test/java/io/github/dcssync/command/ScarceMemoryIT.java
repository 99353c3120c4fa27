package io.github.dcssync.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.dcssync.testkit.HostileServer;
import io.github.dcssync.testkit.Hostility;
import io.github.dcssync.testkit.Launcher;
import io.github.dcssync.testkit.Workplace;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the program gets by with little memory, or ends without. */
class ScarceMemoryIT {

    private static final String[] INSTANCES = {"i-1", "i-2", "i-3", "i-4", "i-5", "i-6", "i-7", "i-8"};

    @TempDir
    Path folder;

    private Workplace workplace;

    @BeforeEach
    void start() throws Exception {
        workplace = Workplace.in(folder);
    }

    @AfterEach
    void end() throws Exception {
        workplace.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"ENDLESS_BODY", "GZIP_BOMB", "ENDLESS_HEADERS"})
    void holdsEndlessAnswersOfAllWorkersOfSourcesInASmallHeap(Hostility hostility) throws Exception {
        try (HostileServer service = HostileServer.listing(hostility, INSTANCES)) {
            Launcher launcher = workplace.ready().with("DCS_ENDPOINT", service.uri().toString())
                    .with("JAVA_OPTS", "-Xmx128m").with("DCS_HTTP_MAX_ATTEMPTS", "2")
                    .with("DCS_SOURCES", "a,b,c");
            for (String source : List.of("A", "B", "C")) {
                launcher.with("DCS_SOURCE_" + source + "_PROJECT_ID", source.toLowerCase().repeat(32));
            }
            Launcher.Result result = launcher.run("once");

            assertThat(result.exitCode()).as(String.join("\n", result.err())).isEqualTo(3);
            assertThat(result.summary()).startsWith("dcs-sync: failed instances=24 complete=0 failed=48 ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-Xmx12m", "-Xmx14m", "-Xmx14m -XX:+UseG1GC"})
    void endsWith70AndOneLineWhenMemoryRunsOut(String heap) throws Exception {
        Launcher.Result result = workplace.ready().with("JAVA_OPTS", heap).run("once");

        assertThat(result.exitCode()).as(String.join("\n", result.err())).isEqualTo(70);
        assertThat(result.out()).isEmpty();
        // The virtual machine says so itself where not even a signal can be given on.
        assertThat(result.err()).filteredOn(line -> line.contains("emory") && !line.contains("dispatching signal"))
                .singleElement().asString()
                .isEqualTo("dcs-sync: out of memory: give the program more (JAVA_OPTS=-Xmx1g), or lower"
                        + " dcs.parallelism or the page sizes");
    }

    @Test
    void saysThatMemoryRanOutInJsonWhereTheLogIs() throws Exception {
        Launcher.Result result =
                workplace.ready().with("JAVA_OPTS", "-Xmx16m").with("DCS_LOG_FORMAT", "json").run("once");

        assertThat(result.exitCode()).isEqualTo(70);
        assertThat(result.err()).filteredOn(line -> line.contains("out of memory")).singleElement()
                .satisfies(line -> assertThat(JsonMapper.builder().build().readTree(line).get("message").asText())
                        .startsWith("out of memory: "));
    }
}
