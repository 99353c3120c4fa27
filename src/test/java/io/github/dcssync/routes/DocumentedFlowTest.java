package io.github.dcssync.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.testkit.Document;
import io.github.dcssync.testkit.DocumentedTable;
import io.github.dcssync.testkit.DocumentedTable.Row;
import io.github.dcssync.testkit.RouteFile;
import io.github.dcssync.testkit.RouteFile.Definition;
import io.github.dcssync.testkit.RouteFile.Step;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The diagrams of the flow show the routes that there are, and who calls whom. */
class DocumentedFlowTest {

    private static final String PAGE = "architecture";
    private static final Pattern ARROW = Pattern.compile("^\\s*([\\w.-]+) (-->|-\\.->|---) ([\\w.-]+)$");
    private static final String STATIC = "-->";
    private static final String DYNAMIC = "-.->";
    private static final String MADE_OF = "---";

    /**
     * One line of a diagram.
     *
     * @param kind {@code -->} calls, {@code -.->} calls by a name that is known when it runs, {@code ---} is made of
     */
    private record Arrow(String from, String kind, String to) {
    }

    private static final List<Definition> ROUTES = RouteFile.allDefinitions().stream()
            .filter(definition -> !definition.type().equals("routeConfiguration")).toList();

    private static Set<Arrow> drawn() {
        Set<Arrow> arrows = new LinkedHashSet<>();
        Document.page(PAGE).fences().stream().filter(fence -> fence.language().equals("mermaid"))
                .flatMap(fence -> fence.lines().stream()).map(ARROW::matcher).filter(Matcher::matches)
                .forEach(arrow -> arrows.add(new Arrow(arrow.group(1), arrow.group(2), arrow.group(3))));
        return arrows;
    }

    @Test
    void namesEachRouteOnceWithItsFileAndDescription() throws IOException {
        new DocumentedTable(PAGE, "The routes", List.of("route", "file", "what it does")).says(ROUTES.stream()
                .filter(definition -> definition.route() != null).map(definition -> new Row(List.of(
                        "`" + definition.id() + "`", "`" + definition.file() + "`", definition.text("description")),
                        null))
                .toList());
    }

    @Test
    void explainsEveryConfigurationAndPolicyThatRoutesName() {
        Document section = Document.page(PAGE).section("Routes and Java");
        assertThat(section.rows("configuration").stream().map(cells -> cells.get(0).replace("`", "")))
                .containsExactlyInAnyOrderElementsOf(RouteFile.allDefinitions().stream()
                        .filter(definition -> definition.type().equals("routeConfiguration")).map(Definition::id)
                        .toList());
        assertThat(section.rows("policy").stream().map(cells -> cells.get(0).replace("`", "")))
                .containsExactlyInAnyOrderElementsOf(ROUTES.stream().flatMap(definition -> definition.steps().stream())
                        .filter(step -> step.name().equals("policy")).map(step -> (String) step.fields().get("ref"))
                        .collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"One record", "One fault"})
    void walksAlongStepsThatThereAre(String heading) {
        Set<String> ids = RouteFile.allDefinitions().stream().flatMap(definition -> Stream.concat(
                Stream.of(definition.id()), definition.steps().stream().map(Step::id))).collect(Collectors.toSet());
        assertThat(Document.page(PAGE).section(heading).spans()).filteredOn(span -> span.matches("[a-z]+(-[a-z]+)+"))
                .hasSizeGreaterThan(5).isSubsetOf(ids);
    }

    @Test
    void drawsEveryRouteAndNothingElse() {
        assertThat(drawn().stream().flatMap(arrow -> Stream.of(arrow.from(), arrow.to())).collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(ROUTES.stream().filter(DocumentedFlowTest::isCalled)
                        .map(Definition::id).collect(Collectors.toSet()));
    }

    @Test
    void drawsEveryCallThatHasAFixedName() {
        Set<Arrow> calls = new LinkedHashSet<>();
        ROUTES.forEach(caller -> uris(caller).filter(uri -> !isChosenLater(uri))
                .forEach(uri -> ROUTES.stream().filter(called -> uri.equals(entry(called)))
                        .forEach(called -> calls.add(new Arrow(caller.id(), STATIC, called.id())))));
        assertThat(drawn()).filteredOn(arrow -> arrow.kind().equals(STATIC)).containsExactlyInAnyOrderElementsOf(calls);
    }

    @Test
    void drawsWhatIsCalledByANameThatIsKnownLater() {
        List<Arrow> dynamic = drawn().stream().filter(arrow -> arrow.kind().equals(DYNAMIC)).toList();
        assertThat(dynamic)
                .allSatisfy(arrow -> assertThat(uris(route(arrow.from())).filter(DocumentedFlowTest::isChosenLater)
                        .anyMatch(uri -> isMatch(uri, entry(route(arrow.to()))))).as(arrow.toString()).isTrue());
        assertThat(ROUTES.stream().filter(caller -> uris(caller).anyMatch(DocumentedFlowTest::isChosenLater))
                .map(Definition::id)).isSubsetOf(dynamic.stream().map(Arrow::from).toList());
    }

    @Test
    void drawsWhichRoutesAreMadeOfWhichTemplate() {
        assertThat(drawn()).filteredOn(arrow -> arrow.kind().equals(MADE_OF)).containsExactlyInAnyOrderElementsOf(
                ROUTES.stream().filter(definition -> definition.type().equals("templatedRoute"))
                        .map(definition -> new Arrow(definition.id(), MADE_OF, definition.text("routeTemplateRef")))
                        .collect(Collectors.toSet()));
    }

    /** Those of the report page answer the browser, and no route calls them. */
    private static boolean isCalled(Definition definition) {
        return definition.route() == null || !entry(definition).startsWith("platform-http:");
    }

    private static Definition route(String id) {
        return ROUTES.stream().filter(definition -> definition.id().equals(id)).findFirst().orElseThrow();
    }

    private static Stream<String> uris(Definition definition) {
        return definition.steps().stream().map(Step::uri).filter(uri -> uri.startsWith("direct:"));
    }

    /** Where it is called, with what an instance of a template puts in. */
    private static String entry(Definition definition) {
        if (definition.route() != null) {
            return (String) ((Map<?, ?>) definition.route().get("from")).get("uri");
        }
        String entry = entry(route(definition.text("routeTemplateRef")));
        for (Object parameter : (List<?>) definition.fields().get("parameters")) {
            Map<?, ?> given = (Map<?, ?>) parameter;
            entry = entry.replace("{{" + given.get("name") + "}}", String.valueOf(given.get("value")));
        }
        return entry;
    }

    /** By a message or by a setting. */
    private static boolean isChosenLater(String uri) {
        return uri.contains("${") || uri.contains("{{dcs.");
    }

    private static boolean isMatch(String uri, String entry) {
        return entry.matches(Stream.of(uri.split("\\$\\{[^}]*}|\\{\\{[^}]*}}", -1)).map(Pattern::quote)
                .collect(Collectors.joining(".+")));
    }
}
