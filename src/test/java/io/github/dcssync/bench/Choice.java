package io.github.dcssync.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * What of the benchmark is to be run.
 *
 * @param home      the checkout whose dcs-sync is measured: {@code dcs.home}
 * @param scenarios with less to copy where {@code bench.scale} is below 1
 * @param runs      of each contender: {@code bench.runs}
 * @param isTrial   whether there is less to copy than the titles say, so that the figures are for nobody else
 */
record Choice(Path home, List<Scenario> scenarios, int runs, boolean isTrial) {

    private static final int USUAL_RUNS = 5;

    /** As the system's properties have it: {@code bench.scenarios} and {@code bench.contenders} are lists of keys. */
    static Choice ofProperties() {
        double scale = Double.parseDouble(System.getProperty("bench.scale", "1"));
        List<Contender> contenders = chosen("bench.contenders", Arrays.asList(Contender.values()), Contender::key);
        List<Scenario> scenarios = chosen("bench.scenarios", Scenarios.ALL, Scenario::key).stream()
                .map(scenario -> scenario.of(scale, contenders)).toList();
        return new Choice(Path.of(System.getProperty("dcs.home", "")).toAbsolutePath(), scenarios,
                Integer.getInteger("bench.runs", USUAL_RUNS), scale < 1);
    }

    private static <T> List<T> chosen(String property, List<T> all, Function<T, String> key) {
        String wanted = System.getProperty(property, "");
        if (wanted.isEmpty()) {
            return all;
        }
        List<String> keys = List.of(wanted.split(","));
        List<String> known = all.stream().map(key).toList();
        if (!known.containsAll(keys)) {
            throw new IllegalArgumentException(property + "=" + wanted + ": there are " + String.join(",", known));
        }
        return all.stream().filter(one -> keys.contains(key.apply(one))).toList();
    }
}
