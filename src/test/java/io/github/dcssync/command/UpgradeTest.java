package io.github.dcssync.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.testkit.Launcher;
import io.github.dcssync.testkit.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What an operator of 0.1.0 has, under this program: the H2 file that 0.1.0 wrote (as H2's {@code script} gives it), and
 * its files of config with edits.
 */
class UpgradeTest {

    private static final Path OLD = Path.of(System.getProperty("user.dir"), "src/test/resources/upgrade/0.1.0");
    /** What a sync of any release says of the present, and not of the past. */
    private static final List<String> OF_THE_PRESENT = List.of("ERROR_CODE", "PROTECTION_POLICY", "REPORT_SETTING",
            "SYNC_LEASE", "TOTAL_NUM_MEANING", "dcs_sync_schema_history");

    @TempDir
    Path folder;

    private Workplace workplace;

    @BeforeEach
    void begin() throws Exception {
        workplace = Workplace.in(folder);
        try (Connection database = Workplace.open(folder.resolve("db"));
                Statement statement = database.createStatement()) {
            statement.execute("runscript from '" + OLD.resolve("h2.sql") + "'");
        }
    }

    @AfterEach
    void end() throws IOException {
        workplace.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void keepsEveryRowAndEveryEdit(boolean inAFolderOfTheirOwn) throws Exception {
        Path edited = inAFolderOfTheirOwn ? folder.resolve("overlay") : workplace.home();
        Map<String, String> files = edit(edited);
        Map<String, List<String>> columns = columns();
        Map<String, List<String>> before = rows(columns);
        assertThat(before.get("BACKUP_RECORD")).hasSize(37);
        assertThat(before).allSatisfy((table, rows) -> assertThat(rows).as(table).isNotEmpty());

        Launcher.Result result = launcher(inAFolderOfTheirOwn).call("once");

        assertThat(result.exitCode()).as("%s", result).isZero();
        assertThat(result.summary()).startsWith("dcs-sync: complete instances=3 complete=6 ");
        Map<String, List<String>> after = rows(columns);
        before.forEach((table, rows) -> assertThat(after.get(table)).as(table).containsAll(rows));
        assertThat(strings("select owner from error_code where code in ('dcs.08.0001', 'HOUSE.1') order by code"))
                .containsExactly("the house", "the house");
        assertThat(strings("select match_pattern from protection_policy where name = 'gold'")).containsExactly("*-eu1");
        assertThat(strings("select source from sync_run where trigger_type = 'once'"))
                .containsExactly("of-the-operator");
        for (Map.Entry<String, String> file : files.entrySet()) {
            assertThat(edited.resolve(file.getKey())).hasContent(file.getValue());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rpo_status", "restore_evidence", "failures_by_code", "history_gap", "sync_health"})
    void reportsWhatTheOldReleaseHasStored(String view) throws Exception {
        edit(folder.resolve("overlay"));
        assertThat(launcher(true).call("once").exitCode()).isZero();

        Launcher.Result report = launcher(true).call("report", view, "--format", "csv");

        assertThat(report.exitCode()).as("%s", report).isZero();
        assertThat(String.join("\n", report.out()))
                .containsAnyOf("595f2ea6-fc49-46ed-993a-437c83d4f164", "dcs.08.", "staging");
    }

    @Test
    void saysBeforehandWhatItWouldBring() throws Exception {
        edit(folder.resolve("overlay"));
        Map<String, List<String>> columns = columns();

        Launcher.Result check = launcher(true).call("check");

        assertThat(check.exitCode()).as("%s", check).isZero();
        assertThat(String.join("\n", check.out())).contains("18");
        assertThat(columns()).isEqualTo(columns);
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
        return Files.readString(OLD.resolve(file));
    }

    private static String replace(String text, String... fromTo) {
        String edited = text;
        for (int i = 0; i < fromTo.length; i += 2) {
            assertThat(edited).contains(fromTo[i]);
            edited = edited.replace(fromTo[i], fromTo[i + 1]);
        }
        return edited;
    }

    private Launcher launcher(boolean inAFolderOfTheirOwn) {
        Launcher launcher = workplace.ready();
        return inAFolderOfTheirOwn ? launcher.with("DCS_OVERLAY", folder.resolve("overlay").toString()) : launcher;
    }

    /** @return the columns of each table of records and of what became of them */
    private Map<String, List<String>> columns() throws SQLException {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        for (String table : strings("select table_name from information_schema.tables where table_schema = 'PUBLIC'"
                + " and table_type = 'BASE TABLE' and table_name not like 'DCS_QRTZ%' order by 1")) {
            if (!OF_THE_PRESENT.contains(table)) {
                // The policy of an instance is what the operator has edited.
                columns.put(table, strings("select column_name from information_schema.columns where table_schema ="
                        + " 'PUBLIC' and table_name = '" + table + "' and column_name <> 'POLICY'"
                        + " order by ordinal_position"));
            }
        }
        return columns;
    }

    private Map<String, List<String>> rows(Map<String, List<String>> columns) throws SQLException {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        for (Map.Entry<String, List<String>> table : columns.entrySet()) {
            rows.put(table.getKey(), strings("select concat_ws('|', '" + table.getKey() + "', coalesce(cast("
                    + String.join(" as varchar), 'NULL'), coalesce(cast(", table.getValue()) + " as varchar), 'NULL'))"
                    + " from " + table.getKey()));
        }
        return rows;
    }

    private List<String> strings(String query) throws SQLException {
        List<String> strings = new ArrayList<>();
        try (Connection database = Workplace.open(folder.resolve("db"));
                Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                strings.add(rows.getString(1));
            }
        }
        return strings;
    }
}
