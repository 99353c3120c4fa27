package io.github.dcssync.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.database.DatabaseTarget;
import io.github.dcssync.history.Program.Started;
import io.github.dcssync.simulator.Simulator;
import io.github.dcssync.simulator.SimulatorOptions;
import java.nio.file.Path;
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
    void changesNeitherTheStartNorTheData(Store store) throws Exception {
        DatabaseTarget target = store == Store.H2 ? new DatabaseTarget("jdbc:h2:file:" + folder.resolve("db"), "sa", "")
                : store.fresh();

        Started first = new Program(folder, simulator, target).with("JAVA_OPTS", "-Duser.timezone=ECT").run("once");
        assertThat(first.exitCode()).as(first.summary()).isZero();

        assertThat(new Program(folder, simulator, target).run("once", "--full").summary())
                .contains("inserted=0 changed=0 unchanged=16 vanished=0");
    }
}
