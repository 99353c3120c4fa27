package io.github.dcssync.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.database.DatabaseTarget;
import io.github.dcssync.simulator.SimulatedKind;
import io.github.dcssync.simulator.Simulator;
import io.github.dcssync.simulator.SimulatorOptions;
import io.github.dcssync.testkit.Launcher;
import io.github.dcssync.testkit.Tables;
import io.github.dcssync.testkit.TestDatabase;
import io.github.dcssync.testkit.TestPostgres;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plan command, beside the sync that follows it. */
class PlanCommandTest {

    private final Simulator simulator = Simulator.start(SimulatorOptions.builder().instances(4)
            .backupsPerInstance(12).restoresPerInstance(3).build());

    @TempDir
    private Path folder;

    @AfterEach
    void end() {
        simulator.close();
    }

    @Test
    void makesNoTablesInAnEmptyDatabase() throws Exception {
        DatabaseTarget empty = TestPostgres.freshDatabase();

        Launcher.Result plan = program(empty).call("plan");

        assertThat(plan.exitCode()).isZero();
        assertThat(Tables.of(empty).names()).isEmpty();
        assertThat(plan.summary()).contains("inserted=60", "changed=0");
        assertThat(counts(plan)).isEqualTo(counts(program(empty).call("once")));
    }

    private Launcher program(DatabaseTarget database) {
        return Launcher.of(folder, simulator, database).with("DCS_PARALLELISM", "2");
    }

    /** The summary without its name, its times and, as two workers learn by chance, its requests. */
    private static String counts(Launcher.Result ended) {
        return ended.summary().replaceFirst("^dcs-sync: (plan )?", "").replaceFirst(" requests=.*", "");
    }

    @Test
    void makesNoFile() throws Exception {
        DatabaseTarget file = new DatabaseTarget("jdbc:h2:file:" + folder.resolve("none"), "sa", "");

        assertThat(program(file).call("plan").exitCode()).isZero();

        assertThat(folder.resolve("none.mv.db")).doesNotExist();
    }

    @Test
    void writesNothingIntoADatabaseInUse() throws Exception {
        DatabaseTarget target = TestDatabase.POSTGRESQL.migrated();
        assertThat(program(target).call("once").exitCode()).isZero();
        String instance = simulator.fleet().instanceIds().get(1);
        simulator.fleet().addFirst(SimulatedKind.BACKUP, instance);
        simulator.fleet().remove(SimulatedKind.BACKUP, instance,
                simulator.fleet().recordIds(SimulatedKind.BACKUP, instance).get(4));
        Map<String, List<String>> before = Tables.of(target).everything();
        long requests = simulator.requests();

        Launcher.Result plan = program(target).call("plan");

        assertThat(plan.exitCode()).isZero();
        assertThat(Tables.of(target).everything()).isEqualTo(before);
        assertThat(plan.summary()).contains("inserted=1", "vanished=1",
                "requests=" + (simulator.requests() - requests) + " ");
        assertThat(counts(plan)).isEqualTo(counts(program(target).call("once")));
    }

    @Test
    void saysThatAStartWouldChangeTheCutThatIsInForce() throws Exception {
        DatabaseTarget target = TestDatabase.POSTGRESQL.migrated();
        String shards = "DCS_SOURCE_DEFAULT_SHARDS";
        assertThat(program(target).with(shards, "3").call("once").exitCode()).isZero();
        Map<String, List<String>> before = Tables.of(target).everything();
        String change = "Source default is cut into 3 shards since ";
        String remedy = "a start with dcs.source.default.shards=2 would change that for all processes";

        assertThat(program(target).with(shards, "2").call("plan").out()).first().asString().startsWith(change)
                .contains(remedy);
        Launcher.Result json = program(target).with(shards, "2").call("plan", "--json");
        assertThat(json.out()).singleElement().asString().doesNotContain(change);
        assertThat(json.err()).anySatisfy(line -> assertThat(line).contains(change, remedy));
        assertThat(program(target).with(shards, "2").call("check").out()).anySatisfy(line -> assertThat(line)
                .containsPattern("warning +shards +" + change)
                .contains(remedy, "keep dcs.source.default.shards=3"));
        assertThat(program(target).with(shards, "3").call("plan").out()).noneMatch(line -> line.contains(change));
        assertThat(program(target).with(shards, "3").call("check").out())
                .noneMatch(line -> line.contains("  shards  "));

        assertThat(Tables.of(target).everything()).isEqualTo(before);
    }

    /** What a killed process has left in a file is the next sync's to tidy up. */
    @Test
    void leavesTheLeaseOfAKilledProcessAsItIs() throws Exception {
        DatabaseTarget file = new DatabaseTarget("jdbc:h2:file:" + folder.resolve("used"), "sa", "");
        assertThat(program(file).call("once").exitCode()).isZero();
        Tables.of(file).execute("update sync_lease set holder = 'killed/1', expires_at = current_timestamp");
        Map<String, List<String>> before = Tables.of(file).everything();

        assertThat(program(file).call("plan").exitCode()).isZero();

        assertThat(Tables.of(file).everything()).isEqualTo(before);
    }
}
