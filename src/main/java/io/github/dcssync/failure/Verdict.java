package io.github.dcssync.failure;

import io.github.dcssync.record.RecordKind;
import io.github.dcssync.record.Row;
import java.util.Locale;

/**
 * Whether a backup or restoration failed. {@code expired} and {@code deleted} say what became of a backup; with an
 * error code it had failed before. The SQL in resolve-recovered.sql says the same of stored records.
 */
final class Verdict {

    private static final String SUCCEEDED = "succeed";

    private Verdict() {
    }

    /** @return whether its status says so, or it has an error code and no status of success */
    static boolean isFailed(RecordKind kind, Row row) {
        String status = row.value(kind, "status") == null ? "" : row.value(kind, "status").toLowerCase(Locale.ROOT);
        boolean hasCode = row.value(kind, "error_code") != null;
        return status.endsWith("failed") || hasCode && !status.equals(SUCCEEDED);
    }
}
