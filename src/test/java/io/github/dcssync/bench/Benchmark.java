package io.github.dcssync.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Has each contender do the same, every run in a process of its own, and prints what it took. Client, service and
 * database share the machine, so only the ratios say something. Run by {@code mvn -Pbench verify}; see {@link Choice}
 * for what can be chosen.
 */
@Timeout(value = 1, unit = TimeUnit.DAYS)
class Benchmark {

    @TempDir
    private Path folder;

    @Test
    void printsWhatEachContenderTakes() throws Exception {
        run(Choice.ofProperties(), folder);
    }

    /** The same outside a build. */
    public static void main(String[] arguments) throws Exception {
        run(Choice.ofProperties(), Files.createTempDirectory("dcs-bench"));
    }

    private static void run(Choice choice, Path folder) throws Exception {
        Path reports = Path.of("target", "bench");
        ResultFile file = new ResultFile(reports.resolve(choice.isTrial() ? "trial.json" : "results.json"));
        Watch watch = new Watch(folder.resolve("output"));
        Programs programs = new Programs(choice.home(), folder, watch);
        Map<Product, Server> servers = new EnumMap<>(Product.class);
        try {
            for (Scenario scenario : choice.scenarios()) {
                if (!servers.containsKey(scenario.product())) {
                    servers.put(scenario.product(), scenario.product().start(folder));
                }
                Result result = new Runner(programs, servers.get(scenario.product()), watch).run(scenario,
                        choice.runs());
                System.out.print(new FigureTable(result).text());
                file.add(result);
                Files.writeString(reports.resolve("chart.svg"), BarChart.of(file.read()));
            }
        } finally {
            for (Server server : servers.values()) {
                server.close();
            }
        }
        if (Boolean.getBoolean("documents.write") && !choice.isTrial()) {
            new PerformancePage(choice.home()).write(file.read());
        }
    }
}
