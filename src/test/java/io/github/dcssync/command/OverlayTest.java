package io.github.dcssync.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.dcssync.testkit.Launcher;
import io.github.dcssync.testkit.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The operator's own settings, tables and routes in a folder that no upgrade touches. */
class OverlayTest {

    @TempDir
    Path folder;

    private Workplace workplace;
    private Path overlay;

    @BeforeEach
    void start() throws IOException {
        workplace = Workplace.in(folder);
        overlay = Files.createDirectories(folder.resolve("of the operator"));
        for (String name : List.of("config/alerts", "routes", "ext")) {
            Files.createDirectories(overlay.resolve(name));
        }
    }

    @AfterEach
    void end() throws IOException {
        workplace.close();
    }

    @Test
    void isReadBeforeTheShippedFilesByASync() throws Exception {
        Files.writeString(overlay.resolve("config/application.properties"),
                "dcs.source.of-the-operator.shards=1\n");
        change("config/error-codes.yaml", "owner: vendor support", "owner: the house");
        change("routes/sync.camel.yaml", "Copies the records of every instance", "Copies, as the house has it, what");
        own("own", "direct:never-asked");

        Launcher.Result result = ready().call("once");

        assertThat(result.exitCode()).as("%s", result).isZero();
        assertThat(result.summary()).startsWith("dcs-sync: complete instances=3 complete=6 ");
        try (Connection database = Workplace.open(folder.resolve("db"));
                ResultSet rows = database.createStatement().executeQuery(
                        "select distinct s.source, c.owner from sync_run s, error_code c where c.owner = 'the house'")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("of-the-operator");
        }
    }

    @Test
    void isToldByCheckFileByFile() throws Exception {
        change("config/error-codes.yaml", "owner: vendor support", "owner: the house");
        change("config/alerts/slack.json", "${headline:140}", "House: ${headline:140}");
        own("own", "direct:never-asked");
        ComponentJar.write(overlay.resolve("ext/component.jar"));

        Launcher.Result result = ready().call("check");
        JsonNode json = JsonMapper.builder().build().readTree(ready().call("check", "--json").summary());

        assertThat(result.exitCode()).as("%s", result).isZero();
        assertThat(String.join("\n", result.out())).contains("\nOverlay: " + overlay + "\n"
                + "  ok       config/error-codes.yaml  in place of the shipped one\n"
                + "  ok       config/alerts/slack.json  in place of the shipped one\n"
                + "  ok       routes/own.camel.yaml  beside the shipped ones\n"
                + "  warning  ext/component.jar  not loaded: ");
        assertThat(json.get("findings").findValuesAsText("area")).filteredOn("overlay"::equals).hasSize(4);
    }

    @Test
    void decidesAboutAnswersOfTheService() throws Exception {
        change("config/api-errors.yaml", "- name: throttled\n", "- name: of-the-house\n");

        Launcher.Result result =
                workplace.program().with("DCS_OVERLAY", overlay.toString()).call("check", "--explain", "429");

        assertThat(result.out()).as("%s", result).contains("rule 'of-the-house'");
    }

    @Test
    void isNamedByWhatIsWrongWithItsFiles() throws Exception {
        Path route = own("own", "nosuch:thing");
        Launcher.Result routes = ready().call("check");
        Files.delete(route);
        Path table = Files.writeString(overlay.resolve("config/error-codes.yaml"), "- code: x\n");
        Launcher.Result tables = ready().call("check");

        assertThat(routes.exitCode()).isEqualTo(2);
        assertThat(routes.err()).singleElement().asString().contains("The routes in " + overlay.resolve("routes")
                + " and " + workplace.home().resolve("routes"), "nosuch:");
        assertThat(tables.exitCode()).isEqualTo(2);
        assertThat(tables.err()).allSatisfy(line -> assertThat(line).contains(table.toString()));
    }

    /** Camel would take one of the two, by the order of their files' names. */
    @ParameterizedTest
    @ValueSource(strings = {"route replay-row", "routeTemplate sync-source"})
    void hasNothingOfAShippedOnesIdInAFileOfAnotherName(String twin) throws Exception {
        String kind = twin.split(" ")[0];
        String id = twin.split(" ")[1];
        String route = "from: {uri: \"direct:own\", steps: [{log: {id: say, message: hello}}]}";
        Path own = Files.writeString(overlay.resolve("routes/own.camel.yaml"), "- " + kind + ": {id: " + id + ", "
                + (kind.equals("route") ? route : "route: {" + route + "}") + "}\n");
        Launcher.Result result = ready().call("once");

        assertThat(result.exitCode()).as("%s", result).isEqualTo(2);
        assertThat(result.err()).singleElement().asString().contains("id " + id + " ", own.toString(),
                workplace.home().resolve("routes").toString());
        assertThat(workplace.simulator().requests()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "check --explain 429", "once", "plan", "report", "replay", "run", "demo --once"})
    void endsEveryCommandThatReadsItWhereItIsMissing(String command) throws Exception {
        Launcher.Result result = workplace.ready().with("DCS_OVERLAY", folder.resolve("nowhere").toString())
                .call(command.split(" "));

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).singleElement().asString()
                .startsWith("dcs-sync: DCS_OVERLAY=" + folder.resolve("nowhere") + ": there is no such folder");
        assertThat(workplace.simulator().requests()).isZero();
    }

    private Launcher ready() {
        return workplace.ready().with("DCS_OVERLAY", overlay.toString());
    }

    private void change(String file, String from, String to) throws IOException {
        String shipped = Files.readString(workplace.home().resolve(file));
        assertThat(shipped).contains(from);
        Files.writeString(overlay.resolve(file), shipped.replace(from, to));
    }

    private Path own(String name, String address) throws IOException {
        return Files.writeString(overlay.resolve("routes/" + name + ".camel.yaml"), "- route: {id: " + name
                + ", from: {uri: \"" + address + "\", steps: [{log: {id: say, message: hello}}]}}\n");
    }
}
