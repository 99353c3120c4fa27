package io.github.dcssync.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.dcssync.testkit.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReportsTest extends ViewTest {

    private static final ReportQuery RPO_STATUS = ReportQuery.all(Report.RPO_STATUS);

    ReportsTest(TestDatabase store) {
        super(store);
    }

    private List<String> instances(ReportQuery query) {
        return given().reports().rows(query).stream().map(row -> (String) row.get("instance_id")).toList();
    }

    private String write(ReportQuery query, ReportFormat format) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        given().reports().write(query, format, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @EnumSource
    void knowsTheColumnsOfEachView(Report report) throws SQLException {
        assertThat(report.columns().stream().map(ViewColumn::name))
                .containsExactlyElementsOf(given().columns(report.view()));
        report.order().forEach(column -> report.column(column.replace(" desc", "")));
    }

    @ParameterizedTest
    @EnumSource
    void readsEachViewOfAnEmptyDatabase(Report report) {
        assertThat(given().reports().rows(ReportQuery.all(report))).isEmpty();
        assertThat(given().reports().count(ReportQuery.all(report))).isZero();
    }

    @Test
    void givesPagesOfAStableOrderAndTheirTotal() throws SQLException {
        for (String id : List.of("c", "a", "b", "B", "ä")) {
            given().instance(id, "name", id.equals("b") ? null : "same");
        }
        assertThat(instances(RPO_STATUS)).containsExactly("B", "a", "c", "ä", "b");
        assertThat(instances(RPO_STATUS.page(2L, 1))).containsExactly("a", "c");
        assertThat(instances(RPO_STATUS.page(ReportQuery.ALL_ROWS, 3))).containsExactly("ä", "b");
        assertThat(instances(RPO_STATUS.page(0L, 0))).isEmpty();
        assertThat(given().reports().count(RPO_STATUS.page(2L, 1))).isEqualTo(5);
    }

    @Test
    void filtersByColumnsOfEachType() throws SQLException {
        given().instance("i").instance("j", "name", null).backup("i", "b", minutesAgo(5), "error_code", "x' or '1'='1");
        assertThat(instances(RPO_STATUS.with("verdict", "ok"))).containsExactly("i");
        assertThat(instances(RPO_STATUS.with("verdict", "OK"))).isEmpty();
        assertThat(instances(RPO_STATUS.with("age_minutes", "5"))).containsExactly("i");
        assertThat(instances(RPO_STATUS.with("as_of", now().toString()))).containsExactly("i", "j");
        assertThat(instances(RPO_STATUS.with("instance_name", ""))).containsExactly("j");
        assertThat(instances(RPO_STATUS.with("last_error_code", "x' or '1'='1"))).containsExactly("i");
        assertThat(instances(RPO_STATUS.with("verdict", "ok").with("policy", "gold"))).isEmpty();
        assertThat(given().reports().count(RPO_STATUS.with("verdict", "never"))).isEqualTo(1);
    }

    @Test
    void filtersByDaysAndTruths() throws SQLException {
        given().instance("i").backup("i", "b", NEW_YEAR).restore("i", "r", NEW_YEAR, "updated_at", NEW_YEAR);
        ReportQuery days = ReportQuery.all(Report.DAILY_BACKUPS);
        assertThat(given().reports().count(days.with("day", "2026-01-01"))).isEqualTo(1);
        assertThat(given().reports().count(days.with("day", "2026-01-02"))).isZero();
        ReportQuery evidence = ReportQuery.all(Report.RESTORE_EVIDENCE);
        assertThat(given().reports().rows(evidence.with("met_rto", "true"))).hasSize(1);
        assertThat(given().reports().rows(evidence.with("met_rto", "false"))).isEmpty();
    }

    @Test
    void refusesColumnsAndValuesThatDoNotExist() {
        assertThatThrownBy(() -> RPO_STATUS.with("verdikt", "ok")).isInstanceOf(ReportException.class)
                .hasMessage("report_rpo_status has no column 'verdikt'; did you mean verdict?");
        assertThatThrownBy(() -> RPO_STATUS.with("age_minutes", "old")).isInstanceOf(ReportException.class)
                .hasMessage("'old' is no value of report_rpo_status.age_minutes: write a number such as 42 or 99.5");
        assertThatThrownBy(() -> RPO_STATUS.with("1 = 1 or verdict", "ok")).isInstanceOf(ReportException.class);
        assertThatThrownBy(() -> Report.of("report_rpo_state")).isInstanceOf(ReportException.class)
                .hasMessage("There is no view 'report_rpo_state'; did you mean report_rpo_status?");
        assertThatThrownBy(() -> Report.of("sync_run")).isInstanceOf(ReportException.class);
    }

    @Test
    void writesJsonWithNumbersTruthsTimesAndNulls() throws Exception {
        given().instance("i").restore("i", "r\"\u0001ü", NEW_YEAR.plusNanos(166_000_000), "updated_at",
                NEW_YEAR.plusSeconds(1));
        JsonNode row = JsonMapper.builder().build()
                .readTree(write(ReportQuery.all(Report.RESTORE_EVIDENCE), ReportFormat.JSON)).get(0);
        assertThat(row.toString()).isEqualTo("""
                {"source":"s","instance_id":"i","instance_name":"name-i","restore_id":"r\\"\\u0001ü","backup_id":null,\
                "status":"succeed","error_code":null,"started_at":"2026-01-01T00:00:00.166Z",\
                "finished_at":"2026-01-01T00:00:01Z","duration_seconds":0,"rto_minutes":60,"met_rto":true,\
                "backup_age_minutes":null}""");
        assertThat(write(RPO_STATUS.with("verdict", "breach"), ReportFormat.JSON)).isEqualToIgnoringWhitespace("[]");
    }

    @Test
    void writesCsvThatNoSpreadsheetTakesForFormulas() throws SQLException {
        String start = "source,instance_id,instance_name,endpoint,history_gap_at,as_of\r\n";
        assertThat(write(ReportQuery.all(Report.HISTORY_GAP), ReportFormat.CSV)).isEqualTo(start);
        int age = 0;
        for (String name : new String[] {"=1+1", "+1", "-1", "@a", "\t=1", "a,\"b\"\nc", "plain"}) {
            given().instance("i" + age, "name", name)
                    .read("i" + age, "backups", null, "history_gap_at", NEW_YEAR.minusDays(age++));
        }
        String csv = write(ReportQuery.all(Report.HISTORY_GAP), ReportFormat.CSV);
        assertThat(csv).startsWith(start + "s,i0,'=1+1,backups,2026-01-01T00:00:00Z,\r\n")
                .contains("s,i1,'+1,", "s,i2,'-1,", "s,i3,'@a,", "s,i4,'\t=1,", "s,i5,\"a,\"\"b\"\"\nc\",",
                        "s,i6,plain,");
    }

    @Test
    void leavesNumbersBelowZeroAlone() throws SQLException {
        given().backup("i", "1", NEW_YEAR, "size_bytes", 4).backup("i", "2", NEW_YEAR.plusDays(1), "size_bytes", 3);
        assertThat(write(ReportQuery.all(Report.SIZE_GROWTH), ReportFormat.CSV))
                .contains("2026-01-02,s,1,3,3,3,-25.00");
    }

    @Test
    void leavesTheStreamOpenAndTheConnectionAsItWas() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream() {
            @Override
            public void close() {
                throw new IllegalStateException("closed");
            }
        };
        for (ReportFormat format : ReportFormat.values()) {
            given().reports().write(RPO_STATUS, format, out);
            assertThat(format.contentType()).contains(format.name().toLowerCase(Locale.ROOT));
        }
        assertThat(out.size()).isPositive();
    }
}
