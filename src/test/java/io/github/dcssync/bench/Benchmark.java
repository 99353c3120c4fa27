package io.github.dcssync.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
        Watch watch = new Watch(folder.resolve("output"));
        Programs programs = new Programs(choice.home(), folder, watch);
        try (Server server = new PostgresServer(folder.resolve("postgresql"))) {
            Runner runner = new Runner(programs, server, watch);
            Set<Contender> prepared = EnumSet.noneOf(Contender.class);
            for (Scenario scenario : choice.scenarios()) {
                for (Contender contender : scenario.contenders()) {
                    if (prepared.add(contender)) {
                        runner.prepare(contender);
                    }
                }
                Map<Contender, List<Measurement>> taken = runner.run(scenario, choice.runs());
                System.out.print(FigureTable.of(scenario, taken.entrySet().stream()
                        .map(entry -> new Runs(entry.getKey(), entry.getValue())).toList()));
            }
        }
    }
}
