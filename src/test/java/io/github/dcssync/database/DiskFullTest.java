package io.github.dcssync.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.UncategorizedSQLException;

class DiskFullTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "could not extend file: No space left on device | 53100 | 0",
        "Disk full (/tmp/#sql); waiting for someone to free some space | HY000 | 1021",
        "The table 'backup_record' is full | HY000 | 1114",
        "Got error 28 \"No space left on device\" from storage engine | HY000 | 1030",
        "Error writing file '/var/log/x' (Errcode: 28 \"No space left on device\") errno: 28 | HY000 | 3"})
    void isToldFromAServersCodes(String message, String state, int code) {
        SQLException said = new SQLException(message, state, code);

        assertThat(DiskFull.isCause(new UncategorizedSQLException("store", "insert", said))).isTrue();
        assertThat(DatabaseFaults.mayReturn(said)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"No space left on device", "Disk quota exceeded", "File too large"})
    void isToldFromWhatTheSystemSaidToH2(String text) {
        SQLException closed = new SQLException("The database has been closed", "90098", 90098,
                new IllegalStateException("Writing failed", new IOException(text)));

        assertThat(DiskFull.isCause(closed)).isTrue();
        assertThat(DiskFull.line("jdbc:h2:file:/data/dcs", closed)).isEqualTo("The database jdbc:h2:file:/data/dcs has"
                + " no room on its disk (" + text + "): free space there, or raise the quota or the limit of files");
    }

    @Test
    void isNoWordOfAServiceAndNoOtherError() {
        assertThat(DiskFull.isCause(new IOException("No space left on device"))).isFalse();
        assertThat(DiskFull.isCause(new SQLException("Duplicate entry '28'", "23000", 1062))).isFalse();
        assertThat(DiskFull.isCause(new SQLException("Got error 127 from storage engine", "HY000", 1030))).isFalse();
    }
}
