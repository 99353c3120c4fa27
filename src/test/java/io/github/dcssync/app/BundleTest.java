package io.github.dcssync.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dcssync.simulator.SimulatedKind;
import io.github.dcssync.sync.SyncRequest;
import io.github.dcssync.testkit.Operations;
import io.github.dcssync.testkit.SyncFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Component;
import org.apache.camel.Route;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.service.ServiceHelper;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Camel makes of the routes. Camel says nothing of an unknown configuration or of an id given twice. */
class BundleTest {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(dcs\\.[^}:]+)}}");

    @Test
    void hasEveryRouteOfTheFilesAndThoseOfEverySource() throws Exception {
        try (SyncFixture fixture = twoSources()) {
            List<String> ids = context(fixture).getRoutes().stream().map(Route::getRouteId).toList();
            assertThat(ids).doesNotHaveDuplicates().containsAll(idsInFiles("route"))
                    .containsAll(idsInFiles("templatedRoute"))
                    .contains("sync-source-north", "sync-source-south", "schedule-sync-north", "schedule-sync-south");
        }
    }

    @Test
    void givesEachRouteTheConfigurationThatItsFileNames() throws Exception {
        try (SyncFixture fixture = twoSources()) {
            for (RouteDefinition route : context(fixture).getRouteDefinitions()) {
                String named = route.getRouteConfigurationId();
                String used = context(fixture).getRoute(route.getRouteId()).getConfigurationId();
                assertThat(used == null ? List.of() : List.of(used.split(","))).as(route.getRouteId())
                        .containsExactlyInAnyOrderElementsOf(named == null ? List.of() : List.of(named.split(",")));
            }
            assertThat(context(fixture).getRoute("list-restores").getConfigurationId()).contains("api-errors");
        }
    }

    @Test
    void looksAtEachBeanOnceForAllStepsThatCallIt() throws Exception {
        try (SyncFixture fixture = SyncFixture.onAnyDatabase().fleet(1, 0, 0).prepared().start()) {
            Component bean = fixture.bundle().context().hasComponent("bean");
            // Only then does it keep what it has seen, and only then are the steps made.
            assertThat(ServiceHelper.isStarted(bean)).isTrue();
        }
    }

    @Test
    void looksForCamelsServicesAsServiceFindersDo() throws Exception {
        try (SyncFixture fixture = SyncFixture.onAnyDatabase().fleet(1, 0, 0).prepared().start()) {
            assertThat(PluginHelper.getFactoryFinderResolver(fixture.bundle().context()))
                    .isInstanceOf(ServiceFinders.class);
        }
    }

    @Test
    void saysWhichRouteFileCannotBeReadAndWhy(@TempDir Path home) throws Exception {
        try (SyncFixture fixture = SyncFixture.onAnyDatabase().fleet(1, 0, 0).start()) {
            assertThatThrownBy(() -> fixture.bundleAt(home)).isInstanceOf(BundleException.class)
                    .hasMessageStartingWith("There are no routes: " + home.resolve("routes"));

            copyFolders(home);
            Files.writeString(home.resolve("routes/lists.camel.yaml"), "- route:\n    id: [unclosed\n    from: x\n");
            assertThatThrownBy(() -> fixture.bundleAt(home).prepare()).isInstanceOf(BundleException.class)
                    .hasMessageStartingWith("The routes in " + home.resolve("routes") + " cannot be read: ")
                    .hasMessageContaining("lists.camel.yaml").hasMessageContaining("line 3")
                    .hasMessageEndingWith("; correct them, or restore them from the release");
        }
    }

    @Test
    void makesTheBeansOfAnOperatorsRoutesBeforeASettingNamesThem(@TempDir Path home) throws Exception {
        copyFolders(home);
        Files.writeString(home.resolve("routes/own.camel.yaml"),
                "- beans:\n    - name: ownFormatter\n      type: org.apache.camel.support.processor.DefaultExchangeFormatter\n");
        Files.writeString(home.resolve("config/application.properties"),
                "camel.component.log.exchange-formatter=#bean:ownFormatter\n");
        try (SyncFixture fixture = SyncFixture.onAnyDatabase().fleet(1, 0, 0).start();
                Bundle bundle = fixture.bundleAt(home)) {
            bundle.prepare();
            assertThat(bundle.context().getRegistry().lookupByName("ownFormatter")).isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"camel.main.nmae", "camel.component.log.nope"})
    void saysWhichKeyCamelDoesNotTake(String key, @TempDir Path home) throws Exception {
        copyFolders(home);
        Files.writeString(home.resolve("config/application.properties"), key + "=1\n");
        try (SyncFixture fixture = SyncFixture.onAnyDatabase().fleet(1, 0, 0).start()) {
            assertThatThrownBy(() -> fixture.bundleAt(home).prepare()).isInstanceOf(BundleException.class)
                    .hasMessage("Camel does not take " + key + "=1: correct or remove that setting");
        }
    }

    @Test
    void saysWhichComponentOfAKeyThereIsNot(@TempDir Path home) throws Exception {
        copyFolders(home);
        Files.writeString(home.resolve("config/application.properties"), "camel.component.nosuch.level=1\n");
        try (SyncFixture fixture = SyncFixture.onAnyDatabase().fleet(1, 0, 0).start()) {
            assertThatThrownBy(() -> fixture.bundleAt(home).prepare()).isInstanceOf(BundleException.class)
                    .hasMessageStartingWith("Camel cannot be set up: ")
                    .hasMessageContaining("camel.component.nosuch.level because cannot find component")
                    .hasMessageContaining("; correct that key camel.*");
        }
    }

    @Test
    void saysWhichRouteCannotBeStartedAndWhy(@TempDir Path home) throws Exception {
        copyFolders(home);
        Path sync = home.resolve("routes/sync.camel.yaml");
        Files.writeString(sync, Files.readString(sync).replace("uri: direct:list-instances\n", "uri: dircet:x\n"));
        try (SyncFixture fixture = SyncFixture.onAnyDatabase().fleet(1, 0, 0).start()) {
            assertThatThrownBy(() -> {
                try (Bundle bundle = fixture.bundleAt(home)) {
                    bundle.prepare();
                    bundle.startToCompare();
                }
            }).isInstanceOf(BundleException.class)
                    .hasMessageStartingWith("The routes in " + home.resolve("routes") + " cannot be started: ")
                    .hasMessageContaining("dircet:")
                    .hasMessageEndingWith("; correct them, or restore them from the release");
        }
    }

    /** How far a bundle goes that is to change nothing. */
    private interface Beginning {
        void of(Bundle bundle) throws Exception;
    }

    static Stream<Named<Beginning>> whatChangesNothing() {
        return Stream.of(Named.of("a rehearsal", Bundle::rehearse), Named.of("a comparison", bundle -> {
            bundle.prepare();
            bundle.startToCompare();
        }));
    }

    /** An operator's own routes may have a timer, or take files away. */
    @ParameterizedTest
    @MethodSource("whatChangesNothing")
    void letsNothingBeginByItselfThatIsToChangeNothingAndFindsWhatAStartWouldRefuse(Beginning beginning,
            @TempDir Path home) throws Exception {
        copyFolders(home);
        Path own = home.resolve("routes/own.camel.yaml");
        Files.writeString(own, """
                - route: {id: own-timer, from: {uri: "timer:own?delay=-1", steps: [{to: "direct:own"}]}}
                - route: {id: own-files, from: {uri: "file:inbox?initialDelay=0", steps: [{to: "direct:own"}]}}
                - route: {id: own-schedule, from: {uri: "quartz:own?cron=*+*+*+*+*+?", steps: [{to: "direct:own"}]}}
                - route: {id: own-queue, from: {uri: "seda:own", steps: [{to: "direct:own"}]}}
                - route: {id: own-steps, from: {uri: "direct:own", steps: [{to: "log:own"}]}}
                - routeTemplate: {id: own, route: {from: {uri: "timer:more?delay=-1", steps: [{to: "direct:own"}]}}}
                - templatedRoute: {routeTemplateRef: own, routeId: own-more}
                """);
        try (SyncFixture fixture = SyncFixture.onAnyDatabase().fleet(1, 0, 0).start()) {
            try (Bundle bundle = fixture.bundleAt(home)) {
                beginning.of(bundle);

                assertThat(bundle.context().getRoutes()).extracting(Route::getRouteId)
                        .contains("own-timer", "own-queue", "own-files", "own-schedule", "own-steps", "own-more",
                                "sync-source-default");
                assertThat(bundle.context().getRoutes()).allSatisfy(route -> assertThat(bundle.context()
                        .getRouteController().getRouteStatus(route.getRouteId()).isStarted()).as(route.getRouteId())
                        .isEqualTo(route.getEndpoint().getEndpointUri().matches("(direct|seda):.*")));
            }
            Files.writeString(own,
                    Files.readString(own).replace("steps: [{to: \"direct:own\"}]", "steps: [{to: \"dircet:own\"}]"));
            assertThatThrownBy(() -> {
                try (Bundle bundle = fixture.bundleAt(home)) {
                    beginning.of(bundle);
                }
            }).isInstanceOf(BundleException.class).hasMessageContaining("dircet:");
        }
    }

    private static void copyFolders(Path home) throws IOException {
        for (String folder : List.of("routes", "config")) {
            Files.createDirectories(home.resolve(folder));
            try (Stream<Path> files = Files.list(SyncFixture.HOME.resolve(folder))) {
                for (Path file : files.toList()) {
                    Files.copy(file, home.resolve(folder).resolve(file.getFileName()));
                }
            }
        }
    }

    /** As the documents show it. */
    @Test
    void takesAnOperatorsRouteForACategoryInPlaceOfItsInstance(@TempDir Path home) throws Exception {
        copyFolders(home);
        Path file = home.resolve("routes/failed-records.camel.yaml");
        String own = found("(?s)```yaml\n(- route:\n    id: failed-records-storage.*?)```",
                Files.readString(SyncFixture.HOME.resolve("src/site/markdown/errors-and-alerts.md")));
        String shipped = Files.readString(file);
        Files.writeString(file,
                shipped.replace(found("(?s)(- templatedRoute:\n[^\n]+\n    routeId: failed-records-storage"
                        + "\n.*?)\n(?:#|$)", shipped), own));
        try (SyncFixture fixture = SyncFixture.onAnyDatabase().fleet(1, 0, 0).start();
                Bundle bundle = fixture.bundleAt(home)) {
            new Operations(fixture).backup("b", "failed", "dcs.08.0003", 1);
            bundle.prepare();
            bundle.start();

            assertThat(bundle.sync(new SyncRequest(SyncFixture.DEFAULT, "once", List.of())).getError()).isNull();

            assertThat(bundle.context().getRoute("failed-records-storage").getDescription())
                    .startsWith("Tells the storage team");
            assertThat(fixture.tables().column("select category from operation_failure")).containsExactly("storage");
        }
    }

    private static String found(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results().findFirst().orElseThrow().group(1);
    }

    @Test
    void describesEveryRoute() throws Exception {
        try (SyncFixture fixture = twoSources()) {
            assertThat(context(fixture).getRoutes())
                    .allSatisfy(route -> assertThat(route.getDescription()).as(route.getRouteId()).isNotBlank());
        }
    }

    @Test
    void knowsEveryPlaceholderOfTheFiles() throws Exception {
        try (SyncFixture fixture = twoSources()) {
            assertThat(placeholders()).isNotEmpty().allSatisfy(key -> assertThat(
                    context(fixture).getPropertiesComponent().resolveProperty(key)).as(key).isPresent());
        }
    }

    @Test
    void keepsOneEndpointASourceHoweverManyPagesAreRead() throws Exception {
        try (SyncFixture fixture = SyncFixture.onAnyDatabase().fleet(6, 30, 3)
                .variable("DCS_BACKUPS_PAGE_SIZE", "5").start()) {
            fixture.sync();
            List<String> before = endpoints(fixture);
            fixture.fleet().instanceIds().forEach(id -> fixture.fleet().addFirst(SimulatedKind.BACKUP, id));
            fixture.sync();
            assertThat(endpoints(fixture)).isEqualTo(before);
            assertThat(before.stream().filter(uri -> uri.startsWith("http"))).hasSize(1);
        }
    }

    private static SyncFixture twoSources() throws Exception {
        return SyncFixture.onAnyDatabase().source("north", 0, 0, 0).source("south", 0, 0, 0)
                .variable("DCS_SYNC_CRON", "0 0 0 1 1 ? 2099").variable("DCS_FULL_SYNC_CRON", "0 0 0 1 1 ? 2099")
                .scheduled().start();
    }

    private static ModelCamelContext context(SyncFixture fixture) {
        return (ModelCamelContext) fixture.bundle().context();
    }

    private static List<String> endpoints(SyncFixture fixture) {
        return context(fixture).getEndpoints().stream().map(endpoint -> endpoint.getEndpointUri()).sorted().toList();
    }

    private static List<String> idsInFiles(String type) throws IOException {
        Pattern id = Pattern.compile("(?m)^- " + type + ":\\n(?: {4}.*\\n)*? {4}(?:id|routeId): (\\S+)");
        return matches(id);
    }

    private static List<String> placeholders() throws IOException {
        return matches(PLACEHOLDER).stream().distinct().collect(Collectors.toList());
    }

    private static List<String> matches(Pattern pattern) throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(SyncFixture.HOME.resolve("routes"))) {
            for (Path file : files.toList()) {
                pattern.matcher(Files.readString(file)).results().map((MatchResult match) -> match.group(1))
                        .forEach(found::add);
            }
        }
        return found;
    }
}
