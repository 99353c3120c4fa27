package io.github.dcssync.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which reports say that a step has a test. */
class RouteCoverageTest {

    @TempDir
    Path folder;

    private void report(String test, String version, String step) throws IOException {
        Files.write(folder.resolve(test), List.of(version, step));
    }

    @Test
    void believesNoReportOfATestThatIsNoLongerThereOrOfOtherRoutes() throws IOException {
        report(SyncRouteTest.class.getName(), RouteCoverage.version(), "sync.camel.yaml:1");
        report("io.github.dcssync.routes.RenamedRouteTest", RouteCoverage.version(), "sync.camel.yaml:2");
        report(ListsRouteTest.class.getName(), "of yesterday", "sync.camel.yaml:3");

        assertThat(RouteCoverage.reported(folder)).containsExactly("sync.camel.yaml:1");
    }

    @Test
    void asksForATestOfEveryStepButThePolicies() {
        assertThat(RouteStep.all()).extracting(RouteStep::name).doesNotContain("policy").contains("to", "bean",
                "doTry");
    }
}
