package io.github.dcssync.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.database.DatabaseTarget;
import io.github.dcssync.simulator.Simulator;
import io.github.dcssync.simulator.SimulatorOptions;
import io.github.dcssync.testkit.Launcher;
import io.github.dcssync.testkit.Tables;
import io.github.dcssync.testkit.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** On each database: a sync leaves one that a newer release has upgraded as it is. */
class NewerSchemaTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void isRefusedAfterASyncThatWentWell(TestDatabase store) throws Exception {
        DatabaseTarget target = store == TestDatabase.H2
                ? new DatabaseTarget("jdbc:h2:file:" + folder.resolve("db"), "sa", "") : store.migrated();
        try (Simulator simulator = Simulator.start(SimulatorOptions.builder().instances(3).backupsPerInstance(4)
                .restoresPerInstance(2).build())) {
            Launcher program = Launcher.of(folder, simulator, target).with("DCS_SOURCE_DEFAULT_SHARDS", "2");
            Launcher.Result good = program.call("once");
            assertThat(good.exitCode()).as(good.err().toString()).isZero();
            assertThat(good.summary()).startsWith("dcs-sync: complete instances=3 complete=6 failed=0 read=18 ");

            String quote = store == TestDatabase.MARIADB ? "`" : "\"";
            Tables.of(target).execute("update ?dcs_sync_schema_history? set ?version? = '999' where ?version? = '18'"
                    .replace("?", quote));
            long requests = simulator.requests();
            Launcher.Result refused = program.call("once");

            assertThat(refused.exitCode()).isEqualTo(4);
            assertThat(refused.out()).isEmpty();
            assertThat(refused.err()).singleElement().asString().contains("has schema version 999");
            assertThat(simulator.requests()).isEqualTo(requests);
        }
    }
}
