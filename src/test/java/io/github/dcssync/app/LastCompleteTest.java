package io.github.dcssync.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.simulator.Answer;
import io.github.dcssync.sync.SyncRequest;
import io.github.dcssync.testkit.Http;
import io.github.dcssync.testkit.OnEveryDatabase;
import io.github.dcssync.testkit.SyncFixture;
import io.github.dcssync.testkit.TestDatabase;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** View, metric, health and alert say alike when every list of a source was last read whole. */
@OnEveryDatabase
class LastCompleteTest extends AlertsTestSupport {

    private static final String FIRST = "default.shard1";
    private static final String SECOND = "default.shard2";

    LastCompleteTest(TestDatabase kind) {
        super(kind);
    }

    @Override
    SyncFixture.Builder described(SyncFixture.Builder builder) {
        return builder.at("2025-03-10T08:00:00.123456Z").fleet(6, 1, 1).variable("DCS_SOURCE_DEFAULT_SHARDS", "2")
                // The clock of the test has these ticks, that of the machine has them behind it.
                .variable("DCS_SYNC_CRON", "0 0/15 * * 3 ? 2025,2099")
                .variable("DCS_FULL_SYNC_CRON", "0 0 0 1 1 ? 2099")
                .scheduled();
    }

    private Instant sync(String shard, String... instances) throws Exception {
        return fixture.bundle().sync(new SyncRequest(shard, "once", List.of(instances))).getFinishedAt().toInstant();
    }

    private void backfill(String shard) throws Exception {
        fixture.bundle().sync(new SyncRequest(shard, "backfill", List.of(), false,
                fixture.clock().instant().minus(Duration.ofDays(400)), fixture.clock().instant()));
    }

    private HttpResponse<String> management(String path) throws Exception {
        return Http.get(fixture.bundle().management().orElseThrow(), "/observe/" + path);
    }

    private Instant inView(String view) {
        return fixture.jdbc().queryForObject("select last_complete_at from " + view + " where source = 'default'",
                OffsetDateTime.class).toInstant();
    }

    private void allSay(Instant complete) throws Exception {
        fixture.clock().advance(Duration.ofSeconds(2));
        assertThat(inView("last_complete")).isEqualTo(inView("report_sync_health")).isEqualTo(complete);
        assertThat(management("metrics").body())
                .contains("dcs_sync_last_complete_timestamp_seconds{source=\"default\"} "
                        + (complete.getEpochSecond() + complete.getNano() / 1e9) + "\n");
        assertThat(management("health").body()).contains("read " + Duration.between(complete,
                fixture.clock().instant()).toSeconds() + " s ago (complete)");
    }

    @Test
    void isMovedByNoShardAloneNoBackfillAndNoSingleInstances() throws Exception {
        sync(FIRST);
        assertThat(fixture.jdbc().queryForList("select * from last_complete")).as("half of it").isEmpty();
        assertThat(management("metrics").body()).doesNotContain("dcs_sync_last_complete_timestamp_seconds{");
        Instant complete = sync(SECOND);
        fixture.clock().advance(Duration.ofMinutes(30));
        backfill(FIRST);
        backfill(SECOND);
        String[] all = fixture.fleet().instanceIds().toArray(String[]::new);
        sync(FIRST, all);
        sync(SECOND, all);
        sync(FIRST);
        assertThat(fixture.tables().column("select status from sync_run")).containsOnly("complete");
        allSay(complete);

        fixture.clock().advance(Duration.ofMinutes(40));
        Instant first = sync(FIRST);

        allSay(complete);
        assertThat(management("health/ready").statusCode()).isEqualTo(503);
        assertThat(receiver.told("sync_overdue")).containsExactly("raised default");

        sync(SECOND);
        allSay(first);
        assertThat(management("health/ready").statusCode()).isEqualTo(200);
        assertThat(receiver.told("sync_overdue")).containsExactly("raised default", "resolved default");
    }

    @Test
    void isMovedByNoSyncInWhichAListFails() throws Exception {
        sync(FIRST);
        Instant complete = sync(SECOND);
        fixture.simulator().injectFaults((request, answer) -> request.path().endsWith("/backups")
                && request.path().contains(fixture.instance(0)) ? Answer.json(400, "{}") : answer);
        fixture.clock().advance(Duration.ofMinutes(70));
        sync(FIRST);
        sync(SECOND);

        allSay(complete);
        assertThat(management("health").body()).contains("the last sync was partial");
        assertThat(receiver.told("sync_overdue")).containsExactly("raised default");
    }

    @Test
    void outlastsAnotherNumberOfShards() throws Exception {
        sync(FIRST);
        Instant complete = sync(SECOND);
        fixture.restart(Map.of("DCS_SOURCE_DEFAULT_SHARDS", "3"));
        fixture.clock().advance(Duration.ofMinutes(1));
        sync(FIRST);
        sync(SECOND);
        allSay(complete);

        allSay(sync("default.shard3").minus(Duration.ofSeconds(2)));
    }

    @Test
    void isAwaitedFromTheFirstSyncThatNotesOfHowManyShardsItIsOne() throws Exception {
        sync(FIRST);
        sync(SECOND);
        fixture.tables().execute("update sync_run set shards = null, is_whole = null,"
                + " started_at = started_at - interval '10' day, finished_at = finished_at - interval '10' day");
        fixture.restart(Map.of());
        sync(FIRST);
        assertThat(receiver.told("sync_overdue")).isEmpty();
        fixture.clock().advance(Duration.ofMinutes(70));

        sync(FIRST);

        assertThat(receiver.told("sync_overdue")).containsExactly("raised default");
    }
}
