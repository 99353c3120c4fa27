package io.github.dcssync.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandardOutputTest {

    @ParameterizedTest
    @CsvSource({"Broken pipe, true", "Connection reset by peer, true", "Resource temporarily unavailable, false",
        "No space left on device, false", ", false"})
    void takesForNoFailureOnlyThatNobodyReadsOn(String reason, boolean isGone) {
        assertThat(StandardOutput.isReaderGone(new IOException(reason))).isEqualTo(isGone);
    }
}
