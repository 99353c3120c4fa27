package io.github.dcssync.bench;

import java.util.function.ToDoubleFunction;

/** What there is to do, and what of it is compared. */
enum Task {

    /** To fill an empty database. */
    FILL(Measurement::seconds),
    /** To find that a database has everything. */
    COMPARE(Measurement::seconds),
    /** To begin with that. */
    BEGIN(Measurement::firstRequest),
    /** To say what it can do. */
    HELP(Measurement::seconds);

    private final ToDoubleFunction<Measurement> measure;

    Task(ToDoubleFunction<Measurement> measure) {
        this.measure = measure;
    }

    /** The seconds that are compared. */
    double of(Measurement measurement) {
        return measure.applyAsDouble(measurement);
    }

    /** Whether the database has everything before. */
    boolean isOfFilled() {
        return this == COMPARE || this == BEGIN;
    }
}
