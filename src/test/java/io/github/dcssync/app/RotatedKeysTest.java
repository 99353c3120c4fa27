package io.github.dcssync.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.sync.Summary.Status;
import io.github.dcssync.sync.SyncRun;
import io.github.dcssync.testkit.SyncFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys in files that somebody replaces while the program runs. */
class RotatedKeysTest {

    @TempDir
    Path folder;

    @Test
    void takeOverInMidSync() throws Exception {
        try (SyncFixture fixture = withProfile(SyncFixture.onAnyDatabase().fleet(6, 4, 2))) {
            AtomicBoolean replaced = new AtomicBoolean();
            fixture.simulator().onRequest(request -> {
                if (request.operation().listsRecords() && !replaced.getAndSet(true)) {
                    rotate(fixture);
                }
            });

            isComplete(fixture.sync());
            assertThat(replaced).isTrue();
            assertThat(fixture.simulator().traffic().answered(401)).isBetween(1L, 8L);
        }
    }

    @Test
    void takeOverAtTheNextSyncWhenTheyComeLate() throws Exception {
        try (SyncFixture fixture = withProfile(SyncFixture.onAnyDatabase().fleet(1, 1, 1))) {
            isComplete(fixture.sync());
            fixture.simulator().replaceKeys("AK2", "secret-of-the-second");
            assertThat(fixture.sync().getSummary().status()).isEqualTo(Status.FAILED);
            profile("AK2", "secret-of-the-second");

            isComplete(fixture.sync());
            assertThat(fixture.simulator().traffic().answered(401)).isEqualTo(1);
        }
    }

    /** The name of the key stays: which of the two secrets a request was signed with has to be remembered. */
    @Test
    void mayBeANewSecretForTheSameAccessKey() throws Exception {
        try (SyncFixture fixture = withProfile(SyncFixture.onAnyDatabase().fleet(4, 2, 1))) {
            String accessKey = fixture.simulator().accessKey();
            AtomicBoolean replaced = new AtomicBoolean();
            fixture.simulator().onRequest(request -> {
                if (request.operation().listsRecords() && !replaced.getAndSet(true)) {
                    profile(accessKey, "secret-of-the-second");
                    fixture.simulator().replaceKeys(accessKey, "secret-of-the-second");
                }
            });

            isComplete(fixture.sync());
        }
    }

    @Test
    void takeOverForAllShardsAndSources() throws Exception {
        try (SyncFixture fixture = withProfile(SyncFixture.onAnyDatabase().fleet(4, 1, 1)
                .variable("DCS_SOURCE_DEFAULT_SHARDS", "2"))) {
            isComplete(fixture.sync("default.shard1"));
            rotate(fixture);

            isComplete(fixture.sync("default.shard2"));
            isComplete(fixture.sync("default.shard1"));
            assertThat(fixture.simulator().traffic().answered(401)).isZero();
        }
    }

    @Test
    void areAskedOnceWhenTheNewOnesAreWrongToo() throws Exception {
        try (SyncFixture fixture = withProfile(SyncFixture.onAnyDatabase().fleet(1, 1, 1))) {
            fixture.simulator().replaceKeys("AK2", "secret-of-the-second");
            profile("AK2", "a-secret-key-that-is-wrong");

            assertThat(fixture.sync().getSummary().status()).isEqualTo(Status.FAILED);
            assertThat(fixture.simulator().requests()).isEqualTo(1);
        }
    }

    private SyncFixture withProfile(SyncFixture.Builder builder) throws Exception {
        SyncFixture fixture = builder.start();
        profile(fixture.simulator().accessKey(), fixture.simulator().secretKey());
        fixture.restart(Map.of("DCS_ACCESS_KEY", "", "DCS_SECRET_KEY", "", "HUAWEICLOUD_SDK_CREDENTIALS_FILE",
                folder.resolve("credentials").toString()));
        return fixture;
    }

    /** The file first: other requests are on their way, and the first that is refused looks into it. */
    private void rotate(SyncFixture fixture) {
        profile("AK2", "secret-of-the-second");
        fixture.simulator().replaceKeys("AK2", "secret-of-the-second");
    }

    private void profile(String accessKey, String secretKey) {
        try {
            Files.writeString(folder.resolve("credentials"), "[basic]\nak=" + accessKey + "\nsk=" + secretKey + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void isComplete(SyncRun run) {
        assertThat(run.getSummary().status()).as(run.getError()).isEqualTo(Status.COMPLETE);
    }
}
