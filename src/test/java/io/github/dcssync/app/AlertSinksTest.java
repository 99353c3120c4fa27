package io.github.dcssync.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.sync.Summary.Status;
import io.github.dcssync.testkit.AlertReceiver;
import io.github.dcssync.testkit.OnEveryDatabase;
import io.github.dcssync.testkit.Operations;
import io.github.dcssync.testkit.RawSink;
import io.github.dcssync.testkit.SyncFixture;
import io.github.dcssync.testkit.TestDatabase;
import io.github.dcssync.testkit.Waiting;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several sinks hear of what they are to hear, each for itself. */
@OnEveryDatabase
class AlertSinksTest {

    private static final String FAILURE = "operation_failure";

    private final TestDatabase kind;
    private AlertReceiver one;
    private AlertReceiver other;
    private SyncFixture fixture;
    private Operations operations;

    AlertSinksTest(TestDatabase kind) {
        this.kind = kind;
    }

    @BeforeEach
    void start() throws Exception {
        one = new AlertReceiver();
        other = new AlertReceiver();
        fixture = SyncFixture.on(kind).fleet(1, 0, 0).variable("DCS_ALERT_SINKS", "one,other")
                .variable("DCS_ALERT_ONE_URI", one.uri()).variable("DCS_ALERT_OTHER_URI", other.uri()).start();
        operations = new Operations(fixture);
    }

    @AfterEach
    void end() {
        fixture.close();
        one.close();
        other.close();
    }

    private List<Object> waiting() {
        return fixture.tables().column("select dedup_key from alert where is_waiting = true");
    }

    @Test
    void holdUpNoOtherAndAreToldWhenTheyAreBack() throws Exception {
        one.answer(503);
        operations.backup("b1", "failed", "dcs.08.0001", 5);
        fixture.sync();
        assertThat(other.told(FAILURE)).containsExactly("raised b1");
        assertThat(fixture.tables().row("select * from alert")).containsEntry("attempts", 2L)
                .containsEntry("delivered_at", fixture.clock().instant())
                .containsEntry("last_error", "one: the sink answered with status 503");
        assertThat(fixture.tables().column("select last_error from alert_delivery where sink = 'one'"))
                .containsExactly("the sink answered with status 503");
        assertThat(fixture.tables().row("select * from alert_delivery where sink = 'other'"))
                .containsEntry("delivered_at", fixture.clock().instant()).containsEntry("last_error", null);
        assertThat(waiting()).hasSize(1);
        one.answer(204);
        one.clear();

        fixture.sync();
        fixture.sync();

        assertThat(one.told(FAILURE)).containsExactly("raised b1");
        assertThat(other.told(FAILURE)).containsExactly("raised b1");
        assertThat(waiting()).isEmpty();
        operations.backup("b2", "succeed", null, 1);
        one.answer(503);
        fixture.sync();
        one.answer(204);
        fixture.sync();
        assertThat(one.told(FAILURE)).containsExactly("raised b1", "resolved b1", "resolved b1");
        assertThat(other.told(FAILURE)).containsExactly("raised b1", "resolved b1");
        assertThat(waiting()).isEmpty();
    }

    @Test
    void hearOnlyWhatPassesTheirFilter() throws Exception {
        fixture.restart(Map.of("DCS_ALERT_ONE_OWNERS", "vendor support", "DCS_ALERT_OTHER_MIN_SEVERITY", "critical",
                "DCS_ALERT_OTHER_KINDS", "rpo_breach, source_failed"));
        operations.backup("b1", "failed", "dcs.08.0001", 5);
        operations.backup("b2", "failed", "dcs.08.0002", 5);

        fixture.sync();

        assertThat(one.received()).isNotEmpty().allSatisfy(
                told -> assertThat(told.body().path("details").path("owner").asText()).isEqualTo("vendor support"));
        assertThat(other.received(FAILURE)).isEmpty();
        assertThat(waiting()).as("nobody waits for what nobody is told").isEmpty();
    }

    @Test
    void hearWhatGoesOnWhenTheyAreNewAndNoEndOfWhatTheyNeverHeard() throws Exception {
        fixture.restart(Map.of("DCS_ALERT_OTHER_KINDS", "fleet_empty"));
        operations.backup("b1", "failed", "dcs.08.0001", 5);
        fixture.sync();
        assertThat(other.received()).isEmpty();

        fixture.restart(Map.of("DCS_ALERT_OTHER_KINDS", FAILURE, "DCS_ALERT_ONE_KINDS", "fleet_empty"));
        fixture.sync();

        assertThat(other.told(FAILURE)).containsExactly("raised b1");
        operations.backup("b2", "succeed", null, 1);
        fixture.sync();
        assertThat(one.told(FAILURE)).as("who heard of it hears of its end").containsExactly("raised b1",
                "resolved b1");
        assertThat(other.told(FAILURE)).containsExactly("raised b1", "resolved b1");
    }

    @Test
    void takeOneDigestOrSingleAlertsAllToldAtOneTime() throws Exception {
        try (RawSink pager = new RawSink()) {
            fixture.restart(Map.of("DCS_ALERT_OTHER_URI", pager.address()
                    .replace("http://", "pagerduty+http://0123456789abcdef0123456789abcdef@")));
            for (int i = 0; i < 12; i++) {
                operations.backup("b" + i, "failed", null, 5);
            }

            fixture.sync();

            assertThat(one.received("digest")).hasSize(1);
            assertThat(pager.requests()).hasSize(12).allSatisfy(request -> assertThat(request.line())
                    .isEqualTo("POST /v2/enqueue HTTP/1.1"));
            assertThat(fixture.tables().column("select distinct delivered_at from alert")).hasSize(1);
        }
    }

    @Test
    void hearThatTheProgramLivesAtADistance() throws Exception {
        fixture.restart(Map.of("DCS_ALERT_HEARTBEAT", "1h", "DCS_ALERT_ONE_KINDS", "fleet_empty"));
        fixture.sync();
        fixture.sync();
        assertThat(one.received("heartbeat")).singleElement().satisfies(
                told -> assertThat(told.text("raised_at")).isEqualTo(fixture.clock().instant().toString()));
        other.answer(500);
        fixture.clock().advance(Duration.ofMinutes(61));
        fixture.sync();
        other.answer(204);
        fixture.restart(Map.of("DCS_ALERT_HEARTBEAT", "1h"));

        fixture.sync();

        assertThat(one.received("heartbeat")).hasSize(2);
        assertThat(other.received("heartbeat")).as("once, one in vain, and that once more").hasSize(3);
    }

    @Test
    void areSignedWithTheBytesThatAreSent() throws Exception {
        try (RawSink sink = new RawSink()) {
            fixture.restart(Map.of("DCS_ALERT_OTHER_URI", sink.address() + "/a?b=c%2F#hmac", "DCS_ALERT_OTHER_SECRET",
                    "hüsh"));
            operations.backup("b1", "failed", "ü dcs.08.0001", 5);

            fixture.sync();

            assertThat(sink.requests()).singleElement().satisfies(request -> {
                assertThat(request.line()).isEqualTo("POST /a?b=c%2F HTTP/1.1");
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec("hüsh".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
                assertThat(request.headers())
                        .contains("X-Dcs-Signature: sha256=" + HexFormat.of().formatHex(mac.doFinal(request.body())));
            });
        }
    }

    @Test
    void waitForNoOtherThatHangs() throws Exception {
        one.hang();
        for (int i = 0; i < 3; i++) {
            operations.backup("b" + i, "failed", null, 5);
        }
        Thread sync = new Thread(() -> {
            try {
                assertThat(fixture.sync().getSummary().status()).isEqualTo(Status.COMPLETE);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        sync.start();

        Waiting.until("what the other sink hears", () -> other.received(FAILURE).size() == 3);

        assertThat(sync.isAlive()).as("still waiting for the other").isTrue();
        one.close();
        sync.join(Duration.ofMinutes(3).toMillis());
    }
}
