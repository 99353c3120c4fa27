package io.github.dcssync.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.sync.SyncObserver;
import io.github.dcssync.sync.SyncRun;
import io.github.dcssync.testkit.CapturedError;
import io.github.dcssync.testkit.SyncFixture;
import io.github.dcssync.testkit.Waiting;
import java.io.PrintStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whoever has started {@code run} at a terminal sees how far its syncs are. */
class PassingProgressTest {

    private static final String IS_TERMINAL = "dcs.terminal";

    @RegisterExtension
    final CapturedError error = new CapturedError();

    @AfterEach
    void forget() {
        System.clearProperty(IS_TERMINAL);
    }

    @Test
    void isThereWhileASyncIsUnderWayAndGoneAfterIt() throws Exception {
        System.setProperty(IS_TERMINAL, "true");
        try (SyncFixture fixture = SyncFixture.onAnyDatabase().fleet(2, 3, 2).start();
                PassingProgress progress = new PassingProgress()) {
            PrintStream before = System.err;
            fixture.bundle().observe(new SyncObserver() {
                @Override
                public void planned(SyncRun run) {
                    progress.planned(run);
                    Waiting.until("the bar", () -> error.text().contains("0/4 lists"));
                }

                @Override
                public void taskEnded(SyncRun run) {
                    progress.taskEnded(run);
                }

                @Override
                public void finished(SyncRun run) {
                    assertThat(System.err).as("log lines push the bar down").isNotSameAs(before);
                    progress.finished(run);
                }
            });

            fixture.sync();

            assertThat(System.err).isSameAs(before);
        }
    }

    @Test
    void isNotThereElsewhere() throws Exception {
        try (SyncFixture fixture = SyncFixture.onAnyDatabase().fleet(1, 1, 0).start();
                PassingProgress progress = new PassingProgress()) {
            fixture.bundle().observe(progress);
            fixture.sync();
            assertThat(error.text()).doesNotContain("lists (");
        }
    }
}
