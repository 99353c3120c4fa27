package io.github.dcssync.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.testkit.AlertReceiver.Received;
import io.github.dcssync.testkit.OnEveryDatabase;
import io.github.dcssync.testkit.TestDatabase;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which alerts are told, each once and not before the sync that raises them has ended; what databases have a say in. */
@OnEveryDatabase
class PendingAlertsTest extends AlertsTestSupport {

    private static final String FAILURE = "operation_failure";

    PendingAlertsTest(TestDatabase kind) {
        super(kind);
    }

    @Test
    void areOneMessageWhereTheyAreMany() throws Exception {
        failBackups(11);

        fixture.sync();
        fixture.sync();

        assertThat(receiver.received(FAILURE)).isEmpty();
        Received digest = receiver.received("digest").get(0);
        assertThat(receiver.received("digest")).hasSize(1);
        assertThat(digest.body().fieldNames()).toIterable().containsExactly("kind", "of", "severity", "source", "count",
                "title", "raised_at", "state", "alerts");
        assertThat(digest.text("of") + " " + digest.text("source") + " " + digest.text("count") + " "
                + digest.text("state")).isEqualTo(FAILURE + " default 11 raised");
        assertThat(digest.body().get("alerts")).hasSize(11).allSatisfy(alert -> {
            assertThat(alert.get("dedup_key").asText()).startsWith(FAILURE + ":backup:" + fixture.instance(0) + ":b");
            assertThat(alert.get("state").asText()).isEqualTo("raised");
            assertThat(alert.get("details").get("record_id").asText()).startsWith("b");
        });
        assertThat(digest.body().get("alerts").findValuesAsText("dedup_key")).doesNotHaveDuplicates();
        assertThat(fixture.tables().column("select distinct delivered_at from alert where kind = '" + FAILURE + "'"))
                .containsExactly(fixture.clock().instant());
    }

    @Test
    void areNotThoseThatWereOverBeforeTheyWereTold() throws Exception {
        failBackups(14);
        operations.backup("good", "succeed", null, 1);
        operations.restore("r1", "failed", null, 1);

        fixture.sync();

        assertThat(receiver.told(FAILURE)).containsExactly("raised r1");
        assertThat(receiver.received("digest")).isEmpty();
        assertThat(fixture.tables().column("select delivered_at from alert where resolved_at is not null"))
                .hasSize(14).containsOnlyNulls();
    }

    @Test
    void waitForTheEndOfTheSyncThatRaisesThem() throws Exception {
        receiver.answer(500);
        failBackups(2);
        fixture.sync();
        receiver.answer(204);
        receiver.received().clear();
        assertThat(fixture.tables().column("select run_id from alert where kind = '" + FAILURE + "'"))
                .containsOnly(fixture.tables().column("select run_id from sync_run").get(0));
        fixture.tables().execute("insert into sync_lease (source, token, run_id, expires_at) select 'elsewhere', 1,"
                + " run_id, current_timestamp + interval '1' hour from sync_run");
        fixture.sync();
        assertThat(receiver.received(FAILURE)).isEmpty();
        fixture.tables().execute("update sync_lease set expires_at = current_timestamp - interval '1' second"
                + " where source = 'elsewhere'");

        fixture.restart(Map.of());
        fixture.sync();

        assertThat(receiver.told(FAILURE)).containsExactlyInAnyOrder("raised b0", "raised b1");
    }
}
