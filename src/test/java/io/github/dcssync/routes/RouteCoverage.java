package io.github.dcssync.routes;

import io.github.dcssync.testkit.RouteFile;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.TryDefinition;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Writes down which steps of the routes a test class has run, as Camel's MBeans count them: {@code sync.camel.yaml:28} for
 * the step whose options begin below that line. Only the tests of the routes are counted, each of which says what a file does: that a step is
 * passed through by a test of something else says nothing about it, and MBeans would slow all others down.
 */
public final class RouteCoverage implements BeforeAllCallback, AfterTestExecutionCallback, AfterAllCallback {

    /** A file for each test class. */
    static final Path REPORTS = Path.of(System.getProperty("user.dir"), "target", "route-coverage");
    private static final Path TESTS = Path.of(System.getProperty("user.dir"), "src", "test", "java");
    /** Set for all tests, in pom.xml. */
    private static final String DISABLED = "org.apache.camel.jmx.disabled";
    private static final String STEPS = "org.apache.camel:type=processors,*";
    private static final String FILE = "SourceLocation";
    private static final String LINE = "SourceLineNumber";
    private static final String COUNT = "ExchangesTotal";

    private final Set<String> run = new TreeSet<>();
    private String disabled;

    @Override
    public void beforeAll(ExtensionContext test) {
        // Said so, it counts for more than that the program has no MBeans unless its settings say so.
        disabled = System.setProperty(DISABLED, "false");
    }

    @Override
    public void afterTestExecution(ExtensionContext test) throws JMException {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        for (ObjectName step : server.queryNames(new ObjectName(STEPS), null)) {
            Object file = server.getAttribute(step, FILE);
            if (file != null && (Long) server.getAttribute(step, COUNT) > 0) {
                run.add(file.toString().replaceAll(".*/", "") + ":" + server.getAttribute(step, LINE));
            }
        }
    }

    @Override
    public void afterAll(ExtensionContext test) throws IOException {
        if (disabled == null) {
            System.clearProperty(DISABLED);
        } else {
            System.setProperty(DISABLED, disabled);
        }
        List<String> lines = new ArrayList<>(List.of(version()));
        lines.addAll(run);
        Files.createDirectories(REPORTS);
        Files.write(REPORTS.resolve(test.getRequiredTestClass().getName()), lines);
    }

    /**
     * Lets Camel count what stands in {@code doCatch} and {@code doFinally}, too: it looks for them among the outputs,
     * where its Java language has them and its YAML language has not.
     *
     * @param context not started
     */
    public static void countCatchesIn(ModelCamelContext context) {
        context.getRouteDefinitions().forEach(route -> ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(),
                TryDefinition.class).forEach(RouteCoverage::countCatchesOf));
    }

    private static void countCatchesOf(TryDefinition definition) {
        List.copyOf(definition.getCatchClauses()).forEach(definition::addOutput);
        if (definition.getFinallyClause() != null) {
            definition.addOutput(definition.getFinallyClause());
        }
    }

    /** The steps that were run, in all reports about the routes as they are now, by the tests that there are. */
    static Set<String> reported(Path folder) throws IOException {
        Set<String> steps = new TreeSet<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> reports = Files.list(folder)) {
                for (Path report : reports.filter(RouteCoverage::isOfATest).toList()) {
                    List<String> lines = Files.readAllLines(report);
                    if (lines.get(0).equals(version())) {
                        steps.addAll(lines.subList(1, lines.size()));
                    }
                }
            }
        }
        return steps;
    }

    /** Not of one that was renamed or deleted since, whose class may still be there. */
    private static boolean isOfATest(Path report) {
        return Files.exists(TESTS.resolve(report.getFileName().toString().replace('.', '/') + ".java"));
    }

    static String version() {
        StringBuilder texts = new StringBuilder();
        RouteFile.all().forEach(file -> texts.append(file.text()));
        return DigestUtils.sha256Hex(texts.toString());
    }
}
