package io.github.dcssync.observe;

import io.github.dcssync.database.Statements;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The recovery points of the fleet, of one reading of their view. */
final class RpoMetrics {

    private static final List<String> ALL = List.of("ok", "breach", "never", "unknown", "new", "not_applicable");

    private final Statements statements;
    private final Supplier<List<String>> sources;

    /** @param sources those that are told of now */
    RpoMetrics(Statements statements, Supplier<List<String>> sources) {
        this.statements = statements;
        this.sources = sources;
    }

    List<MetricSnapshot> read() {
        Map<Labels, Double> successes = new LinkedHashMap<>();
        Map<Labels, Double> breaches = new LinkedHashMap<>();
        Map<Labels, Double> verdicts = new LinkedHashMap<>();
        ALL.forEach(verdict -> verdicts.put(MetricCatalogue.BACKUP_VERDICTS.labels(verdict), 0.0));
        List<String> told = sources.get();
        statements.get("rpo-status").query((ResultSet row) -> {
            if (!told.contains(row.getString("source"))) {
                return;
            }
            Labels instance = instance(row);
            String verdict = row.getString("verdict");
            OffsetDateTime success = row.getObject("last_success_at", OffsetDateTime.class);
            if (success != null) {
                successes.put(instance, TableMetrics.seconds(success.toInstant()));
            }
            switch (verdict) {
                case "ok" -> breaches.put(instance, 0.0);
                case "breach", "never" -> breaches.put(instance, 1.0);
                default -> {}
            }
            verdicts.merge(MetricCatalogue.BACKUP_VERDICTS.labels(verdict), 1.0, Double::sum);
        });
        return List.of(MetricCatalogue.BACKUP_LAST_SUCCESS.of(successes),
                MetricCatalogue.BACKUP_RPO_BREACH.of(breaches), MetricCatalogue.BACKUP_VERDICTS.of(verdicts));
    }

    private static Labels instance(ResultSet row) throws SQLException {
        return MetricCatalogue.BACKUP_LAST_SUCCESS.labels(MetricLabel.of(row.getString("source")),
                MetricLabel.of(row.getString("instance_id")), MetricLabel.of(row.getString("instance_name")));
    }
}
