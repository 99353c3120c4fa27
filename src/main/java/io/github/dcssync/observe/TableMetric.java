package io.github.dcssync.observe;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.Map;

/**
 * A metric computed from tables.
 *
 * @param name    in snake case, with its base unit; a counter ends in {@code _total}
 * @param help    what it tells, in a sentence
 */
record TableMetric(String name, String help) {

    private static final String COUNTER = "_total";

    /** @return it with its values by label */
    MetricSnapshot of(Map<Labels, Double> values) {
        return isCounter() ? counter(values) : gauge(values);
    }

    boolean isCounter() {
        return name.endsWith(COUNTER);
    }

    private MetricSnapshot counter(Map<Labels, Double> values) {
        CounterSnapshot.Builder counter = CounterSnapshot.builder()
                .name(name.substring(0, name.length() - COUNTER.length())).help(help);
        values.forEach((labels, value) -> counter.dataPoint(
                CounterDataPointSnapshot.builder().labels(labels).value(value).build()));
        return counter.build();
    }

    private MetricSnapshot gauge(Map<Labels, Double> values) {
        GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(name).help(help);
        values.forEach((labels, value) -> gauge.dataPoint(
                GaugeDataPointSnapshot.builder().labels(labels).value(value).build()));
        return gauge.build();
    }
}
