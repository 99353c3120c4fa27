package io.github.dcssync.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.testkit.SyncFixture;
import io.github.dcssync.testkit.TestDatabase;
import io.github.dcssync.testkit.TransactionPooler;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Syncs by way of a pooler that gives each transaction another session. */
class PooledSyncTest {

    @Test
    void storeEverythingAndLeaveNoSettingOfASession() throws Exception {
        AtomicReference<TransactionPooler> pooler = new AtomicReference<>();
        try (SyncFixture fixture = SyncFixture.on(TestDatabase.POSTGRESQL).fleet(6, 60, 12).reached(target -> {
            pooler.set(new TransactionPooler(target));
            return pooler.get().of(target);
        }).start()) {
            assertThat(fixture.sync().getSummary().fields()).containsEntry("failed", 0L).containsEntry("read", 6 * 72L)
                    .containsEntry("inserted", 6 * 72L);
            assertThat(fixture.fullSync().getSummary().unchanged()).isEqualTo(6 * 72);
            assertThat(fixture.jdbc().queryForObject("select count(*) from backup_record", Integer.class))
                    .isEqualTo(6 * 60);
            assertThat(pooler.get().sessions()).isGreaterThan(2);
        } finally {
            assertThat(pooler.get().leftBehind()).isEmpty();
            pooler.get().close();
        }
    }
}
