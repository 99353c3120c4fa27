package io.github.dcssync.database;

import io.github.dcssync.record.ColumnType;
import io.github.dcssync.record.Timestamps;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Deletes old syncs and errors of a source. What the totals lose by it is added to {@code metric_total} in the same
 * transaction.
 */
public final class OldHistory {

    /** No long transaction; what is left goes with the next syncs. */
    private static final int MOST = 10_000;
    /** Parameters of a statement. */
    private static final int BATCH = 1_000;

    private static final List<String> RECORDS = List.of("inserted", "changed", "unchanged", "rejected", "vanished");
    private static final List<String> TASKS = List.of("complete", "failed");

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final MetricTotals totals;
    private final LastComplete lastComplete;
    private final String instant;

    /** @param transaction on the database of {@code jdbc} */
    public OldHistory(JdbcTemplate jdbc, TransactionTemplate transaction, Dialect dialect) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.totals = new MetricTotals(jdbc, dialect);
        this.lastComplete = new LastComplete(jdbc, dialect);
        this.instant = SqlTypes.cast(dialect, "?", ColumnType.INSTANT);
    }

    /** Deletes errors that occurred before. */
    public void deleteErrors(String source, OffsetDateTime before) {
        transaction.executeWithoutResult(status -> batches(jdbc.queryForList("select error_id from sync_error"
                + " where source = ? and occurred_at < " + instant + " order by occurred_at limit " + MOST, Long.class,
                source, time(before))).forEach(ids -> {
                    foldErrors(source, ids);
                    delete("sync_error", "error_id", ids);
                }));
    }

    /**
     * Deletes syncs that ended before, except the ones that tell when the source was last read whole.
     *
     * @param now the program's time
     */
    public void deleteRuns(String source, OffsetDateTime before, Instant now) {
        transaction.executeWithoutResult(status -> {
            List<String> old = new ArrayList<>(jdbc.queryForList("select run_id from sync_run where source = ?"
                    // What ended has begun before: that an index finds.
                    + " and started_at < " + instant + " and finished_at < " + instant + " order by started_at limit "
                    + MOST, String.class, source, time(before), time(before)));
            if (!old.isEmpty()) {
                old.removeAll(Set.copyOf(lastComplete.runs(source, now)));
            }
            deleteRuns(source, old);
        });
    }

    /** Deletes syncs that began before, those too that were killed: of a source that nobody syncs any more. */
    public void deleteAllRuns(String source, OffsetDateTime before) {
        transaction.executeWithoutResult(status -> deleteRuns(source, jdbc.queryForList("select run_id from sync_run"
                + " where source = ? and started_at < " + instant + " order by started_at limit " + MOST, String.class,
                source, time(before))));
    }

    private void deleteRuns(String source, List<String> runs) {
        batches(runs).forEach(ids -> {
            foldRuns(source, ids);
            delete("sync_run", "run_id", ids);
        });
    }

    private void foldErrors(String source, List<?> ids) {
        jdbc.query(
                "select coalesce(cast(http_status as char(3)), 'none'), count(*) from sync_error where rule is not null"
                        + " and error_id in (" + SqlTypes.parameters(ids.size())
                        + ") group by http_status order by http_status",
                row -> {
                    totals.add("dcs_api_requests_total", source, row.getString(1).strip(), row.getLong(2));
                }, ids.toArray());
    }

    private void foldRuns(String source, List<?> ids) {
        String where =
                " from sync_run where status <> 'running' and run_id in (" + SqlTypes.parameters(ids.size()) + ")";
        jdbc.query("select status, count(*)" + where + " group by status order by status", row -> {
            totals.add("dcs_sync_runs_total", source, row.getString(1), row.getLong(2));
        }, ids.toArray());
        sums("dcs_sync_records_total", source, RECORDS, "records_", where, ids);
        sums("dcs_sync_tasks_total", source, TASKS, "tasks_", where, ids);
        jdbc.query("select sum(requests_succeeded), sum(retries)" + where, row -> {
            totals.add("dcs_api_requests_total", source, "200", row.getLong(1));
            totals.add("dcs_api_retries_total", source, "", row.getLong(2));
        }, ids.toArray());
    }

    private void sums(String metric, String source, List<String> labels, String prefix, String where, List<?> ids) {
        List<String> sums = labels.stream().map(label -> "sum(" + prefix + label + ")").toList();
        jdbc.query("select " + String.join(", ", sums) + where, row -> {
            for (int i = 0; i < labels.size(); i++) {
                totals.add(metric, source, labels.get(i), row.getLong(i + 1));
            }
        }, ids.toArray());
    }

    /** What somebody else has deleted meanwhile he has added, too. */
    private void delete(String table, String key, List<?> ids) {
        int deleted = jdbc.update("delete from " + table + " where " + key + " in (" + SqlTypes.parameters(ids.size())
                + ")", ids.toArray());
        if (deleted != ids.size()) {
            throw new ConcurrencyFailureException("Somebody else deletes old rows of " + table);
        }
    }

    private static <T> List<List<T>> batches(List<T> ids) {
        return IntStream.iterate(0, from -> from < ids.size(), from -> from + BATCH)
                .mapToObj(from -> ids.subList(from, Math.min(ids.size(), from + BATCH))).toList();
    }

    private static String time(OffsetDateTime before) {
        return Timestamps.canonical(before.toInstant());
    }
}
