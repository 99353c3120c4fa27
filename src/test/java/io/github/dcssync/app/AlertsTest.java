package io.github.dcssync.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dcssync.sync.Summary.Status;
import io.github.dcssync.testkit.AlertReceiver.Received;
import io.github.dcssync.testkit.RawSink;
import io.github.dcssync.testkit.SyncFixture;
import io.github.dcssync.testkit.TestDatabase;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What has happened is told to an HTTP server, at least once, whatever happens to it or to the program. */
class AlertsTest extends AlertsTestSupport {

    private static final String KIND = "operation_failure";

    AlertsTest() {
        super(TestDatabase.H2);
    }

    @Test
    void areOneJsonMessageEach() throws Exception {
        operations.backup("b1", "failed", "dcs.08.0001", 5);

        fixture.sync();

        Received alert = receiver.received(KIND).get(0);
        assertThat(alert.method() + " " + alert.path()).isEqualTo("POST /alerts");
        assertThat(alert.headers().get("Content-type")).containsExactly("application/json");
        assertThat(alert.body().fieldNames()).toIterable().containsExactly("kind", "dedup_key", "severity", "source",
                "instance_id", "instance_name", "title", "details", "raised_at", "state");
        assertThat(alert.text("dedup_key")).isEqualTo("operation_failure:backup:" + fixture.instance(0) + ":b1");
        assertThat(alert.text("severity")).isEqualTo("critical");
        assertThat(alert.text("source")).isEqualTo(SyncFixture.DEFAULT);
        assertThat(alert.text("instance_id")).isEqualTo(fixture.instance(0));
        assertThat(alert.text("instance_name"))
                .isEqualTo(fixture.fleet().instance(fixture.instance(0)).get("name").asText());
        assertThat(alert.text("raised_at")).isEqualTo(fixture.clock().instant().toString());
        JsonNode details = alert.body().get("details");
        assertThat(details.get("record_id").asText()).isEqualTo("b1");
        assertThat(details.get("error_code").asText()).isEqualTo("dcs.08.0001");
        assertThat(details.get("category").asText()).isEqualTo("tool");
        assertThat(details.get("owner").asText()).isEqualTo("vendor support");
    }

    @Test
    void areToldOnceOverThreeSyncsAndThenAsResolved() throws Exception {
        operations.backup("b1", "failed", "dcs.08.0001", 5);
        for (int i = 0; i < 3; i++) {
            fixture.sync();
            fixture.clock().advance(Duration.ofMinutes(15));
        }
        assertThat(receiver.told(KIND)).containsExactly("raised b1");
        operations.backup("b2", "succeed", null, 1);

        fixture.sync();
        fixture.sync();

        assertThat(receiver.told(KIND)).containsExactly("raised b1", "resolved b1");
        assertThat(receiver.received(KIND).get(1).text("resolved_at")).isNotEmpty();
        assertThat(fixture.tables().row("select * from alert")).containsEntry("attempts", 2L)
                .containsEntry("open_key", null).containsEntry("last_error", null)
                .containsEntry("instance_id", fixture.instance(0));
    }

    @Test
    void areToldAfterARestartWhenTheProgramEndedBetweenCommitAndDelivery() throws Exception {
        receiver.answer(503);
        operations.backup("b1", "failed", "dcs.08.0001", 5);
        fixture.sync();
        receiver.answer(204);
        receiver.received().clear();

        fixture.restart(Map.of());
        fixture.sync();
        fixture.sync();

        assertThat(receiver.told(KIND)).containsExactly("raised b1");
    }

    @Test
    void areRecordedAndNotToldWhenResolvedBeforeTheSinkCameBack() throws Exception {
        receiver.answer(500);
        operations.backup("b1", "failed", "dcs.08.0001", 5);
        assertThat(fixture.sync().getSummary().status()).isEqualTo(Status.COMPLETE);
        assertThat(fixture.tables().row("select * from alert")).containsEntry("delivered_at", null)
                .containsEntry("attempts", 1L).containsEntry("last_error", "the sink answered with status 500");
        operations.backup("b2", "succeed", null, 1);
        fixture.sync();
        receiver.answer(200);
        receiver.received().clear();

        fixture.sync();

        assertThat(receiver.received()).isEmpty();
        assertThat(fixture.tables().row("select * from alert")).containsEntry("open_key", null)
                .containsEntry("resolved_at", fixture.clock().instant()).containsEntry("attempts", 1L)
                .containsEntry("delivered_at", null).containsEntry("resolved_delivered_at", null);
    }

    @Test
    void carryNothingOfTheSourcesCredentials() throws Exception {
        operations.backup("b1", "failed", "dcs.08.0001 " + fixture.simulator().secretKey(), 5);

        fixture.sync();

        Received alert = receiver.received(KIND).get(0);
        assertThat(alert.headers().keySet()).allSatisfy(name -> assertThat(name.toLowerCase(java.util.Locale.ROOT))
                .doesNotMatch("authorization|x-.*|camel.*|cookie"));
        assertThat(alert.body().toString()).doesNotContain(fixture.simulator().secretKey()).contains("xxxxxx");
    }

    @Test
    void doNotFollowARedirect() throws Exception {
        receiver.answer(302);
        operations.backup("b1", "failed", "dcs.08.0001", 5);

        fixture.sync();

        assertThat(receiver.received()).extracting(Received::path).containsExactly("/alerts");
        assertThat(fixture.tables().row("select * from alert")).containsEntry("delivered_at", null);
    }

    @Test
    void waitForTheNextSyncAfterThreeFailuresInARow() throws Exception {
        receiver.answer(500);
        for (int i = 0; i < 7; i++) {
            operations.backup("b" + i, "failed", null, 5);
        }
        fixture.sync();
        assertThat(receiver.received()).hasSize(3);
        receiver.answer(200);
        receiver.received().clear();

        fixture.sync();

        assertThat(receiver.told(KIND)).hasSize(7);
    }

    @Test
    void holdASyncUpForLittleWhenTheSinkHangs() throws Exception {
        receiver.hang();
        for (int i = 0; i < 4; i++) {
            operations.backup("b" + i, "failed", null, 5);
        }
        long start = System.nanoTime();

        assertThat(fixture.sync().getSummary().status()).isEqualTo(Status.COMPLETE);

        // Half a minute is promised; the rest is for a machine with other things to do.
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMinutes(3));
        // Each is cut off in its 10 s, and none begins after 20 s.
        assertThat(receiver.received()).hasSizeBetween(1, 2);
        assertThat(fixture.tables().count("backup_record")).isEqualTo(4);
        assertThat(fixture.tables().column("select delivered_at from alert")).containsOnlyNulls();
        assertThat(fixture.tables().column("select last_error from alert where attempts > 0"))
                .containsOnly("the sink has not taken it within 10 s");
    }

    @Test
    void areNotKeptFromTheSinkByThoseThatItNeverTakes() throws Exception {
        Set<String> never = ConcurrentHashMap.newKeySet();
        receiver.refuse(alert -> never.contains(alert.text("dedup_key"))
                || never.size() < 4 && never.add(alert.text("dedup_key")));
        for (int i = 0; i < 6; i++) {
            operations.backup("b" + i, "failed", null, 5);
        }
        fixture.sync();
        fixture.sync();
        fixture.sync();

        assertThat(fixture.tables().column("select dedup_key from alert where delivered_at is null"))
                .hasSize(4).allSatisfy(key -> assertThat(never).contains((String) key));
    }

    @Test
    void reachTheAddressAsItWasWrittenWithNothingOfItShown() throws Exception {
        try (RawSink sink = new RawSink()) {
            String target = "/hooks/${body}/a+b%2B%2F/{{x}}?sig=pass%2Bword1&k={{{{env:HOME}}";
            sink.answer("HTTP/1.1 403 No\r\n\r\nno hook " + target.replace("{{{{", "{{"));
            fixture.restart(Map.of("DCS_ALERT_URI", sink.address() + target));
            operations.backup("b1", "failed", "${bean:syncs.stop}{{dcs.db.url}}", 5);

            fixture.sync();

            assertThat(sink.requests()).extracting(RawSink.Request::line).containsOnly("POST "
                    + target.replace("{{{{", "{{") + " HTTP/1.1");
            assertThat(sink.requests()).extracting(RawSink.Request::text).anySatisfy(text -> assertThat(text)
                    .contains("${bean:syncs.stop}{{dcs.db.url}}"));
            assertThat(fixture.tables().column("select last_error from alert"))
                    .containsOnly("the sink answered with status 403: no hook xxxxxx");
        }
    }

    @Test
    void areNotRaisedAboutAnOldHistory() throws Exception {
        for (int i = 0; i < 30; i++) {
            operations.backup("old " + i, "failed", "dcs.08.0001", 7 * 24 + 1 + i);
        }
        operations.backup("young", "failed", "dcs.08.0001", 7 * 24 - 1);

        fixture.sync();

        assertThat(fixture.tables().count(KIND)).isEqualTo(31);
        assertThat(receiver.told(KIND)).containsExactly("raised young");
    }

    @Test
    void areToldAtTheEndOfASyncThatFailed() throws Exception {
        receiver.answer(500);
        operations.backup("b1", "failed", null, 5);
        fixture.sync();
        receiver.answer(200);
        receiver.received().clear();
        fixture.restart(Map.of("DCS_SECRET_KEY", "a-secret-key-that-is-wrong"));

        assertThat(fixture.sync().getSummary().status()).isEqualTo(Status.FAILED);

        assertThat(receiver.told(KIND)).containsExactly("raised b1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:1/x", "file:/dev/null/x"})
    void failNoSyncWhenTheirSinkCannotBeUsed(String uri) throws Exception {
        fixture.restart(Map.of("DCS_ALERT_URI", uri));
        operations.backup("b1", "failed", null, 5);

        assertThat(fixture.sync().getSummary().status()).isEqualTo(Status.COMPLETE);

        assertThat(fixture.tables().column("select last_error from alert")).doesNotContainNull();
        fixture.restart(Map.of("DCS_ALERT_URI", receiver.uri()));
        fixture.sync();
        assertThat(receiver.told(KIND)).containsExactly("raised b1");
    }

    @Test
    void areLeftToAnotherProcessThatIsTellingThem() throws Exception {
        fixture.tables().execute("insert into sync_lease (source, token, holder, expires_at) values"
                + " ('alert delivery', 7, 'another', current_timestamp + interval '1' hour)");
        // An embedded database frees what it finds at the first sync: there cannot be another process.
        fixture.sync();
        fixture.tables().execute("update sync_lease set holder = 'another', expires_at = current_timestamp"
                + " + interval '1' hour where source = 'alert delivery'");
        operations.backup("b1", "failed", null, 5);
        fixture.sync();
        assertThat(receiver.received()).isEmpty();
        fixture.tables().execute("update sync_lease set expires_at = null where source = 'alert delivery'");

        fixture.sync();

        assertThat(receiver.told(KIND)).containsExactly("raised b1");
        assertThat(fixture.tables().row("select holder, expires_at from sync_lease where source = 'alert delivery'"))
                .containsEntry("holder", null).containsEntry("expires_at", null);
    }
}
