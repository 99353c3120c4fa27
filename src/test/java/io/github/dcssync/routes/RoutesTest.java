package io.github.dcssync.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.app.RouteTestSupport;
import io.github.dcssync.operation.Category;
import io.github.dcssync.record.ListKind;
import io.github.dcssync.testkit.RouteFile;
import io.github.dcssync.testkit.RouteFile.Definition;
import io.github.dcssync.testkit.RouteFile.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The house rules of the files in {@code routes}. */
class RoutesTest {

    private static final int MOST_LINES = 60;
    private static final Set<String> TYPES =
            Set.of("route", "routeTemplate", "templatedRoute", "routeConfiguration");
    private static final Set<String> CALLS = Set.of("to", "toD", "wireTap", "enrich", "pollEnrich", "poll");
    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{[^}]*}");
    /** Names of shards, and of the categories and lists of an enumeration. */
    private static final Set<String> OWN_WORDS =
            Set.of("${variable.shard}", "${body.category}", "${variable.task.endpoint}");
    /** What a page meets that brings news. */
    private static final Set<String> WITH_NEWS =
            Set.of("${variable.page.worthStoring}", "${variable.written.ofOperations}");
    private static final Set<String> EVALUATING =
            Set.of("recipientList", "routingSlip", "dynamicRouter", "enrich", "pollEnrich",
                    "poll", "setProperty");
    private static final Pattern PARAMETER = Pattern.compile(":#\\$\\{(variable|body)(\\.[a-zA-Z]+)+}");
    private static final Path SQL = Path.of(System.getProperty("user.dir"), "src/main/resources");
    private static final List<String> DIALECTS = List.of("h2", "postgresql", "mariadb");

    static List<RouteFile> files() {
        return RouteFile.all();
    }

    static List<Definition> definitions() {
        return RouteFile.allDefinitions();
    }

    static List<Definition> routes() {
        return definitions().stream().filter(definition -> definition.route() != null).toList();
    }

    @ParameterizedTest
    @MethodSource("files")
    void areInFilesThatTheProgramLoads(RouteFile file) {
        assertThat(file.stem()).as(file.name()).isNotNull();
        assertThat(file.definitions()).isNotEmpty().allSatisfy(definition -> assertThat(TYPES)
                .as("no beans and no rest beside the routes").contains(definition.type()));
    }

    @ParameterizedTest
    @MethodSource("files")
    void haveATestOfTheirNameThatIsTheirSpecification(RouteFile file) throws ClassNotFoundException {
        String name = Stream.of(file.stem().split("-")).map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT)
                + word.substring(1)).collect(Collectors.joining()) + "RouteTest";
        assertThat(Class.forName(RoutesTest.class.getPackageName() + "." + name))
                .isAssignableTo(RouteTestSupport.class);
    }

    /** In {@code lists} the first is {@code list-instances}, and the others are about lists, too. */
    @ParameterizedTest
    @MethodSource("files")
    void haveAWordInCommonWithTheFirstOfTheirFileWhichBeginsWithItsName(RouteFile file) {
        List<String> ids = file.definitions().stream().map(Definition::id).toList();
        Set<String> words = Set.of(ids.get(0).split("-"));
        assertThat(ids.get(0)).startsWith(file.stem().replaceFirst("s$", ""));
        if (file.definitions().stream().allMatch(one -> one.type().equals("routeConfiguration"))) {
            return;
        }
        assertThat(ids).allSatisfy(id -> assertThat(id.split("-")).as(file.name()).containsAnyElementsOf(words));
    }

    @Test
    void haveIdsOfTheirOwn() {
        List<String> ids = definitions().stream().map(Definition::id).toList();
        assertThat(ids).doesNotContainNull().doesNotHaveDuplicates()
                .allSatisfy(id -> assertThat(id).matches("[a-z][a-z0-9.]*(-[a-z0-9.]+)*"));
    }

    @ParameterizedTest
    @MethodSource("routes")
    void haveADescriptionOfOneSentence(Definition definition) {
        assertThat(definition.text("description")).as(definition.toString())
                .matches("[A-Z][^.!?]*\\.").doesNotContainIgnoringCase("this route");
    }

    @Test
    void haveDescriptionsOfTheirOwn() {
        assertThat(routes().stream().map(route -> route.text("description"))).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("routes")
    void haveOnlyConfigurationsThatExist(Definition definition) {
        assertThat(configurationsOf(definition)).as(definition.toString()).isSubsetOf(configurations().keySet());
    }

    @Test
    void haveNoConfigurationThatNobodyUses() {
        Set<String> used = routes().stream().flatMap(route -> configurationsOf(route).stream())
                .collect(Collectors.toSet());
        assertThat(used).containsAll(configurations().keySet());
    }

    /** Themselves, or whoever calls them. */
    @ParameterizedTest
    @MethodSource("routes")
    void tryAgainWhereTheyAskTheService(Definition definition) {
        if (definition.steps().stream().anyMatch(step -> step.uri().matches("https?:.*")) && !retries(definition)) {
            assertThat(callers(definition)).as(definition.toString()).isNotEmpty().allMatch(RoutesTest::retries);
        }
    }

    private static boolean retries(Definition definition) {
        return configurationsOf(definition).stream()
                .anyMatch(id -> configurations().get(id).fields().toString().contains("retryWhile="));
    }

    private static List<Definition> callers(Definition called) {
        Object uri = ((Map<?, ?>) called.route().get("from")).get("uri");
        return routes().stream().filter(route -> route.steps().stream().anyMatch(step -> step.uri().equals(uri)))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("routes")
    void nameEveryStepThatCallsAnotherRouteOrLeavesTheProcess(Definition definition) {
        List<Step> calls = definition.steps().stream().filter(step -> CALLS.contains(step.name())).toList();
        assertThat(calls).allSatisfy(step -> assertThat(step.id()).as(definition + " " + step.uri())
                .isNotNull().matches("[a-z]+(-[a-z0-9]+)*"));
    }

    @Test
    void nameNoTwoStepsAlike() {
        List<String> ids = routes().stream().flatMap(route -> route.steps().stream()).map(Step::id)
                .filter(id -> id != null).toList();
        assertThat(ids).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("routes")
    void useNoScriptAndNoOldSpelling(Definition definition) {
        assertThat(definition.steps()).extracting(Step::name).allSatisfy(name -> assertThat(name)
                .as(definition.toString()).matches("[a-zA-Z]+").isNotIn("script", "process"));
        assertThat(definition.fields().toString()).doesNotContain("groovy=", "joor=", "js=", "java=");
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void useEachParameterTheyDeclareAndDescribeIt(Definition definition) {
        if (definition.type().equals("routeTemplate")) {
            assertThat(definition.placeholders()).as(definition.toString()).containsAll(definition.parameters());
            assertThat((List<?>) definition.fields().get("parameters")).allSatisfy(
                    parameter -> assertThat((String) ((Map<?, ?>) parameter).get("description")).endsWith("."));
        }
    }

    /** Camel resolves placeholders in addresses and in its own headers: no text of outside gets there. */
    @ParameterizedTest
    @MethodSource("definitions")
    void buildAddressesOfTheProgramsOwnWordsAlone(Definition definition) {
        assertThat(definition.steps()).filteredOn(step -> CALLS.contains(step.name()))
                .allSatisfy(step -> assertThat(expressions(step.fields().toString())).as(definition + " " + step.uri())
                        .isSubsetOf(OWN_WORDS));
        assertThat(definition.steps()).filteredOn(step -> step.name().equals("setHeader"))
                .allSatisfy(step -> assertThat(step.fields().get("name") + " " + step.fields().get("simple"))
                        .as(definition.toString())
                        .isIn("CamelHttpUri ${variable.listing.uri}", "CamelHttpQuery ${variable.listing.query}",
                                "Content-Type null"));
    }

    /** The variable among those words is made by the settings. */
    @ParameterizedTest
    @MethodSource("definitions")
    void fillTheVariableOfAddressesWithTheProgramsOwnWord(Definition definition) {
        assertThat(definition.steps()).filteredOn(step -> step.name().equals("setVariable")
                && "shard".equals(step.fields().get("name")))
                .allSatisfy(step -> assertThat(step.fields().get("simple")).as(definition.toString())
                        .isEqualTo("${variable.run.shard.name}"));
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void evaluateNoTextAndCallNothingByATextsName(Definition definition) {
        assertThat(definition.steps()).extracting(Step::name).doesNotContainAnyElementsOf(EVALUATING);
        assertThat(definition.fields().toString()).as(definition.toString())
                .doesNotContainPattern("uri=(language|bean|class|exec|velocity|freemarker|mvel|stub|ref|rest):")
                .doesNotContainPattern("\\$(simple|init)\\{").doesNotContainPattern(
                        "\\$\\{(?!variable[.}]|body[.}]|exception}|null}|size\\(\\)}"
                                + "|header\\.(CamelSqlUpdateCount|CamelRedeliveryCounter|triggerGroup|scheduledFireTime)})");
    }

    /** A parameter that Camel reads anew would be one that is a text. */
    @Test
    void haveSqlWhoseParametersAreValuesAlone() throws Exception {
        try (Stream<Path> files = Files.walk(SQL.resolve("sql"))) {
            assertThat(files.filter(Files::isRegularFile)).isNotEmpty()
                    .allSatisfy(file -> assertThat(withoutParameters(Files.readString(file))).as(file.toString())
                            .doesNotContain("${", "{{", ":#", ":?"));
        }
    }

    /** What the program reads itself has the names of expressions that statements share (SharedExpressions) in it. */
    private static String withoutParameters(String sql) {
        return sql.contains(":#") ? PARAMETER.matcher(sql).replaceAll("") : sql.replaceAll("\\$\\{[a-z_]+}", "");
    }

    private static Set<String> expressions(String text) {
        return EXPRESSION.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
    }

    @ParameterizedTest
    @MethodSource("routes")
    void findTheirSqlForEveryDatabase(Definition definition) {
        List<String> names = definition.steps().stream().map(Step::uri).filter(uri -> uri.startsWith("sql:")).toList();
        assertThat(names).allSatisfy(uri -> assertThat(uri).startsWith("sql:classpath:sql/"));
        assertThat(names.stream().map(uri -> uri.substring("sql:classpath:".length())).flatMap(RoutesTest::perDialect))
                .allSatisfy(name -> assertThat(Files.isRegularFile(SQL.resolve(name))).as(name).isTrue());
    }

    @Test
    void leaveNoSqlUnused() throws Exception {
        Set<String> used = routes().stream().flatMap(route -> route.steps().stream()).map(Step::uri)
                .filter(uri -> uri.startsWith("sql:classpath:")).map(uri -> uri.substring("sql:classpath:".length()))
                .flatMap(RoutesTest::perDialect).collect(Collectors.toSet());
        String ofCode = "sql/(" + String.join("|", roomsWithSql()) + ")/.*";
        try (Stream<Path> files = Files.walk(SQL.resolve("sql"))) {
            assertThat(files.filter(Files::isRegularFile).map(file -> SQL.relativize(file).toString())
                    .filter(name -> !name.matches(ofCode))).isSubsetOf(used);
        }
    }

    /** What code reads has a folder of its own, by the room that reads it. */
    private static List<String> roomsWithSql() throws IOException {
        try (Stream<Path> folders = Files.list(SQL.resolve("sql"))) {
            return folders.filter(Files::isDirectory).map(folder -> folder.getFileName().toString())
                    .filter(folder -> !DIALECTS.contains(folder)).toList();
        }
    }

    @Test
    void leaveNoSqlOfTheCodeUnused() throws Exception {
        for (String folder : roomsWithSql()) {
            StringBuilder code = new StringBuilder();
            ListKind.OF_INSTANCES.forEach(kind -> code.append('"').append(kind.endpoint()).append('"'));
            try (Stream<Path> files = Files.list(Path.of("src/main/java/io/github/dcssync", folder))) {
                for (Path file : files.toList()) {
                    code.append(Files.readString(file));
                }
            }
            try (Stream<Path> files = Files.list(SQL.resolve("sql").resolve(folder))) {
                assertThat(files.map(file -> "\"" + file.getFileName().toString().replaceFirst("\\.sql$", "\"")))
                        .allSatisfy(name -> assertThat(code).contains(name.replaceFirst("^\"instance-", "\"")));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void fitAScreenOrTwo(RouteFile file) {
        for (String definition : file.text().split("(?m)^(?=- )")) {
            // A template's parameters are read by its callers, its route by those who change it.
            String route = definition.substring(Math.max(0, definition.indexOf("\n    route:")));
            assertThat(route.lines().filter(line -> !line.isBlank() && !line.strip().startsWith("#")).count())
                    .as(file.name() + ": " + definition.lines().limit(2).toList()).isLessThanOrEqualTo(MOST_LINES);
        }
    }

    /** What a page goes through that brings news, but neither failures nor the end of its list. */
    @Test
    void goFromYamlToJavaAtMostEightTimesForAPage() {
        List<Step> loop =
                definitionOf("list-pages").steps().stream().filter(step -> step.name().equals("loop")).toList();
        List<String> crossings = new ArrayList<>();

        follow(loop.get(0).fields(), crossings);

        assertThat(crossings).hasSizeLessThanOrEqualTo(8).contains("policy bulkhead", "bean listReader.accept",
                "setVariable pageStore.compare", "policy one-transaction", "setVariable pageStore.write",
                "bean failedRecords.write").anyMatch(crossing -> crossing.startsWith("to sql:"));
    }

    /** Into filters whose condition such a page meets, the first branch of a choice, and the routes that are called. */
    private static void follow(Map<?, ?> parent, List<String> crossings) {
        for (Object one : (List<?>) parent.get("steps")) {
            ((Map<?, ?>) one).forEach((name, value) -> follow((String) name, (Map<?, ?>) value, crossings));
        }
    }

    private static void follow(String name, Map<?, ?> step, List<String> crossings) {
        String uri = String.valueOf(step.get("uri"));
        if (step.get("method") instanceof Map<?, ?> call) {
            crossings.add(
                    name + " " + call.get("ref") + "." + String.valueOf(call.get("method")).replaceAll("\\(.*", ""));
        } else if (name.equals("bean")) {
            crossings.add(
                    name + " " + step.get("ref") + "." + String.valueOf(step.get("method")).replaceAll("\\(.*", ""));
        } else if (name.equals("policy") || name.equals("process")) {
            crossings.add(name + " " + step.get("ref"));
        } else if (uri.startsWith("sql:")) {
            crossings.add(name + " " + uri);
        } else if (uri.startsWith("direct:")) {
            follow((Map<?, ?>) definitionOf(uri.substring("direct:".length())).route().get("from"), crossings);
        }
        if (name.equals("choice")) {
            follow((Map<?, ?>) ((List<?>) step.get("when")).get(0), crossings);
        } else if (step.containsKey("steps") && !name.equals("split")
                && !(name.equals("filter") && !WITH_NEWS.contains(step.get("simple")))) {
            follow(step, crossings);
        }
    }

    private static Definition definitionOf(String id) {
        return definitions().stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
    }

    @Test
    void storeAPageByOneComparisonAndOneWrite() {
        assertThat(calls(definitionOf("store-page"))).containsExactly("pageStore.compare", "pageStore.write");
    }

    /** Beans and their methods. */
    private static List<String> calls(Definition definition) {
        return definition.steps().stream().map(step -> step.name().equals("bean") ? step.fields()
                : step.fields().get("method")).filter(Map.class::isInstance).map(Map.class::cast)
                .map(call -> call.get("ref") + "." + String.valueOf(call.get("method")).replaceAll("\\(.*", ""))
                .toList();
    }

    /** A task whose list has none would fail. */
    @Test
    void haveARouteForEveryList() {
        assertThat(definitions())
                .filteredOn(definition -> "list-pages".equals(definition.fields().get("routeTemplateRef")))
                .extracting(Definition::id).containsExactlyInAnyOrderElementsOf(
                        Stream.of(ListKind.values()).map(list -> "list-" + list.endpoint()).toList());
    }

    /** Without it the first failure of a category would take its page back. */
    @Test
    void haveARouteForEveryCategoryOfFailures() {
        assertThat(definitions().stream().map(Definition::id)).contains(Stream.of(Category.values())
                .map(category -> "failed-records-" + category.text()).toArray(String[]::new));
    }

    private static Stream<String> perDialect(String name) {
        return name.contains("{{dcs.db.dialect}}")
                ? DIALECTS.stream().map(dialect -> name.replace("{{dcs.db.dialect}}", dialect)) : Stream.of(name);
    }

    private static Set<String> configurationsOf(Definition definition) {
        Object id = definition.route().get("routeConfigurationId");
        return id == null ? Set.of() : Set.of(((String) id).split(","));
    }

    private static Map<String, Definition> configurations() {
        return definitions().stream().filter(one -> one.type().equals("routeConfiguration"))
                .collect(Collectors.toMap(Definition::id, one -> one));
    }
}
