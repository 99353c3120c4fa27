package io.github.dcssync.operation;

import io.github.dcssync.database.Statements;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** The table {@code error_code}, for the reports: the same as the operator's file. */
public final class ErrorCodeTable {

    private final Statements statements;
    private final TransactionTemplate transaction;

    /** @param transaction on the same database as {@code jdbc} */
    public ErrorCodeTable(JdbcTemplate jdbc, TransactionTemplate transaction) {
        this.statements = new Statements(jdbc, "operation");
        this.transaction = transaction;
    }

    /** A row of the table. */
    public record CodeRow(String code, String category, String severity, boolean retryable, String backupMeaning,
            String restoreMeaning, String owner, String runbook) {
    }

    /** Makes the rows equal to the entries, in one transaction; writes nothing when they are. */
    public void replace(Collection<CodeRow> entries) {
        try {
            transaction.executeWithoutResult(status -> write(entries));
        } catch (DuplicateKeyException e) {
            // Another process has started at the same moment; what it wrote is compared now.
            transaction.executeWithoutResult(status -> write(entries));
        }
    }

    private void write(Collection<CodeRow> entries) {
        Map<String, CodeRow> stored = stored();
        List<CodeRow> fresh = entries.stream().filter(entry -> !entry.equals(stored.get(entry.code()))).toList();
        Set<String> kept = entries.stream().filter(entry -> !fresh.contains(entry)).map(CodeRow::code)
                .collect(Collectors.toSet());
        statements.runForEach("delete-error-code",
                stored.values().stream().filter(entry -> !kept.contains(entry.code()))
                        .toList());
        statements.runForEach("insert-error-code", fresh);
    }

    private Map<String, CodeRow> stored() {
        return statements.get("error-codes").query((row, number) -> new CodeRow(row.getString(1), row.getString(2),
                row.getString(3), row.getBoolean(4), row.getString(5), row.getString(6), row.getString(7),
                row.getString(8))).list().stream().collect(Collectors.toMap(CodeRow::code, entry -> entry));
    }
}
