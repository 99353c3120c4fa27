package io.github.dcssync.bench;

import java.util.List;

/**
 * Something that all are asked to do.
 *
 * @param key        what chooses it on the command line
 * @param title      what the figures call it
 * @param task       what there is to do
 * @param fleet      what is there to be copied
 * @param threads    how many lists are read at a time
 * @param contenders who does it
 */
record Scenario(String key, String title, Task task, Fleet fleet, int threads, List<Contender> contenders) {

    /** What there is to do. */
    enum Task {
        /** To fill an empty database. */
        FILL,
        /** To find that a database has everything. */
        COMPARE
    }

    /** The same with less to copy and with those contenders alone. */
    Scenario of(double scale, List<Contender> chosen) {
        return new Scenario(key, title, task, fleet.scaled(scale), threads,
                contenders.stream().filter(chosen::contains).toList());
    }
}
