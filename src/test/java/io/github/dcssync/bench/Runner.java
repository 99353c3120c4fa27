package io.github.dcssync.bench;

import io.github.dcssync.bench.contender.Job;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** Has contenders do the task of a scenario, in turns, and checks what they have done. */
final class Runner {

    private static final String PROJECT = "0123456789abcdef0123456789abcdef";

    private final Programs programs;
    private final Server server;
    private final Watch watch;
    private static final AtomicInteger DATABASES = new AtomicInteger();

    Runner(Programs programs, Server server, Watch watch) {
        this.programs = programs;
        this.server = server;
        this.watch = watch;
    }

    /** Where a contender writes. */
    private record Place(String name, String url) {
    }

    /** @param runs of each contender, one after the other and then again from the first */
    Result run(Scenario scenario, int runs) throws Exception {
        for (Contender contender : scenario.contenders()) {
            prepare(contender, scenario.product());
        }
        Map<Contender, List<Measurement>> taken = new LinkedHashMap<>();
        try (ListService service = ListService.start(new ServedFleet(scenario.fleet()), scenario.fleet().latency())) {
            Map<Contender, Place> filled = filled(scenario, service);
            for (int i = 0; i < runs; i++) {
                for (Contender contender : scenario.contenders()) {
                    taken.computeIfAbsent(contender, unused -> new ArrayList<>())
                            .add(measure(contender, scenario, service, filled));
                }
            }
            for (Place place : filled.values()) {
                server.drop(place.name());
            }
            if (!service.refused().isEmpty()) {
                throw new AssertionError("The service does not know " + service.refused());
            }
        }
        return new Result(scenario.key(), scenario.title(), "%s, Java %d, %d processors, %d threads, %d runs".formatted(
                server.title(), Runtime.version().feature(), Runtime.getRuntime().availableProcessors(),
                scenario.threads(), runs), scenario.task(),
                taken.entrySet().stream()
                        .map(entry -> new Runs(entry.getKey(), entry.getValue())).toList());
    }

    private Map<Contender, Place> filled(Scenario scenario, ListService service) throws Exception {
        Map<Contender, Place> filled = new EnumMap<>(Contender.class);
        if (scenario.task().isOfFilled()) {
            for (Contender contender : scenario.contenders()) {
                filled.put(contender, filled(contender, scenario, service));
            }
        }
        return filled;
    }

    private Measurement measure(Contender contender, Scenario scenario, ListService service,
            Map<Contender, Place> filled) throws Exception {
        if (filled.containsKey(contender)) {
            return measure(contender, scenario, service, filled.get(contender));
        }
        Place place = empty(contender);
        Measurement measured = measure(contender, scenario, service, place);
        server.drop(place.name());
        return measured;
    }

    /** Has a contender make its quick start, with a few lists. */
    private void prepare(Contender contender, Product product) throws Exception {
        if (programs.isPrepared(contender, product)) {
            return;
        }
        Fleet few = new Fleet(4, 210, 20, Duration.ZERO);
        Place place = empty(contender);
        try (ListService service = ListService.start(new ServedFleet(few), few.latency())) {
            programs.prepare(contender, product, new Job(service.endpoint(), PROJECT, place.url(), 2, false));
        }
        server.forget(place.name());
        server.drop(place.name());
    }

    private Place empty(Contender contender) throws Exception {
        String name = "bench_" + DATABASES.incrementAndGet();
        Place place = new Place(name, server.create(name));
        if (contender.program().isPresent()) {
            server.createTables(place.url());
            if (contender == Contender.SPRING_BATCH) {
                createTablesOfSpringBatch(place.url());
            }
        } else {
            programs.migrate(place.url());
        }
        return place;
    }

    private static void createTablesOfSpringBatch(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url)) {
            new ResourceDatabasePopulator(new ClassPathResource(
                    "org/springframework/batch/core/schema-postgresql.sql")).populate(connection);
        }
    }

    private Place filled(Contender contender, Scenario scenario, ListService service) throws Exception {
        Place place = empty(contender);
        watch.run(programs.process(contender, scenario, job(scenario, service, place, false)));
        check(contender, scenario, place);
        server.tidy(place.name());
        return place;
    }

    private Job job(Scenario scenario, ListService service, Place place, boolean isFilled) throws Exception {
        return new Job(service.endpoint(), PROJECT, place.url(), scenario.threads(), isFilled);
    }

    private Measurement measure(Contender contender, Scenario scenario, ListService service, Place place)
            throws Exception {
        ProcessBuilder process = programs.process(contender, scenario, job(scenario, service, place,
                scenario.task().isOfFilled()));
        server.settle();
        server.forget(place.name());
        System.gc();
        service.reset();
        double written = server.rowsWritten(place.name());
        double log = server.logMebibytes();
        double processor = server.processorSeconds();
        Watch.Taken taken = watch.run(process);
        server.forget(place.name());
        Measurement measured = new Measurement(taken.seconds(), seconds(taken.begin(), service.firstRequest()),
                taken.clientSeconds(), server.processorSeconds() - processor, taken.mebibytes(),
                server.logMebibytes() - log, service.requests());
        check(contender, scenario, place);
        if (scenario.task().isOfFilled() && server.rowsWritten(place.name()) > written) {
            throw new AssertionError(contender.title() + " has written rows that had not changed");
        }
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
