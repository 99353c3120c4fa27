package io.github.dcssync.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dcssync.simulator.SimulatedKind;
import io.github.dcssync.testkit.Http;
import io.github.dcssync.testkit.OnEveryDatabase;
import io.github.dcssync.testkit.Raw;
import io.github.dcssync.testkit.SyncFixture;
import io.github.dcssync.testkit.TestDatabase;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What other programs read, of one program for all tests: they ask, and leave all as it was. */
@OnEveryDatabase
class ReportApiTest {

    private static final int INSTANCES = 5;
    private static final String RPO = "/api/reports/report_rpo_status";
    private static final List<String> URGENCY = List.of("breach", "never", "unknown", "new", "ok", "not_applicable");
    private static final String DAYS = "/api/reports/report_daily_backups";

    private static SyncFixture fixture;
    private static URI page;

    @Parameter
    TestDatabase database;

    @BeforeParameterizedClassInvocation
    static void start(TestDatabase database) throws Exception {
        fixture = SyncFixture.on(database).fleet(INSTANCES, 30, 3).variable("DCS_SYNC_CRON", "0 0 0 1 1 ? 2099")
                .variable("DCS_FULL_SYNC_CRON", "0 0 0 1 1 ? 2099").scheduled().start();
        fixture.sync();
        page = fixture.bundle().page().orElseThrow();
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        fixture.close();
    }

    @Test
    void listsTheViewsWithTheirColumnsAndLinksThatWork() throws Exception {
        JsonNode views = Http.json(page, "/api/reports");

        assertThat(views.findValuesAsText("name")).contains("report_rpo_status", "report_sync_health");
        assertThat(views).hasSizeGreaterThanOrEqualTo(13);
        for (JsonNode view : views) {
            assertThat(view.get("description").asText()).matches("A row is .*\\.");
            HttpResponse<String> rows = Http.get(page, view.at("/links/json").asText());
            assertThat(rows.statusCode()).as(rows.body()).isEqualTo(200);
            String header = Http.get(page, view.at("/links/csv").asText()).body().lines().findFirst().orElseThrow();
            List<String> columns = new ArrayList<>();
            view.get("columns").forEach(column -> columns.add(column.get("name").asText()));
            assertThat(header).isEqualTo(String.join(",", columns));
            for (JsonNode row : Http.json(rows)) {
                List<String> names = new ArrayList<>();
                row.fieldNames().forEachRemaining(names::add);
                assertThat(names).isEqualTo(columns);
            }
        }
    }

    @Test
    void givesAllRowsWithoutALimitAndPagesWithOne() throws Exception {
        HttpResponse<String> all = Http.get(page, RPO);
        List<String> ids = Http.json(all).findValuesAsText("instance_id");
        assertThat(ids).hasSize(INSTANCES).doesNotHaveDuplicates();
        assertThat(all.headers().firstValue("x-total-count")).hasValue("5");
        assertThat(all.headers().firstValue("content-type")).hasValue("application/json");

        List<String> paged = new ArrayList<>();
        for (int offset = 0; offset < INSTANCES; offset += 2) {
            HttpResponse<String> part = Http.get(page, RPO + "?limit=2&offset=" + offset);
            assertThat(part.headers().firstValue("x-total-count")).hasValue("5");
            paged.addAll(Http.json(part).findValuesAsText("instance_id"));
        }
        assertThat(paged).isEqualTo(ids);
        assertThat(Http.json(page, RPO + "?limit=0")).isEmpty();
        assertThat(Http.json(page, RPO + "?offset=99")).isEmpty();
    }

    @Test
    void filtersByAnyColumnAndTakesAValueForAValue() throws Exception {
        long syncs = fixture.tables().count("sync_run");
        String id = fixture.instance(1);
        assertThat(Http.json(page, RPO + "?instance_id=" + id).findValuesAsText("instance_id")).containsExactly(id);
        assertThat(Http.json(page, RPO + "?instance_id=" + id + "&source=nobody")).isEmpty();
        for (String hostile : List.of("%27%20or%201%3D1--", "%25", "x%27%3Bdrop%20table%20sync_run%3B--", "%00",
                "%22", "%5C%27", "%F0%9F%98%80")) {
            HttpResponse<String> answer = Http.get(page, RPO + "?instance_id=" + hostile);
            assertThat(answer.statusCode()).as(hostile).isIn(200, 400);
            if (answer.statusCode() == 200) {
                assertThat(Http.json(answer)).as(hostile).isEmpty();
            }
        }
        assertThat(fixture.tables().count("sync_run")).isEqualTo(syncs);
    }

    @Test
    void sortsByAnyColumnAndThenAsDocumented() throws Exception {
        List<String> documented = Http.json(page, RPO).findValuesAsText("instance_id");
        List<String> byId = documented.stream().sorted().toList();

        assertThat(Http.json(page, RPO + "?sort=instance_id").findValuesAsText("instance_id")).isEqualTo(byId);
        assertThat(Http.json(page, RPO + "?sort=-instance_id&limit=2&offset=1").findValuesAsText("instance_id"))
                .containsExactly(byId.get(INSTANCES - 2), byId.get(INSTANCES - 3));
        assertThat(Http.json(page, RPO + "?sort=source").findValuesAsText("instance_id")).isEqualTo(documented);
    }

    @Test
    void sortsVerdictsByHowUrgentTheyAre() throws Exception {
        fixture.tables().execute("update instance_sync set completed_at = ?", OffsetDateTime.now(ZoneOffset.UTC));
        fixture.tables().execute("update instance_sync set completed_at = null where instance_id = ?",
                fixture.instance(2));
        try {
            List<String> urgent = Http.json(page, RPO + "?sort=verdict").findValuesAsText("verdict");
            List<String> good = Http.json(page, RPO + "?sort=-verdict").findValuesAsText("verdict");

            Comparator<String> byUrgency = Comparator.comparing(URGENCY::indexOf);
            assertThat(urgent).hasSize(INSTANCES).contains("breach", "unknown").isSortedAccordingTo(byUrgency);
            assertThat(good).isEqualTo(urgent.stream().sorted(byUrgency.reversed()).toList()).isNotEqualTo(urgent);
        } finally {
            fixture.tables().execute("update instance_sync set completed_at = attempted_at");
        }
    }

    @Test
    void findsInstancesByAPartOfTheirNameOrIdWhateverItsCase() throws Exception {
        String id = fixture.instance(3);
        String part = id.substring(4, 20);

        for (String search : List.of(part, part.toUpperCase(Locale.ROOT))) {
            assertThat(Http.json(page, RPO + "?search=" + search).findValuesAsText("instance_id")).containsExactly(id);
        }
        String name = Http.json(page, RPO + "?instance_id=" + id).at("/0/instance_name").asText();
        assertThat(Http.json(page, RPO + "?search=" + name.toUpperCase(Locale.ROOT))
                .findValuesAsText("instance_id")).contains(id);
        assertThat(Http.get(page, RPO + "?limit=1&search=" + part).headers().firstValue("x-total-count"))
                .hasValue("1");
        for (String none : List.of("%25", "_", "!", "%5C", "%27")) {
            assertThat(Http.json(page, RPO + "?search=" + none)).as(none).isEmpty();
        }
        assertThat(Http.json(page, RPO + "?search=")).hasSize(INSTANCES);
    }

    @Test
    void countsTheRowsThatHaveTheSameValues() throws Exception {
        JsonNode groups = Http.json(page, RPO + "?group=source,verdict,warning");

        assertThat(groups.get(0).fieldNames()).toIterable().containsExactly("source", "verdict", "warning", "rows");
        int rows = 0;
        for (JsonNode group : groups) {
            rows += group.get("rows").asInt();
        }
        assertThat(rows).isEqualTo(INSTANCES);
        assertThat(Http.get(page, RPO + "?group=source&format=csv").body())
                .isEqualTo("source,rows\r\ndefault," + INSTANCES + "\r\n");
        assertThat(Http.json(page, RPO + "?group=source&verdict=nothing")).isEmpty();
    }

    @Test
    void keepsTheRowsOfTheSourcesOfAProject() throws Exception {
        JsonNode projects = Http.json(page, "/api/projects");
        String project = projects.at("/0/project_id").asText();

        assertThat(projects).hasSize(1);
        assertThat(projects.at("/0/source").asText()).isEqualTo("default");
        for (String view : List.of(RPO, DAYS, "/api/reports/report_sync_health")) {
            assertThat(Http.json(page, view + "?project=" + project)).as(view).isEqualTo(Http.json(page, view));
            assertThat(Http.json(page, view + "?project=another")).as(view).isEmpty();
        }
    }

    @Test
    void writesEmptyCellsForMissingValues() throws Exception {
        List<String> lines = Http.get(page, RPO + "?format=csv").body().lines().toList();

        assertThat(lines).hasSize(INSTANCES + 1);
        assertThat(lines).allSatisfy(line -> assertThat(line.split(",", -1)).hasSize(14));
        assertThat(Http.get(page, RPO + "?format=csv").headers().firstValue("content-disposition"))
                .hasValue("attachment; filename=\"report_rpo_status.csv\"");
    }

    @Test
    void saysInOneLineWhatIsWrong() throws Exception {
        Map<String, Integer> wrong = Map.ofEntries(Map.entry("/api/reports/backup_record", 404),
                Map.entry("/api/reports/REPORT_RPO_STATUS", 404), Map.entry("/api/nothing", 404),
                Map.entry("/nothing", 404), Map.entry("/assets/page.html", 404), Map.entry("/assets/a/b", 404),
                Map.entry("/api", 404), Map.entry("/api/", 404), Map.entry("/api?limit=1", 404),
                Map.entry("/api/reports/", 404), Map.entry("/api/reports/report_rpo_status/x", 404),
                Map.entry("/api/instances", 404), Map.entry("/api/syncs/x/y", 404), Map.entry("/api/%3Cb%3E/x", 404),
                Map.entry("/api/instances/nobody", 404), Map.entry("/api/instances/%27%20or%201%3D1--", 404),
                Map.entry(RPO + "?verdikt=ok", 400), Map.entry(RPO + "?limit=-1", 400),
                Map.entry(RPO + "?limit=x", 400),
                Map.entry(RPO + "?offset=1.5", 400), Map.entry(RPO + "?limit=99999999999999999999", 400),
                Map.entry(RPO + "?format=xml", 400), Map.entry(RPO + "?age_minutes=old", 400),
                Map.entry(RPO + "?as_of=yesterday", 400), Map.entry(RPO + "?verdict=ok&verdict=breach", 400),
                Map.entry("/api/reports?limit=1", 400), Map.entry("/api/syncs?x=1", 400),
                Map.entry("/api/calendar", 400), Map.entry("/api/calendar?instances=a", 400),
                Map.entry("/api/calendar?from=2026-01-01", 400),
                Map.entry("/api/calendar?instances=a&from=2026-01-01&x=1", 400),
                Map.entry("/api/calendar?from=2026-01-01&instances=" + "a,".repeat(200) + "a", 400),
                Map.entry(RPO + "?sort=", 400), Map.entry(RPO + "?sort=-", 400), Map.entry(RPO + "?sort=--source", 400),
                Map.entry(RPO + "?sort=source%20desc", 400), Map.entry(RPO + "?group=", 400),
                Map.entry(RPO + "?group=source,", 400), Map.entry(RPO + "?group=source,source", 400),
                Map.entry(DAYS + "?search=a", 400), Map.entry("/api/projects?x=1", 400),
                Map.entry("/api/reports/report_failures_by_code?project=a", 400),
                Map.entry(RPO + "?from=2026-01-01", 400), Map.entry(DAYS + "?from=yesterday", 400),
                Map.entry(DAYS + "?to=2026-02-30", 400), Map.entry(DAYS + "?to=9999-12-31", 400),
                Map.entry(DAYS + "?from=2026-01-02&to=2026-01-01", 400));
        for (Map.Entry<String, Integer> one : wrong.entrySet()) {
            HttpResponse<String> answer = Http.get(page, one.getKey());
            assertThat(answer.statusCode()).as(one.getKey()).isEqualTo(one.getValue());
            assertThat(answer.headers().firstValue("content-type").orElseThrow()).as(one.getKey())
                    .doesNotContain("html");
            if (one.getKey().startsWith("/api")) {
                assertThat(Http.json(answer).get("error").asText()).as(one.getKey()).isNotBlank()
                        .doesNotContain("\n", "Exception", "select");
            }
        }
        for (String path : List.of("/api/nothing", "/api/reports/nothing", RPO)) {
            HttpResponse<String> answer = Http.send("POST", page, path);
            assertThat(answer.statusCode()).as(path).isEqualTo(405);
            assertThat(Http.json(answer).get("error").asText()).contains("Only GET and HEAD");
            assertThat(Http.send("HEAD", page, "/api/nothing").body()).isEmpty();
        }
        assertThat(Http.json(page, RPO + "?verdikt=ok").get("error").asText()).contains("did you mean verdict?");
    }

    @Test
    void keepsTheRowsOfSomeDays() throws Exception {
        fixture.tables().execute("update backup_record set created_at = ?",
                OffsetDateTime.parse("2026-01-01T23:59:59.999999Z"));
        fixture.tables().execute("update restore_record set created_at = ?",
                OffsetDateTime.parse("2026-01-02T00:00:00Z"));
        String evidence = "/api/reports/report_restore_evidence";
        int restores = Http.json(page, evidence).size();

        assertThat(restores).isPositive();
        assertThat(Http.json(page, DAYS + "?from=2026-01-01&to=2026-01-01")).hasSize(1);
        assertThat(Http.json(page, DAYS + "?from=2026-01-02")).isEmpty();
        assertThat(Http.json(page, DAYS + "?to=2025-12-31")).isEmpty();
        assertThat(Http.json(page, evidence + "?from=2026-01-02&to=2026-01-02&limit=1")).hasSize(1);
        assertThat(Http.get(page, evidence + "?from=2026-01-02&to=2026-01-02&limit=1").headers()
                .firstValue("x-total-count")).hasValue(Integer.toString(restores));
        assertThat(Http.json(page, evidence + "?to=2026-01-01")).isEmpty();
    }

    @Test
    void givesTheCalendarsOfSomeInstances() throws Exception {
        String today = fixture.clock().instant().toString().substring(0, 10);
        JsonNode days = Http.json(page, "/api/calendar?instances=" + fixture.instance(1) + ",nobody,"
                + fixture.instance(0) + "&from=" + today + "&to=" + today);

        assertThat(days.findValuesAsText("instance_id")).containsExactly(fixture.instance(1), fixture.instance(0));
        assertThat(days.findValuesAsText("day")).containsOnly(today);
        assertThat(days.get(0).fieldNames()).toIterable().containsExactly("instance_id", "day", "state", "succeeded",
                "failed", "running", "size_bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=99999999999", "limit=2147483648", "offset=99999999999", "limit=-1", "limit=",
        "offset=9223372036854775808", "limit=%31%zz", "offset=+1", "limit=1e3", "age_minutes=9223372036854775808",
        "age_minutes=1e999999999", "age_minutes=-1E-999999999", "age_minutes=NaN", "age_minutes=1%2C5",
        "as_of=%2B999999999-12-31T23%3A59%3A59Z", "as_of=-0001-01-01T00%3A00%3A00Z", "as_of=0000-01-01T00%3A00%3A00Z",
        "as_of=9999-12-31T23%3A59%3A59-01%3A00", "as_of=2026-02-30T00%3A00%3A00Z", "verdict=%zz", "verdict=%",
        "verdict=%ff", "verdict=%c0%af", "verdict=%ed%a0%80", "verdict=a%00", "%zz=ok", "verdict=%u0041"})
    void refusesAValueThatIsNone(String query) throws Exception {
        String answer = Raw.ask(page, "GET " + RPO + "?" + query + " HTTP/1.1");

        assertThat(answer).as(query).startsWith("HTTP/1.1 400 ");
        String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
        assertThat(new ObjectMapper().readTree(body).get("error").asText()).isNotBlank()
                .doesNotContain("\n", "Exception", "select");
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=2147483647", "offset=2147483647", "age_minutes=99999999999",
        "age_minutes=-999999999999999999", "age_minutes=0.000000001", "as_of=0001-01-01T00%3A00%3A00Z",
        "as_of=9999-12-31T23%3A59%3A59Z", "as_of=1969-12-31T23%3A59%3A59%2B18%3A00", "verdict=%F0%9F%98%80"})
    void takesEveryValueThatIsOne(String query) throws Exception {
        assertThat(Http.get(page, RPO + "?" + query).statusCode()).as(query).isEqualTo(200);
    }

    @Test
    void takesTheFirstAndTheLastDayThereIs() throws Exception {
        String days = "/api/reports/report_daily_backups?day=";
        for (String day : List.of("0001-01-01", "9999-12-31")) {
            assertThat(Http.json(page, days + day)).isEmpty();
        }
        for (String day : List.of("%2B10000-01-01", "0000-12-31", "-0001-01-01", "2026-02-30")) {
            assertThat(Http.get(page, days + day).statusCode()).as(day).isEqualTo(400);
        }
    }

    @Test
    void answersToHeadAsToGetWithoutABody() throws Exception {
        for (String path : List.of("/", "/assets/chart.js", "/instances", "/api/reports", "/api/syncs", RPO)) {
            HttpResponse<String> whole = Http.get(page, path);
            HttpResponse<String> head = Http.send("HEAD", page, path);
            assertThat(head.statusCode()).as(path).isEqualTo(200);
            assertThat(head.body()).isEmpty();
            for (String name : List.of("content-type", "cache-control", "etag", "x-total-count")) {
                assertThat(head.headers().firstValue(name)).as(path + " " + name)
                        .isEqualTo(whole.headers().firstValue(name));
            }
            assertThat(whole.headers().firstValue("cache-control")).hasValue("private, no-cache");
        }
    }

    @Test
    void sendsAFileOfThePageOnlyToWhoDoesNotHaveIt() throws Exception {
        List<String> tags = new ArrayList<>();
        for (String path : List.of("/", "/assets/page.css", "/assets/page.js", "/assets/chart.js")) {
            String tag = Http.get(page, path).headers().firstValue("etag").orElseThrow();
            HttpResponse<String> known = Http.get(page, path, "If-None-Match", tag);
            assertThat(known.statusCode()).isEqualTo(304);
            assertThat(known.body()).isEmpty();
            assertThat(Http.get(page, path, "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
            tags.add(tag);
        }
        assertThat(tags).doesNotHaveDuplicates();
        assertThat(Http.get(page, RPO, "If-None-Match", "*").statusCode()).isEqualTo(200);
    }

    @Test
    void saysThatTheDatabaseIsAwayAndShowsThePageAllTheSame() throws Exception {
        fixture.tables().execute("alter table sync_run rename to elsewhere");

        try {
            HttpResponse<String> answer = Http.get(page, "/api/syncs");

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(Http.json(answer).get("error").asText()).isEqualTo(
                    "The database does not answer: try again later");
            for (String path : List.of("/api/syncs", "/instances", RPO)) {
                assertThat(Http.send("HEAD", page, path).statusCode()).as(path)
                        .isEqualTo(Http.get(page, path).statusCode());
            }
            assertThat(Http.get(page, "/").statusCode()).isEqualTo(200);
        } finally {
            fixture.tables().execute("alter table elsewhere rename to sync_run");
        }
    }

    @Test
    void sendsNothingBackThatWasAsked() throws Exception {
        HttpResponse<String> answer = Http.get(page, RPO + "?limit=1", "X-Secret", "s3cret", "Cookie", "s3cret");
        assertThat(answer.headers().map().toString()).doesNotContain("s3cret");
    }

    @Test
    void tellsAllAboutAnInstance() throws Exception {
        String id = fixture.instance(0);
        JsonNode found = Http.json(page, "/api/instances/" + id);

        assertThat(found.at("/instance/instance_id").asText()).isEqualTo(id);
        assertThat(found.at("/status/instance_id").asText()).isEqualTo(id);
        assertThat(found.get("backups")).hasSize(30);
        assertThat(found.get("restores")).hasSize(3);
        assertThat(found.get("readings").findValuesAsText("endpoint")).containsExactly("backups", "restores");
        assertThat(found.get("readings").findValuesAsText("proof")).containsExactly("proved", "proved");
        assertThat(found.at("/backups/0/size_bytes").isNumber()).isTrue();
        assertThat(found.at("/backups/0/is_support_restore").isBoolean()).isTrue();
        assertThat(found.at("/backups/0/created_at").asText()).matches("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z");
        assertThat(found.get("backups").findValuesAsText("backup_id"))
                .containsAll(fixture.fleet().recordIds(SimulatedKind.BACKUP, id));
        assertThat(Http.json(page, "/api/instances/" + fixture.instance(1)).at("/instance/instance_id").asText())
                .isEqualTo(fixture.instance(1));
    }

    @Test
    void tellsHowTheSyncsWent() throws Exception {
        int before = Http.json(page, "/api/syncs").get("runs").size();
        fixture.sync();
        JsonNode syncs = Http.json(page, "/api/syncs");

        assertThat(syncs.get("runs")).hasSize(before + 1);
        assertThat(syncs.at("/runs/0/status").asText()).isEqualTo("complete");
        assertThat(syncs.get("quarantined")).isEmpty();
    }
}
