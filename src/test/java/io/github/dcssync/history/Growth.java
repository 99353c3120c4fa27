package io.github.dcssync.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Hundreds of rounds in which processes that share a source come, go, die, stand still, are given another number of shards
 * or have a wrong clock. Run by {@code mvn -Pgrowth verify}; {@code growth.rounds} says how many, {@code growth.seed} which.
 */
@Timeout(value = 1, unit = TimeUnit.DAYS)
class Growth {

    @TempDir
    private Path folder;

    @Test
    void losesNothingAndDoesNothingTwiceWhoeverComesAndGoes() throws Exception {
        assertThat(run(folder)).isEmpty();
    }

    /** The same outside a build. */
    public static void main(String[] arguments) throws Exception {
        run(Files.createTempDirectory("dcs-growth"));
    }

    private static List<String> run(Path folder) throws Exception {
        int most = Integer.getInteger("growth.rounds", 200);
        List<String> violations = new ArrayList<>();
        Path report = Path.of("target", "growth.txt");
        try (GrowthRounds rounds = new GrowthRounds(folder, Long.getLong("growth.seed", 1))) {
            rounds.begin();
            while (rounds.rounds() < most && violations.isEmpty()) {
                violations.addAll(rounds.round());
                Files.write(report, rounds.story());
                System.out.println(rounds.story().get(rounds.rounds() - 1));
            }
            if (!violations.isEmpty()) {
                rounds.watch().traces().forEach(System.out::println);
            }
            System.out.printf("%d rounds, %d requests, at most %.1f a second in any ten seconds, %d violations%n",
                    rounds.rounds(), rounds.watch().requests(), rounds.watch().mostRequestsASecond(),
                    violations.size());
        }
        return violations;
    }
}
