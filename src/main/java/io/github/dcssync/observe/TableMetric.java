package io.github.dcssync.observe;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.List;
import java.util.Map;

/**
 * A metric computed from tables.
 *
 * @param name   in snake case, with its base unit; a counter ends in {@code _total}, what tells by its labels alone in
 *               {@code _info}
 * @param help   what it tells, in a sentence
 * @param labels of each of its series, in the order of the documents; all of them, and no others
 */
record TableMetric(String name, String help, List<String> labels) {

    private static final String COUNTER = "_total";
    private static final String INFO = "_info";

    TableMetric(String name, String help, String... labels) {
        this(name, help, List.of(labels));
    }

    /** @return it with its values by label */
    MetricSnapshot of(Map<Labels, Double> values) {
        return isCounter() ? counter(values) : name.endsWith(INFO) ? info(values) : gauge(values);
    }

    boolean isCounter() {
        return name.endsWith(COUNTER);
    }

    /** @return labels of these values, in the order of the metric's */
    Labels labels(String... values) {
        return Labels.of(labels.toArray(String[]::new), values);
    }

    private MetricSnapshot counter(Map<Labels, Double> values) {
        CounterSnapshot.Builder counter = CounterSnapshot.builder()
                .name(name.substring(0, name.length() - COUNTER.length())).help(help);
        values.forEach((labels, value) -> counter.dataPoint(
                CounterDataPointSnapshot.builder().labels(labels).value(value).build()));
        return counter.build();
    }

    private MetricSnapshot info(Map<Labels, Double> values) {
        InfoSnapshot.Builder info =
                InfoSnapshot.builder().name(name.substring(0, name.length() - INFO.length())).help(help);
        values.keySet().forEach(labels -> info.dataPoint(InfoDataPointSnapshot.builder().labels(labels).build()));
        return info.build();
    }

    private MetricSnapshot gauge(Map<Labels, Double> values) {
        GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(name).help(help);
        values.forEach((labels, value) -> gauge.dataPoint(
                GaugeDataPointSnapshot.builder().labels(labels).value(value).build()));
        return gauge.build();
    }
}
