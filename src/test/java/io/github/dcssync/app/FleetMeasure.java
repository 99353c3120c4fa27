package io.github.dcssync.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.dcssync.database.DatabaseTarget;
import io.github.dcssync.testkit.SyncFixture;
import io.github.dcssync.testkit.Tables;
import io.github.dcssync.testkit.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Has fleets of several sizes be synced, first and again, and prints what that takes. The service is in this process, so
 * neither sockets nor a simulator count; PostgreSQL is one of its own. Run by {@code mvn -Pfleet verify}:
 * {@code fleet.sizes} has the numbers of instances, {@code fleet.runs} how often each fleet is read again, and with
 * {@code documents.write} the figures go into the documents.
 */
@Timeout(value = 1, unit = TimeUnit.DAYS)
class FleetMeasure {

    /** As many as the service keeps of an instance. */
    private static final int BACKUPS = 24;
    private static final int RESTORES = 1;
    private static final int FLEET_TO_WARM_UP = 1_500;
    private static final int LISTS_TO_WARM_UP = 60_000;
    private static final double MILLIS_A_SECOND = 1000;
    private static final double BYTES_A_MEBIBYTE = 1 << 20;
    private static final double MOST_MILLIS_AN_UNCHANGED_LIST = 0.5;
    private static final double MOST_BYTES_AN_INSTANCE = 1_000;

    @Test
    void takesLittleOfTheProcessorAndAsMuchMemoryForAnySize() throws Exception {
        List<FleetFigures> figures = measure();

        FleetFigures smallest = figures.get(0);
        FleetFigures largest = figures.get(figures.size() - 1);
        assertThat(largest.millis()).as("ms an unchanged list").isLessThan(MOST_MILLIS_AN_UNCHANGED_LIST);
        assertThat((largest.heapMebibytes() - smallest.heapMebibytes()) * BYTES_A_MEBIBYTE)
                .isLessThanOrEqualTo(MOST_BYTES_AN_INSTANCE * (largest.instances() - smallest.instances()));
    }

    /** The same outside a build. */
    public static void main(String[] arguments) throws Exception {
        measure();
    }

    private static List<FleetFigures> measure() throws Exception {
        int runs = Integer.getInteger("fleet.runs", 3);
        warmUp();
        List<FleetFigures> figures = new ArrayList<>();
        for (int size : Arrays.stream(System.getProperty("fleet.sizes", "1000,10000,100000").split(","))
                .mapToInt(Integer::parseInt).sorted().toArray()) {
            figures.add(measure(size, runs));
        }
        List<FleetFigures> known = keep(figures);
        if (Boolean.getBoolean("documents.write")) {
            new SizingPage(SyncFixture.HOME).write(known);
        }
        return figures;
    }

    /** A standing process has compiled what it does most. */
    private static void warmUp() throws Exception {
        ListedFleet fleet = new ListedFleet(FLEET_TO_WARM_UP, BACKUPS, RESTORES);
        try (FleetStage stage = new FleetStage(fleet, TestPostgres.freshDatabase())) {
            for (int lists = 0; lists < LISTS_TO_WARM_UP; lists += fleet.lists()) {
                say(fleet.instances(), "to warm up", stage.sync(), fleet);
            }
        }
    }

    /** @return the newest of each size, also of earlier measurements, which may have taken others */
    private static List<FleetFigures> keep(List<FleetFigures> figures) throws IOException {
        Path file = Path.of("target", "fleet", "results.json");
        JsonMapper json = JsonMapper.builder().build();
        Map<Integer, FleetFigures> known = new TreeMap<>();
        if (Files.exists(file)) {
            Stream.of(json.readValue(file.toFile(), FleetFigures[].class))
                    .forEach(each -> known.put(each.instances(), each));
        }
        figures.forEach(each -> known.put(each.instances(), each));
        Files.createDirectories(file.getParent());
        json.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), known.values());
        return List.copyOf(known.values());
    }

    private static FleetFigures measure(int size, int runs) throws Exception {
        ListedFleet fleet = new ListedFleet(size, BACKUPS, RESTORES);
        DatabaseTarget target = TestPostgres.freshDatabase();
        try (FleetStage stage = new FleetStage(fleet, target)) {
            long empty = bytes(target);
            FleetStage.Taken first = stage.sync();
            say(size, "first", first, fleet);
            long grown = bytes(target) - empty;
            List<FleetStage.Taken> again = new ArrayList<>();
            for (int run = 0; run < runs; run++) {
                again.add(stage.sync());
                say(size, "again", again.get(run), fleet);
            }
            return new FleetFigures(size, fleet.records(), millis(first, fleet),
                    median(again.stream().mapToDouble(taken -> millis(taken, fleet))),
                    median(again.stream().mapToDouble(taken -> taken.heapWithin() / BYTES_A_MEBIBYTE)), grown);
        }
    }

    private static double millis(FleetStage.Taken taken, ListedFleet fleet) {
        return taken.processorSeconds() * MILLIS_A_SECOND / fleet.lists();
    }

    private static double median(DoubleStream numbers) {
        double[] sorted = numbers.sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static long bytes(DatabaseTarget target) {
        return (Long) Tables.of(target).value("select pg_database_size(current_database())");
    }

    private static void say(int size, String which, FleetStage.Taken taken, ListedFleet fleet) {
        System.out.printf("%,d instances, %s: %.3f ms of the processor a list, %.1f s, %.0f MiB in the middle (%.0f"
                + " before)%n", size, which, millis(taken, fleet), taken.seconds(),
                taken.heapWithin() / BYTES_A_MEBIBYTE, taken.heapBefore() / BYTES_A_MEBIBYTE);
    }
}
