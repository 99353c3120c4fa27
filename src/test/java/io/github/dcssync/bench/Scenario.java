package io.github.dcssync.bench;

import java.util.List;

/**
 * Something that all are asked to do.
 *
 * @param key        what chooses it on the command line
 * @param title      what the figures call it
 * @param task       what there is to do
 * @param product    where the records are kept
 * @param fleet      what is there to be copied
 * @param threads    how many lists are read at a time
 * @param contenders who does it; the first is what the others are compared with
 */
record Scenario(String key, String title, Task task, Product product, Fleet fleet, int threads,
        List<Contender> contenders) {

    /** The same with less to copy and with those contenders alone. */
    Scenario of(double scale, List<Contender> chosen) {
        return new Scenario(key, title, task, product, fleet.scaled(scale), threads,
                contenders.stream().filter(chosen::contains).toList());
    }
}
