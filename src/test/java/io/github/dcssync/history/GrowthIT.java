package io.github.dcssync.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.history.GrowthRounds.Event;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Processes that share a source, and what happens to them: two short rounds of {@link Growth}. */
@Timeout(value = 900, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GrowthIT {

    @TempDir
    private Path folder;

    @Test
    void losesNothingAndDoesNothingTwiceWhoeverComesAndGoes() throws Exception {
        try (GrowthRounds rounds = new GrowthRounds(folder, 14)) {
            rounds.begin();

            for (Event event : List.of(Event.JOIN_WITH_WRONG_CLOCK, Event.RECUT)) {
                assertThat(rounds.round(EnumSet.of(event))).as(() -> String.join("\n", rounds.story())).isEmpty();
            }
        }
    }
}
