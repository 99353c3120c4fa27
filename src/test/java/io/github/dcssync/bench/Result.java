package io.github.dcssync.bench;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a scenario has shown.
 *
 * @param scenario   the key of it
 * @param title      of the scenario
 * @param machine    what it was shown on, in a few words
 * @param task       what was to be done
 * @param contenders in the order of the scenario's; the others are compared with the first
 */
record Result(String scenario, String title, String machine, Task task, List<Runs> contenders) {

    /** The median of what is compared. */
    double median(Runs runs) {
        return runs.median(task::of);
    }

    /** The slowest run by the fastest. */
    double spread(Runs runs) {
        return runs.largest(task::of) / runs.smallest(task::of);
    }

    /** How many times the other's median this one's is; nothing where the other was not there. */
    OptionalDouble ratio(Runs runs, Contender other) {
        Optional<Runs> base = contenders.stream().filter(one -> one.contender() == other).findFirst();
        return base.map(one -> OptionalDouble.of(median(runs) / median(one))).orElse(OptionalDouble.empty());
    }

    /** Whom the others are compared with. */
    Contender base() {
        return contenders.get(0).contender();
    }
}
