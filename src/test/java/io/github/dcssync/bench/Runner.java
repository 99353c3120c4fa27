package io.github.dcssync.bench;

import io.github.dcssync.bench.Scenario.Task;
import io.github.dcssync.bench.contender.Job;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Has contenders do the task of a scenario, in turns, and checks what they have done. */
final class Runner {

    private static final String PROJECT = "0123456789abcdef0123456789abcdef";

    private final Programs programs;
    private final Server server;
    private final Watch watch;
    private int databases;

    Runner(Programs programs, Server server, Watch watch) {
        this.programs = programs;
        this.server = server;
        this.watch = watch;
    }

    /** Where a contender writes. */
    private record Place(String name, String url) {
    }

    /** @param runs of each contender, one after the other and then again from the first */
    Map<Contender, List<Measurement>> run(Scenario scenario, int runs) throws Exception {
        Map<Contender, List<Measurement>> taken = new EnumMap<>(Contender.class);
        Map<Contender, Place> filled = new EnumMap<>(Contender.class);
        try (ListService service = ListService.start(new ServedFleet(scenario.fleet()), scenario.fleet().latency())) {
            for (Contender contender : scenario.contenders()) {
                taken.put(contender, new ArrayList<>());
                if (scenario.task() == Task.COMPARE) {
                    filled.put(contender, filled(contender, scenario, service));
                }
            }
            for (int i = 0; i < runs; i++) {
                for (Contender contender : scenario.contenders()) {
                    Place place = filled.containsKey(contender) ? filled.get(contender) : empty(contender);
                    taken.get(contender).add(measure(contender, scenario, service, place));
                    if (!filled.containsKey(contender)) {
                        server.drop(place.name());
                    }
                }
            }
            if (!service.refused().isEmpty()) {
                throw new AssertionError("The service does not know " + service.refused());
            }
        }
        for (Place place : filled.values()) {
            server.drop(place.name());
        }
        return taken;
    }

    /** Has a contender make its quick start, with a few lists. */
    void prepare(Contender contender) throws Exception {
        Fleet few = new Fleet(4, 210, 20, Duration.ZERO);
        Place place = empty(contender);
        try (ListService service = ListService.start(new ServedFleet(few), few.latency())) {
            programs.prepare(contender, new Job(service.endpoint(), PROJECT, place.url(), 2, false));
        }
        server.forget(place.name());
        server.drop(place.name());
    }

    private Place empty(Contender contender) throws Exception {
        String name = "bench_" + ++databases;
        Place place = new Place(name, server.create(name));
        if (contender.program().isPresent()) {
            server.createTables(place.url());
        } else {
            programs.migrate(place.url());
        }
        return place;
    }

    private Place filled(Contender contender, Scenario scenario, ListService service) throws Exception {
        Place place = empty(contender);
        watch.run(programs.process(contender, job(scenario, service, place, false)));
        check(contender, scenario, place);
        server.tidy(place.name());
        return place;
    }

    private Job job(Scenario scenario, ListService service, Place place, boolean isFilled) throws Exception {
        return new Job(service.endpoint(), PROJECT, place.url(), scenario.threads(), isFilled);
    }

    private Measurement measure(Contender contender, Scenario scenario, ListService service, Place place)
            throws Exception {
        ProcessBuilder process = programs.process(contender, job(scenario, service, place,
                scenario.task() == Task.COMPARE));
        server.settle();
        server.forget(place.name());
        System.gc();
        service.reset();
        double log = server.logMebibytes();
        double processor = server.processorSeconds();
        Watch.Taken taken = watch.run(process);
        server.forget(place.name());
        Measurement measured = new Measurement(taken.seconds(), seconds(taken.begin(), service.firstRequest()),
                taken.clientSeconds(), server.processorSeconds() - processor, taken.mebibytes(),
                server.logMebibytes() - log, service.requests());
        check(contender, scenario, place);
        return measured;
    }

    private static double seconds(long begin, long end) {
        return end == 0 ? 0 : (end - begin) / 1e9;
    }

    private void check(Contender contender, Scenario scenario, Place place) throws Exception {
        Contents expected = Contents.of(scenario.fleet());
        Contents found = Contents.of(place.url());
        if (!found.equals(expected)) {
            throw new AssertionError(contender.title() + ", " + scenario.title() + ": " + found + " instead of "
                    + expected);
        }
    }
}
