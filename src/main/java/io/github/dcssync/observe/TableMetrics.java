package io.github.dcssync.observe;

import io.github.dcssync.database.DatabaseFaults;
import io.github.dcssync.database.Statements;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What the tables tell, read whenever metrics are asked for: a restart changes nothing, and an instance that is gone
 * is not reported any more. One scrape reads at a time.
 */
public final class TableMetrics implements MultiCollector {

    /** Each has a statement of its name: labels, and last the value, of which a time becomes seconds. */
    private static final List<TableMetric> OWN_STATEMENT = List.of(MetricCatalogue.BACKUP_FAILURES,
            MetricCatalogue.RESTORE_LAST_SUCCESS, MetricCatalogue.SYNC_LAST_COMPLETE, MetricCatalogue.SYNC_RUNS,
            MetricCatalogue.SYNC_RECORDS, MetricCatalogue.SYNC_TASKS, MetricCatalogue.API_REQUESTS,
            MetricCatalogue.API_RETRIES, MetricCatalogue.REJECTED_OLDEST_AGE, MetricCatalogue.INSTANCES_QUARANTINED,
            MetricCatalogue.ALERTS_UNDELIVERED);

    private static final Logger LOG = LoggerFactory.getLogger(TableMetrics.class);

    private final MetricSnapshot build;
    private final RpoMetrics rpo;
    private final Statements statements;
    private final Supplier<List<String>> sources;
    private final Clock clock;

    /**
     * @param jdbc    the reporting database
     * @param sources names of the sources that are synced now; only totals tell of others
     * @param build   labels of {@code dcs_sync_build_info}
     */
    public TableMetrics(JdbcTemplate jdbc, Supplier<List<String>> sources, Map<String, String> build, Clock clock) {
        this.statements = new Statements(jdbc, "observe");
        this.sources = sources;
        this.build = MetricCatalogue.BUILD.of(Map.of(labels(build), 1.0));
        this.clock = clock;
        this.rpo = new RpoMetrics(statements, sources);
    }

    @Override
    public synchronized MetricSnapshots collect() {
        List<MetricSnapshot> snapshots = new ArrayList<>();
        try {
            OWN_STATEMENT.forEach(metric -> snapshots.add(metric.of(read(metric))));
            snapshots.addAll(rpo.read());
            snapshots.add(MetricCatalogue.DATABASE_UP.of(Map.of(Labels.EMPTY, 1.0)));
            snapshots.add(build);
            return new MetricSnapshots(snapshots);
        } catch (DataAccessException e) {
            // That the database is away, the syncs say once.
            LOG.atLevel(DatabaseFaults.mayReturn(e) ? Level.DEBUG : Level.WARN).log(
                    "Metrics without the database's: {}",
                    String.valueOf(e.getMostSpecificCause().getMessage()).replaceAll("\\s+", " "));
            return MetricSnapshots.of(MetricCatalogue.DATABASE_UP.of(Map.of(Labels.EMPTY, 0.0)), build);
        }
    }

    private Map<Labels, Double> read(TableMetric metric) {
        Map<Labels, Double> values = new LinkedHashMap<>();
        statements.get(metric.name()).query((ResultSet row) -> {
            Double value = value(row, metric);
            Labels labels = labels(row);
            if (value != null && (metric.isCounter() || isConfigured(labels))) {
                values.merge(labels, value, Double::sum);
            }
        });
        return values;
    }

    /** A source that was taken out of the settings is nobody's concern any more. */
    private boolean isConfigured(Labels labels) {
        return !labels.contains("source") || sources.get().contains(labels.get("source"));
    }

    private static Labels labels(Map<String, String> values) {
        return Labels.of(List.copyOf(values.keySet()), values.values().stream().map(MetricLabel::of).toList());
    }

    private static Labels labels(ResultSet row) throws SQLException {
        ResultSetMetaData columns = row.getMetaData();
        List<String> names = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (int i = 1; i < columns.getColumnCount(); i++) {
            names.add(columns.getColumnLabel(i).toLowerCase(Locale.ROOT));
            values.add(MetricLabel.of(row.getString(i)));
        }
        return Labels.of(names, values);
    }

    private Double value(ResultSet row, TableMetric metric) throws SQLException {
        int last = row.getMetaData().getColumnCount();
        int type = row.getMetaData().getColumnType(last);
        if (type != Types.TIMESTAMP && type != Types.TIMESTAMP_WITH_TIMEZONE) {
            return row.getDouble(last);
        }
        OffsetDateTime time = row.getObject(last, OffsetDateTime.class);
        if (metric == MetricCatalogue.REJECTED_OLDEST_AGE) {
            return time == null ? 0.0 : Math.max(0.0, seconds(clock.instant()) - seconds(time.toInstant()));
        }
        return time == null ? null : seconds(time.toInstant());
    }

    static double seconds(Instant time) {
        return time.getEpochSecond() + time.getNano() / 1e9;
    }
}
