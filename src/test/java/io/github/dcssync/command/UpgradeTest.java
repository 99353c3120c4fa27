package io.github.dcssync.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.testkit.Launcher;
import io.github.dcssync.testkit.TestDatabase;
import io.github.dcssync.testkit.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What an operator of 0.1.0 has, under this program: the database that 0.1.0 left, and its files of config with edits.
 */
class UpgradeTest {

    @TempDir
    Path folder;

    private Workplace workplace;

    @BeforeEach
    void begin() throws Exception {
        workplace = Workplace.in(folder);
    }

    @AfterEach
    void end() throws IOException {
        workplace.close();
    }

    @ParameterizedTest
    @CsvSource({"H2, true", "H2, false", "POSTGRESQL, true", "MARIADB, true"})
    void keepsEveryRowAndEveryEdit(TestDatabase kind, boolean inAFolderOfTheirOwn) throws Exception {
        OldDatabase database = OldDatabase.in(kind, folder);
        Path edited = inAFolderOfTheirOwn ? folder.resolve("overlay") : workplace.home();
        Map<String, String> files = edit(edited);
        Map<String, List<String>> before = database.rows();
        assertThat(before.get("backup_record")).hasSize(37);
        assertThat(before).hasSizeGreaterThan(8)
                .allSatisfy((table, rows) -> assertThat(rows).as(table).isNotEmpty());

        Launcher.Result result = launcher(database, inAFolderOfTheirOwn).call("once");

        assertThat(result.exitCode()).as("%s", result).isZero();
        assertThat(result.summary()).startsWith("dcs-sync: complete instances=3 complete=6 ");
        Map<String, List<String>> after = database.rows();
        before.forEach((table, rows) -> assertThat(after.get(table)).as(table).containsAll(rows));
        assertThat(
                database.strings("select owner from error_code where code in ('dcs.08.0001', 'HOUSE.1') order by code"))
                .containsExactly("the house", "the house");
        assertThat(database.strings("select match_pattern from protection_policy where name = 'gold'"))
                .containsExactly("*-eu1");
        assertThat(database.strings("select source from sync_run where trigger_type = 'once'"))
                .containsExactly("of-the-operator");
        for (Map.Entry<String, String> file : files.entrySet()) {
            assertThat(edited.resolve(file.getKey())).hasContent(file.getValue());
        }
    }

    /** Whose columns have other types by now, PostgreSQL does not replace. */
    @ParameterizedTest
    @CsvSource({"report_drill_due, last_drill_at", "report_retention, listed_size_bytes",
        "report_size_growth, size_bytes"})
    void leavesReadersTheirGrantsAndTheirOwnViewsUponAViewThatIsMadeAnew(String view, String column)
            throws Exception {
        OldDatabase database = OldDatabase.in(TestDatabase.POSTGRESQL, folder);
        database.execute("grant select on " + view + " to public");
        database.execute("create view of_the_readers as select " + column + " from " + view);
        long rows = database.strings("select * from of_the_readers").size();

        database.migrate();

        assertThat(database.strings("select relacl from pg_class where relname = '" + view + "'")).singleElement()
                .asString().contains("=r/");
        assertThat(database.strings("select * from of_the_readers")).hasSize((int) rows);
        assertThat(database.strings("select " + column + " from " + view)).isNotEmpty();
    }

    @Test
    void reportsWhatTheOldReleaseHasStored() throws Exception {
        OldDatabase database = OldDatabase.in(TestDatabase.H2, folder);
        edit(folder.resolve("overlay"));
        assertThat(launcher(database, true).call("once").exitCode()).isZero();

        for (String view : List.of("rpo_status", "restore_evidence", "failures_by_code", "history_gap",
                "sync_health")) {
            Launcher.Result report = launcher(database, true).call("report", view, "--format", "csv");

            assertThat(report.exitCode()).as("%s", report).isZero();
            assertThat(String.join("\n", report.out())).as(view)
                    .containsAnyOf("595f2ea6-fc49-46ed-993a-437c83d4f164", "dcs.08.", "staging");
        }
    }

    @Test
    void saysBeforehandWhatItWouldBring() throws Exception {
        OldDatabase database = OldDatabase.in(TestDatabase.H2, folder);
        edit(folder.resolve("overlay"));
        Map<String, List<String>> columns = database.columns();

        Launcher.Result check = launcher(database, true).call("check");

        assertThat(check.exitCode()).as("%s", check).isZero();
        assertThat(String.join("\n", check.out())).contains("18");
        assertThat(database.columns()).isEqualTo(columns);
    }

    /** @return the operator's files by name, as they stand in that folder */
    private static Map<String, String> edit(Path place) throws IOException {
        Files.createDirectories(place.resolve("config"));
        Files.createDirectories(place.resolve("routes"));
        Map<String, String> files = new LinkedHashMap<>();
        files.put("config/application.properties", replace(old("application.properties"),
                "#dcs.source.NAME.shards=1", "dcs.source.of-the-operator.shards=1", "#dcs.policies=",
                "dcs.policies=gold\ndcs.policy.gold.match=*-eu1\ndcs.policy.gold.rpo=2h", "#dcs.freshness=1h",
                "dcs.freshness=2h", "#dcs.retention.runs=90d", "dcs.retention.runs=36500d",
                "#dcs.retention.errors=90d", "dcs.retention.errors=36500d", "#dcs.retention.alerts=90d",
                "dcs.retention.alerts=36500d"));
        files.put("config/error-codes.yaml", replace(old("error-codes.yaml"), "owner: vendor support",
                "owner: the house") + """

                        - code: HOUSE.1
                          category: tool
                          severity: info
                          retryable: true
                          backup_meaning: The house knows.
                          restore_meaning: The house knows.
                          owner: the house
                          runbook: Ask the house.
                        """);
        files.put("config/api-errors.yaml", "# Of the house\n" + old("api-errors.yaml"));
        files.put("routes/of-the-house.camel.yaml", "- route: {id: of-the-house, from: {uri: 'direct:of-the-house',"
                + " steps: [{log: {id: say, message: hello}}]}}\n");
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(place.resolve(file.getKey()), file.getValue());
        }
        return files;
    }

    private static String old(String file) throws IOException {
        return Files.readString(OldDatabase.FOLDER.resolve(file));
    }

    private static String replace(String text, String... fromTo) {
        String edited = text;
        for (int i = 0; i < fromTo.length; i += 2) {
            assertThat(edited).contains(fromTo[i]);
            edited = edited.replace(fromTo[i], fromTo[i + 1]);
        }
        return edited;
    }

    private Launcher launcher(OldDatabase database, boolean inAFolderOfTheirOwn) {
        Launcher launcher = database.under(workplace.ready());
        return inAFolderOfTheirOwn ? launcher.with("DCS_OVERLAY", folder.resolve("overlay").toString()) : launcher;
    }
}
