package io.github.dcssync.operation;

import io.github.dcssync.record.ListKind;

/**
 * What the error code of a backup or restoration record means: a row of the table {@code error_code}.
 *
 * @param code           as config/error-codes.yaml has it
 * @param category       the kind of failure
 * @param severity       how bad it is
 * @param retryable      whether the same operation may succeed later without anybody acting
 * @param backupMeaning  what it says about a backup
 * @param restoreMeaning what it says about a restoration
 * @param owner          who has to act
 * @param runbook        what to do first
 */
public record ErrorCode(String code, Category category, Severity severity, boolean retryable, String backupMeaning,
        String restoreMeaning, String owner, String runbook) {

    /** @return what it says about an operation of this list */
    String meaning(ListKind kind) {
        return switch (kind) {
            case BACKUP -> backupMeaning;
            case RESTORE -> restoreMeaning;
            case INSTANCE -> throw new IllegalArgumentException("Instances do not fail with a code");
        };
    }
}
