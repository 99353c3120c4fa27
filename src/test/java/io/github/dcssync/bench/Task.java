package io.github.dcssync.bench;

import java.util.function.ToDoubleFunction;

/** What there is to do, and what of it is compared. */
enum Task {

    /** To fill an empty database. */
    FILL("seconds", Measurement::seconds),
    /** To find that a database has everything. */
    COMPARE("seconds", Measurement::seconds),
    /** To begin with that. */
    BEGIN("seconds to the first request", Measurement::firstRequest),
    /** To say what it can do. */
    HELP("seconds", Measurement::seconds);

    private final String unit;
    private final ToDoubleFunction<Measurement> measure;

    Task(String unit, ToDoubleFunction<Measurement> measure) {
        this.unit = unit;
        this.measure = measure;
    }

    String unit() {
        return unit;
    }

    double of(Measurement measurement) {
        return measure.applyAsDouble(measurement);
    }

    /** Whether the database has everything before. */
    boolean isOfFilled() {
        return this == COMPARE || this == BEGIN;
    }
}
