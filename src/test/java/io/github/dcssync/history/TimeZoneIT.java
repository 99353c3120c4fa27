package io.github.dcssync.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.database.DatabaseTarget;
import io.github.dcssync.simulator.Simulator;
import io.github.dcssync.simulator.SimulatorOptions;
import io.github.dcssync.sync.Summary;
import io.github.dcssync.sync.SyncRequest;
import io.github.dcssync.testkit.Launcher;
import io.github.dcssync.testkit.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A zone that Java knows and the database's server does not. */
class TimeZoneIT {

    private final Simulator simulator = Simulator.start(SimulatorOptions.builder().instances(2)
            .backupsPerInstance(6).restoresPerInstance(2).build());

    @TempDir
    private Path folder;

    @AfterEach
    void end() {
        simulator.close();
    }

    @ParameterizedTest
    @EnumSource
    void changesNeitherTheStartNorTheData(TestDatabase store) throws Exception {
        DatabaseTarget target =
                store == TestDatabase.H2 ? new DatabaseTarget("jdbc:h2:file:" + folder.resolve("db"), "sa", "")
                        : store.migrated();

        Launcher program = Launcher.of(folder, simulator, target);
        Launcher.Result first = program.with("JAVA_OPTS", "-Duser.timezone=ECT").run("once");
        assertThat(first.exitCode()).as(first.summary()).isZero();

        Summary here = program.sync(new SyncRequest("default", "once", List.of(), true, null, null)).getSummary();

        assertThat(here.fields()).containsEntry("inserted", 0L).containsEntry("changed", 0L)
                .containsEntry("unchanged", 16L).containsEntry("vanished", 0L);
    }
}
