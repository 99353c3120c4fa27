package io.github.dcssync.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.testkit.AlertReceiver;
import io.github.dcssync.testkit.SyncFixture;
import io.github.dcssync.testkit.Waiting;
import org.junit.jupiter.api.Test;

/** Sinks hear between syncs, too, that the program lives. */
class AlertTimerTest {

    @Test
    void tellsThatTheProgramLivesWithoutASync() throws Exception {
        try (AlertReceiver receiver = new AlertReceiver();
                SyncFixture fixture = SyncFixture.onAnyDatabase().fleet(1, 0, 0).realTime().scheduled()
                        .variable("DCS_SYNC_CRON", "0 0 0 1 1 ? 2099")
                        .variable("DCS_FULL_SYNC_CRON", "0 0 0 1 1 ? 2099")
                        .variable("DCS_ALERT_URI", receiver.uri()).variable("DCS_ALERT_HEARTBEAT", "1s").start()) {
            Waiting.until("two heartbeats", () -> receiver.received("heartbeat").size() >= 2);

            assertThat(receiver.received("heartbeat")).extracting(one -> one.text("raised_at")).doesNotHaveDuplicates();
            assertThat(fixture.tables().column("select run_id from sync_run")).isEmpty();
        }
    }
}
