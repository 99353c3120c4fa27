package io.github.dcssync.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.TransientDataAccessResourceException;

class DatabaseFaultsTest {

    @ParameterizedTest
    @CsvSource({"40001, 1213, true", "HY000, 1205, true", "HY000, 1290, true", "HY000, 1366, false",
        "HY000, 1364, false", "08006, 0, true", "25P03, 0, true", "70100, 1927, true", "57P01, 0, true",
        "25006, 0, true",
        "25006, 1792, true", "55P03, 0, true", "23505, 0, false", "22001, 1406, false"})
    void knowsWhatPasses(String state, int code, boolean passes) {
        SQLException error = new SQLException("x", state, code);
        assertThat(DatabaseFaults.mayReturn(new IllegalStateException(error))).isEqualTo(passes);
    }

    /** After which nothing is done; of 40003 that is not known, and a lock may be held for long. */
    @ParameterizedTest
    @CsvSource({"40001, 1213, true", "40001, 0, true", "40P01, 0, true", "HY000, 1020, true", "40003, 0, false",
        ", 0, false", "HY000, 1205, false", "55P03, 0, false", "23505, 0, false"})
    void knowsWhoIsToTryAgainAtOnce(String state, int code, boolean isConflict) {
        SQLException error = new SQLException("x", state, code);
        assertThat(DatabaseFaults.isConflict(new IllegalStateException(error))).isEqualTo(isConflict);
        assertThat(DatabaseFaults.mayReturn(error)).isNotEqualTo("23505".equals(state));
    }

    /** H2 and PostgreSQL do not make it the cause of the batch's own exception. */
    @Test
    void looksAtWhatABatchHasFailedOf() {
        BatchUpdateException batch = new BatchUpdateException("Timeout", "HYT00", 50200, new int[0]);
        assertThat(DatabaseFaults.mayReturn(batch)).isFalse();

        batch.setNextException(new SQLTimeoutException("Timeout trying to lock table", "HYT00", 50200));

        assertThat(DatabaseFaults.mayReturn(batch)).isTrue();
        assertThat(DatabaseFaults.isLocked(batch)).isTrue();
    }

    /** MariaDB's driver says so of every error without a state of its own, a value that it cannot store among them. */
    @Test
    void doesNotBelieveThatAValueWillFitLater() {
        SQLException error = new SQLTransientConnectionException("Incorrect string value", "HY000", 1366);
        assertThat(DatabaseFaults.mayReturn(error)).isFalse();
        assertThat(DatabaseFaults.mayReturn(new TransientDataAccessResourceException("x", error))).isFalse();
        assertThat(DatabaseFaults.mayReturn(new TransientDataAccessResourceException("x"))).isTrue();
    }
}
