package io.github.dcssync.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** All runs of a contender in a scenario. */
record Runs(Contender contender, List<Measurement> measurements) {

    /** The middle one of a measure, the mean of the two in the middle when their number is even. */
    double median(ToDoubleFunction<Measurement> measure) {
        double[] sorted = sorted(measure);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    double smallest(ToDoubleFunction<Measurement> measure) {
        return sorted(measure)[0];
    }

    double largest(ToDoubleFunction<Measurement> measure) {
        return sorted(measure)[measurements.size() - 1];
    }

    private double[] sorted(ToDoubleFunction<Measurement> measure) {
        return measurements.stream().mapToDouble(measure).sorted().toArray();
    }
}
