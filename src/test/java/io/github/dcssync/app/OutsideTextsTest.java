package io.github.dcssync.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dcssync.simulator.Answer;
import io.github.dcssync.simulator.ReceivedRequest;
import io.github.dcssync.simulator.SimulatedKind;
import io.github.dcssync.simulator.SimulatedRequest;
import io.github.dcssync.sync.Summary;
import io.github.dcssync.sync.Summary.Status;
import io.github.dcssync.testkit.AlertReceiver;
import io.github.dcssync.testkit.Http;
import io.github.dcssync.testkit.SyncFixture;
import io.github.dcssync.testkit.TestDatabase;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** No text of the service, of a caller or of a message is resolved, called, sent or taken for an address. */
class OutsideTextsTest {

    private static final String CANARY = "dcs.canary";
    /** What a resolved text would have in it. */
    private static final String RESOLVED = "c4n4ry-resolved";

    private static final List<String> TEXTS = List.of("{{sys:dcs.canary}}", "{{env:PATH}}", "{{dcs.secret-key}}",
            "{{dcs.canary:{{sys:dcs.canary}}}}", "{{?sys:dcs.canary}}", "{{bean:syncs.stop}}",
            "{{bean:dataSource.close}}", "${sys:dcs.canary}", "${sys.dcs.canary}", "${env:PATH}", "${sysenv.PATH}",
            "${bean:syncs?method=stop}", "${bean:dataSource.close}", "${properties:sys:dcs.canary}",
            "${camelContext.stop}", "$simple{sys.dcs.canary}", "#{sys.dcs.canary}", "#bean:dataSource",
            "#class:java.lang.Object", "RAW({{sys:dcs.canary}})", "RAW{x}", "%7B%7Bsys:dcs.canary%7D%7D",
            "\\{{sys:dcs.canary\\}}", "a/b", "..", "../../v3/auth/tokens", "..;/", "a?x=1", "%2F", "a#b", "a\r\nb",
            " ", ":#body", ":#${sys.dcs.canary}", "file:/etc/passwd", "resource:file:/etc/passwd",
            "classpath:application.properties", "direct:sync-default", "${jndi:ldap://127.0.0.1/a}",
            "${sys:dcs.canary:-x}", "\u202E{{sys:dcs.canary}}\u202C", "{{sys:dcs\uFF0Ecanary}}");

    /** Headers that steer Camel where they come from a route, whatever their case, and names of our statements. */
    private static final Map<String, String> HEADERS = Map.ofEntries(
            Map.entry("CamelHttpUri", "http://127.0.0.1:1/elsewhere"), Map.entry("camelhttppath", "/elsewhere"),
            Map.entry("CAMELHTTPQUERY", "elsewhere=1"), Map.entry("CamelHttpMethod", "DELETE"),
            Map.entry("CamelSqlQuery", "drop table sync_run"), Map.entry("camelsqlquery", "drop table alert"),
            Map.entry("CamelBeanMethodName", "stop"), Map.entry("CamelRedeliveryDelay", "3600000"),
            Map.entry("CamelRedeliveryCounter", "99"), Map.entry("CamelJacksonUnmarshalType", "java.util.HashMap"),
            Map.entry("CamelSplitIndex", "7"), Map.entry("CamelCharsetName", "none"), Map.entry("token", "0"),
            Map.entry("source", "x"), Map.entry("instance_id", "x"), Map.entry("run_id", "x"),
            Map.entry("breadcrumbId", "x"), Map.entry("Content-Type", "application/json; charset={{sys:dcs.canary}}"),
            Map.entry("X-Canary", "{{sys:dcs.canary}} ${sys.dcs.canary}"));

    private static final String VIEW = "/api/reports/report_rpo_status";
    private static final List<String> PATHS = List.of(VIEW + "?source=", VIEW + "?limit=",
            VIEW + "?CamelBeanMethodName=", "/api/reports/", "/api/instances/");

    private static final List<Integer> STATUSES = List.of(400, 404, 409, 500);

    private static final List<String> TABLES = List.of("backup_record", "restore_record", "dcs_instance",
            "record_change", "operation_failure", "alert", "rejected_record", "sync_run", "instance_sync",
            "sync_error");

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private AlertReceiver sink;

    @BeforeEach
    void listen() throws Exception {
        System.setProperty(CANARY, RESOLVED);
        log.start();
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).addAppender(log);
        sink = new AlertReceiver();
    }

    @AfterEach
    void stop() {
        sink.close();
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).detachAppender(log);
        System.clearProperty(CANARY);
    }

    @ParameterizedTest
    @EnumSource
    void areDataInEveryFieldOfEveryListAndInAlerts(TestDatabase kind) throws Exception {
        try (SyncFixture fixture = started(kind, 1)) {
            String instance = fixture.instance(0);
            for (int i = 0; i < TEXTS.size(); i++) {
                String text = TEXTS.get(i);
                fixture.fleet().addRawInstance(fields(SimulatedKind.BACKUP, text).put("instance_id", text)
                        .put("name", text).put("engine", text).toString());
                fixture.fleet()
                        .addRawInstance(fields(SimulatedKind.BACKUP, text).put("instance_id", new UUID(1, i).toString())
                                .put("name", text).put("engine", text).put("spec_code", text).toString());
                fixture.fleet().add(SimulatedKind.BACKUP, instance, i, failed(SimulatedKind.BACKUP, text));
                fixture.fleet().add(SimulatedKind.RESTORE, instance, i, failed(SimulatedKind.RESTORE, text));
            }

            Summary first = fixture.sync().getSummary();
            Summary second = fixture.fullSync().getSummary();

            long usable = TEXTS.stream().filter(text -> !text.isBlank()).count();
            assertThat(first.inserted()).isEqualTo(2 * usable);
            assertThat(first.failed()).isEqualTo(2L * TEXTS.size());
            assertThat(second.unchanged()).isEqualTo(2 * usable);
            assertThat(fixture.tables().column("select name from dcs_instance where name is not null"
                    + " and instance_id like '00000000-%'")).containsExactlyInAnyOrderElementsOf(TEXTS);
            assertThat(sink.received("operation_failure")).isNotEmpty();
            assertNothingWasDone(fixture);
        }
    }

    @Test
    void steerNothingAsHeadersOfAnAnswer() throws Exception {
        try (SyncFixture fixture = started(TestDatabase.H2, 3)) {
            fixture.simulator().injectFaults((request, answer) -> withHeaders(answer));

            Summary summary = fixture.sync().getSummary();

            assertThat(summary.status()).isEqualTo(Status.COMPLETE);
            assertThat(summary.inserted()).isEqualTo(3 * 5);
            assertThat(summary.requests()).isLessThan(100);
            assertThat(headersOfAnAnswer(fixture)).containsOnly("CamelHttpResponseCode", "CamelHttpResponseText");
            assertNothingWasDone(fixture);
        }
    }

    /** Camel gives no body at all of an answer that calls itself a Java object: its list must not look empty. */
    @ParameterizedTest
    @ValueSource(strings = {"application/x-java-serialized-object", "text/plain; charset=none", "application/json;"
            + " charset={{sys:dcs.canary}}",
        "application/json; charset=UTF-16", "multipart/form-data", ";;="})
    void haveNoSayInHowAnAnswerIsReadAsItsContentType(String type) throws Exception {
        try (SyncFixture fixture = started(TestDatabase.H2, 2)) {
            fixture.simulator().injectFaults((request, answer) -> answer.withHeader("Content-Type", type));

            Summary summary = fixture.sync().getSummary();

            assertThat(summary.status()).isEqualTo(Status.COMPLETE);
            assertThat(summary.inserted()).isEqualTo(2 * 5);
        }
    }

    @ParameterizedTest
    @EnumSource
    void areQuotedAsTheyAreWhereTheyStandInAnErrorAnswer(TestDatabase kind) throws Exception {
        try (SyncFixture fixture = started(kind, TEXTS.size())) {
            fixture.simulator().injectFaults((request, answer) -> request.instanceId() == null ? answer
                    : withHeaders(Answer.json(STATUSES.get(position(fixture, request) % STATUSES.size()),
                            error(TEXTS.get(position(fixture, request))))));

            fixture.sync();

            assertThat(fixture.tables().column("select distinct error_msg from sync_error"))
                    .contains("{{sys:dcs.canary}}", "${sys.dcs.canary}", "#bean:dataSource");
            assertNothingWasDone(fixture);
        }
    }

    @Test
    void areNoMoreThanValuesInARequestForAReport() throws Exception {
        try (SyncFixture fixture = SyncFixture.onAnyDatabase().fleet(1, 1, 1).scheduled()
                .variable("DCS_SYNC_CRON", "0 0 0 1 1 ? 2099").variable("DCS_FULL_SYNC_CRON", "0 0 0 1 1 ? 2099")
                .variable("DCS_ALERT_URI", sink.uri()).start()) {
            URI page = fixture.bundle().page().orElseThrow();
            fixture.sync();
            List<String> answers = new ArrayList<>();
            for (String text : TEXTS) {
                String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
                for (String path : PATHS) {
                    HttpResponse<String> answer = Http.get(page, path + encoded, "CamelBeanMethodName", "toString",
                            "camelhttppath", "/api/syncs", "X-Canary", text.replaceAll("[^ -~]", "."));
                    assertThat(answer.statusCode()).as(path + encoded).isIn(200, 400, 404);
                    answers.add(answer.headers().map() + answer.body());
                }
            }

            assertThat(answers).noneMatch(OutsideTextsTest::isResolved);
            assertThat(Http.json(page, VIEW)).hasSize(1);
            assertNothingWasDone(fixture);
        }
    }

    /** What an answer of the service leaves on the message of whoever has asked. */
    private static Set<String> headersOfAnAnswer(SyncFixture fixture) throws Exception {
        try (ProducerTemplate template = fixture.bundle().context().createProducerTemplate()) {
            return template.request(fixture.simulator().endpoint() + "/v2/" + fixture.fleet().projectId()
                    + "/instances?limit=1&throwExceptionOnFailure=false", asked -> {}).getMessage().getHeaders()
                    .keySet();
        }
    }

    private SyncFixture started(TestDatabase kind, int instances) throws Exception {
        return SyncFixture.on(kind).fleet(instances, instances == 1 ? 0 : 3, instances == 1 ? 0 : 2)
                .variable("DCS_ALERT_URI", sink.uri()).variable("DCS_ALERT_DIGEST_ABOVE", "1000").start();
    }

    private void assertNothingWasDone(SyncFixture fixture) throws Exception {
        List<SimulatedRequest> requests = fixture.simulator().traffic().recent().stream()
                .map(ReceivedRequest::request).toList();
        String project = fixture.fleet().projectId();
        assertThat(requests).isNotEmpty().allSatisfy(request -> {
            assertThat(request.method()).isEqualTo("GET");
            assertThat(request.path()).matches("/v2/" + project + "/instances|/(v1.0|v2)/" + project
                    + "/instances/[0-9a-z-]+/(backups|restores)");
            assertThat(request.rawQuery()).matches("[a-zA-Z_]+=[0-9]+(&[a-zA-Z_]+=[0-9]+)*");
        });
        assertThat(requests).noneMatch(request -> isResolved(request.toString()));
        for (String table : TABLES) {
            assertThat(fixture.tables().rows("select * from " + table)).as(table)
                    .noneMatch(row -> isResolved(row.toString()));
        }
        assertThat(List.copyOf(log.list)).noneMatch(event -> isResolved(event.getFormattedMessage()));
        assertThat(sink.received()).noneMatch(alert -> isResolved(alert.toString()));
        fixture.simulator().injectFaults((request, answer) -> answer);
        assertThat(fixture.sync().getSummary().requests()).as("the next sync is neither stopped nor without a database")
                .isPositive();
    }

    private static boolean isResolved(String text) {
        return text.contains(RESOLVED) || text.contains(System.getenv("PATH"));
    }

    private static Answer withHeaders(Answer answer) {
        Answer all = answer;
        for (Map.Entry<String, String> header : HEADERS.entrySet()) {
            all = all.withHeader(header.getKey(), header.getValue());
        }
        return all;
    }

    private static int position(SyncFixture fixture, SimulatedRequest request) {
        return fixture.fleet().instanceIds().indexOf(request.instanceId());
    }

    private static String error(String text) {
        return json().put("error_code", text).put("error_msg", text).put("request_id", text).toString();
    }

    private static ObjectNode failed(SimulatedKind kind, String text) {
        ObjectNode fields = fields(kind, text);
        fields.put(kind == SimulatedKind.BACKUP ? "backup_id" : "restore_id", text).put("status", "failed");
        return fields;
    }

    /** Every field that the API has, and one that it does not. */
    private static ObjectNode fields(SimulatedKind kind, String text) {
        ObjectNode fields = json();
        for (String name : List.of("backup_id", "backup_name", "backup_type", "backup_format", "remark", "period",
                "error_code", "size", "is_support_restore", "execution_at", "restore_name", "restore_remark",
                "backup_remark", "source_instance_id", "sourceInstanceId", "sourceInstanceName", "progress", text)) {
            if (kind == SimulatedKind.RESTORE || !name.startsWith("restore")) {
                fields.put(name, text);
            }
        }
        return fields.put("created_at", "2026-11-01T00:00:00.000Z").put("updated_at", "2026-11-01T00:00:00.000Z");
    }

    private static ObjectNode json() {
        return JsonMapper.builder().build().createObjectNode();
    }
}
