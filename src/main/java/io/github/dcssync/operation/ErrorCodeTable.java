package io.github.dcssync.operation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** The table {@code error_code}, for the reports: the same as the operator's file. */
public final class ErrorCodeTable {

    private static final String COLUMNS =
            "code, category, severity, retryable, backup_meaning, restore_meaning, owner, runbook";

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;

    /** @param transaction on the same database as {@code jdbc} */
    public ErrorCodeTable(JdbcTemplate jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** A row of the table. */
    public record Entry(String code, String category, String severity, boolean retryable, String backupMeaning,
            String restoreMeaning, String owner, String runbook) {
    }

    /** Makes the rows equal to the entries, in one transaction; writes nothing when they are. */
    public void replace(Collection<Entry> entries) {
        try {
            transaction.executeWithoutResult(status -> write(entries));
        } catch (DuplicateKeyException e) {
            // Another process has started at the same moment; what it wrote is compared now.
            transaction.executeWithoutResult(status -> write(entries));
        }
    }

    private void write(Collection<Entry> entries) {
        Map<String, Entry> stored = stored();
        List<Object[]> gone = new ArrayList<>();
        List<Object[]> fresh = new ArrayList<>();
        for (Entry entry : entries) {
            Entry before = stored.remove(entry.code());
            if (!entry.equals(before)) {
                if (before != null) {
                    gone.add(new Object[] {entry.code()});
                }
                fresh.add(new Object[] {entry.code(), entry.category(), entry.severity(), entry.retryable(),
                    entry.backupMeaning(), entry.restoreMeaning(), entry.owner(), entry.runbook()});
            }
        }
        stored.keySet().forEach(code -> gone.add(new Object[] {code}));
        if (!gone.isEmpty()) {
            jdbc.batchUpdate("delete from error_code where code = ?", gone);
        }
        if (!fresh.isEmpty()) {
            jdbc.batchUpdate("insert into error_code (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?)", fresh);
        }
    }

    private Map<String, Entry> stored() {
        Map<String, Entry> stored = new LinkedHashMap<>();
        jdbc.query("select " + COLUMNS + " from error_code", row -> {
            stored.put(row.getString(1), new Entry(row.getString(1), row.getString(2), row.getString(3),
                    row.getBoolean(4), row.getString(5), row.getString(6), row.getString(7), row.getString(8)));
        });
        return stored;
    }
}
