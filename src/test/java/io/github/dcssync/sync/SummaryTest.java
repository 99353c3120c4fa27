package io.github.dcssync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.sync.Summary.Status;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SummaryTest {

    private static Summary summary(Status status, long read) {
        return new Summary(status, 1, 0, 2, read, 0, 0, 0, 0, 4, 0, 0.5);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 3})
    void saysPartialOfWhatWasStoppedWhetherOrNotAnythingHadBeenRead(long read) {
        assertThat(summary(Status.INTERRUPTED, read).line())
                .startsWith("dcs-sync: partial instances=1 complete=0 failed=2 read=" + read);
    }

    @ParameterizedTest
    @CsvSource({"COMPLETE, COMPLETE, complete", "COMPLETE, FAILED, partial", "FAILED, FAILED, failed",
        "FAILED, INTERRUPTED, partial", "COMPLETE, INTERRUPTED, partial"})
    void saysOneWordOfSourcesSideBySide(Status one, Status other, String word) {
        assertThat(Summary.of(List.of(summary(one, 1), summary(other, 0)), 1).outcome()).isEqualTo(word);
    }
}
