package io.github.dcssync.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.sync.SyncObserver;
import io.github.dcssync.sync.SyncRun;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Triggers that lie in the database outlive the process, and follow the settings of the next one. */
class SharedScheduleTest {

    private static final String TRIGGERS = """
            select t.TRIGGER_NAME as name, CRON_EXPRESSION as cron, TIME_ZONE_ID as zone
            from DCS_QRTZ_TRIGGERS t
            join DCS_QRTZ_CRON_TRIGGERS c on c.TRIGGER_NAME = t.TRIGGER_NAME and c.TRIGGER_GROUP = t.TRIGGER_GROUP
            where t.TRIGGER_GROUP = 'sync'
            order by t.TRIGGER_NAME
            """;

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void firesAndFollowsTheSettings(TestDatabase database) throws Exception {
        try (SyncFixture fixture = SyncFixture.on(database).fleet(3, 1, 1)
                .variable("DCS_CLUSTER_ENABLED", "true").variable("DCS_DB_URL", "jdbc:postgresql://elsewhere/db")
                .variable("DCS_SYNC_CRON", "* * * * * ?").variable("DCS_SOURCE_DEFAULT_SHARDS", "2")
                .scheduled().start()) {
            CountDownLatch synced = new CountDownLatch(2);
            fixture.bundle().observe(new SyncObserver() {
                @Override
                public void finished(SyncRun run) {
                    synced.countDown();
                }
            });
            assertThat(synced.await(5, TimeUnit.MINUTES)).isTrue();
            assertThat(fixture.database().rows(TRIGGERS)).containsExactly(
                    Map.of("name", "default.shard1", "cron", "* * * * * ?", "zone", "UTC"),
                    Map.of("name", "default.shard2", "cron", "* * * * * ?", "zone", "UTC"));

            fixture.restart(Map.of("DCS_SYNC_CRON", "* * * * * ?", "DCS_TIME_ZONE", "Asia/Tokyo"));
            assertThat(fixture.database().rows(TRIGGERS)).extracting("zone").containsOnly("Asia/Tokyo");

            fixture.restart(Map.of("DCS_SYNC_CRON", "0 0 3 * * ?", "DCS_SOURCE_DEFAULT_SHARDS", "1"));
            assertThat(fixture.database().rows(TRIGGERS)).containsExactly(
                    Map.of("name", "default", "cron", "0 0 3 * * ?", "zone", "Asia/Tokyo"));
        }
    }
}
