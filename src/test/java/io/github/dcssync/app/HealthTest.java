package io.github.dcssync.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.testkit.Http;
import io.github.dcssync.testkit.SyncFixture;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an orchestrator and a person on call are told. */
class HealthTest {

    @Test
    void isReadyWhileTheDataIsFresh() throws Exception {
        try (SyncFixture fixture = standing().start()) {
            fixture.sync();

            assertThat(health(fixture, "").statusCode()).isEqualTo(200);
            assertThat(health(fixture, "/live").statusCode()).isEqualTo(200);
            assertThat(health(fixture, "/ready").statusCode()).isEqualTo(200);
            assertThat(health(fixture, "/ready").body()).contains("\"UP\"", "default: read ", "(complete)");
        }
    }

    @Test
    void isAliveButNotReadyWhenTheDataIsOlderThanAllowed() throws Exception {
        try (SyncFixture fixture = standing().variable("DCS_FRESHNESS", "10m").start()) {
            fixture.sync();
            fixture.clock().advance(Duration.ofMinutes(10));
            assertThat(health(fixture, "/ready").body()).contains("default: read 600 s ago").contains("\"UP\"");

            fixture.clock().advance(Duration.ofSeconds(2));

            assertThat(health(fixture, "/ready").statusCode()).isEqualTo(503);
            assertThat(health(fixture, "").body()).contains("\"DOWN\"", "default: read 602 s ago");
            assertThat(health(fixture, "/live").statusCode()).isEqualTo(200);
            fixture.sync();
            fixture.clock().advance(Duration.ofSeconds(2));
            assertThat(health(fixture, "/ready").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void isNotReadyWhileAnotherProcessCutsASourceOtherwise() throws Exception {
        try (SyncFixture fixture = standing().start()) {
            fixture.sync();
            fixture.tables().execute("update source_cut set shards = 2, node = 'elsewhere/1'");

            assertThat(health(fixture, "/ready").statusCode()).isEqualTo(503);
            assertThat(health(fixture, "/ready").body()).contains("Source default is cut into 2 shards since ",
                    "(elsewhere", "restart it with dcs.source.default.shards=2");
            assertThat(health(fixture, "/live").statusCode()).isEqualTo(200);

            fixture.tables().execute("update source_cut set shards = 1");
            assertThat(health(fixture, "/ready").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void isNotReadyOnAReadingFromTheFutureUntilItReadsAnew() throws Exception {
        try (SyncFixture fixture = standing().start()) {
            fixture.sync();
            fixture.clock().advance(Duration.ofDays(-1));

            assertThat(health(fixture, "/ready").statusCode()).isEqualTo(503);
            assertThat(health(fixture, "").body())
                    .contains("default: read 86400 s in the future; the clock was set back");
            assertThat(health(fixture, "/live").statusCode()).isEqualTo(200);

            fixture.sync();
            fixture.clock().advance(Duration.ofSeconds(2));
            assertThat(health(fixture, "/ready").statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({"partial, ', the last sync was partial'", "interrupted, ', the last sync was interrupted'",
        "failed, ', the last sync failed'", "complete, (complete)"})
    void saysHowTheLastSyncEnded(String status, String said) throws Exception {
        try (SyncFixture fixture = standing().start()) {
            fixture.sync();
            fixture.jdbc().update("update sync_run set status = ?", status);

            assertThat(health(fixture, "").body()).contains(said + "\"");
        }
    }

    @Test
    void givesASourceThatWasNeverReadItsTime() throws Exception {
        try (SyncFixture fixture = standing().variable("DCS_FRESHNESS", "10m").start()) {
            assertThat(health(fixture, "/ready").body()).contains("\"UP\"", "default: not read yet");

            fixture.clock().advance(Duration.ofMinutes(11));

            assertThat(health(fixture, "/ready").statusCode()).isEqualTo(503);
        }
    }

    @Test
    void isNotReadyWithoutItsTablesAndTellsNothingOfTheDatabase() throws Exception {
        try (SyncFixture fixture = standing().start()) {
            fixture.sync();
            fixture.tables().execute("drop all objects");
            fixture.clock().advance(Duration.ofSeconds(2));

            HttpResponse<String> ready = health(fixture, "/ready?stackTrace=true&data=true");

            assertThat(ready.statusCode()).isEqualTo(503);
            assertThat(ready.body()).contains("the database does not answer").doesNotContain("jdbc", "sync_run",
                    "Exception");
            assertThat(health(fixture, "/live").statusCode()).isEqualTo(200);
        }
    }

    private static HttpResponse<String> health(SyncFixture fixture, String path) throws Exception {
        return Http.get(fixture.bundle().management().orElseThrow(), "/observe/health" + path);
    }

    private static SyncFixture.Builder standing() {
        return SyncFixture.onAnyDatabase().fleet(1, 1, 1).variable("DCS_SYNC_CRON", "0 0 0 1 1 ? 2099")
                .variable("DCS_FULL_SYNC_CRON", "0 0 0 1 1 ? 2099").scheduled();
    }
}
