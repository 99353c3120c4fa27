package io.github.dcssync.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnTypeTest {

    @ParameterizedTest
    @EnumSource(value = ColumnType.class, names = {"PERCENT", "GIGABYTES", "LONG"})
    void readsNoNumberOutOfMillionsOfDigits(ColumnType type) {
        String digits = "9".repeat(10_000_000);

        // Reading them as a number would take minutes.
        assertTimeoutPreemptively(Duration.ofMinutes(1), () -> assertThat(type.canonical(digits)).isNull());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e500000000", "1e999999999", "-1e2147483647", "1e-2147483647", "1e-999999999", "1e1001"})
    void readsNoNumberWithAHugeExponent(String number) {
        for (ColumnType type : List.of(ColumnType.PERCENT, ColumnType.GIGABYTES, ColumnType.LONG)) {
            // Written out it would take the memory of the machine.
            assertTimeoutPreemptively(Duration.ofMinutes(1), () -> assertThat(type.canonical(number)).isNull());
        }
    }

    @ParameterizedTest
    @EnumSource
    void readsNoValueOutOfAMillionBlanks(ColumnType type) {
        String blanks = " ".repeat(1_000_000) + "x";

        // Shared out in every way, they would take half an hour.
        assertTimeoutPreemptively(Duration.ofMinutes(1), () -> assertThat(type.canonical(blanks)).isNull());
    }
}
