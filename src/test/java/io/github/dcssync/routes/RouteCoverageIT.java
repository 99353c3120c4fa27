package io.github.dcssync.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The tests of the routes run each step of every route. Comes after them, in the phase {@code verify}. */
class RouteCoverageIT {

    @Test
    void leavesOutNoStep() throws IOException {
        Set<String> run = RouteCoverage.reported(RouteCoverage.REPORTS);
        assertThat(run).as("no *RouteTest has run since the routes were changed: mvn verify runs all").isNotEmpty();

        List<RouteStep> steps = RouteStep.all();

        assertThat(steps).hasSizeGreaterThan(100);
        assertThat(steps.stream().filter(step -> !run.contains(step.place()))).as("steps that no *RouteTest runs")
                .isEmpty();
    }
}
