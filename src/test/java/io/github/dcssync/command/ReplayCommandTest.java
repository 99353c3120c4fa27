package io.github.dcssync.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.testkit.Launcher;
import io.github.dcssync.testkit.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What replay prints, which exit code it ends with, and what a broken table of error codes does to every command. */
class ReplayCommandTest {

    @TempDir
    Path folder;

    private Workplace workplace;

    @BeforeEach
    void start() throws IOException {
        workplace = Workplace.in(folder);
    }

    @AfterEach
    void end() throws IOException {
        workplace.close();
    }

    @Test
    void saysWhatBecameOfTheRejectedRecordsWithoutAskingTheService() throws Exception {
        workplace.ready().call("once");
        long requests = workplace.simulator().requests();
        reject("{\"backup_id\":\"replayed\"}");

        Launcher.Result first = workplace.ready().call("replay");
        reject("{\"backup_id\":\"\"}");
        Launcher.Result second = workplace.ready().call("replay", "--json", "--source", "default");

        assertThat(first.out()).containsExactly(
                "dcs-sync: replay complete rejected=1 replayed=1 inserted=1 changed=0 unchanged=0 left=0");
        assertThat(first.exitCode()).isZero();
        assertThat(second.out()).containsExactly("{\"status\":\"failed\",\"rejected\":1,\"replayed\":0,\"inserted\":0,"
                + "\"changed\":0,\"unchanged\":0,\"left\":1}");
        assertThat(second.exitCode()).isEqualTo(1);
        assertThat(workplace.simulator().requests()).isEqualTo(requests);
        assertThat(workplace.ready().call("replay", "--source", "nowhere").exitCode()).isEqualTo(2);
    }

    private void reject(String payload) throws SQLException {
        try (Connection connection = Workplace.open(folder.resolve("db"));
                Statement statement = connection.createStatement()) {
            statement.execute("insert into rejected_record (run_id, source, instance_id, endpoint, reason, payload,"
                    + " payload_sha256, rejected_at, last_seen_at) values ('r', 'default', 'i', 'backups', 'test', '"
                    + payload + "', '" + payload.length() + "', current_timestamp, current_timestamp)");
        }
    }

    @Test
    void refusesABrokenTableOfErrorCodesWhateverTheCommand() throws Exception {
        Files.writeString(workplace.home().resolve("config/error-codes.yaml"),
                "- code: dcs.08.0001\n  category: nonsense\n");
        for (String command : List.of("once", "run", "demo", "check", "plan", "replay")) {
            Launcher.Result result = workplace.ready().call(command);

            assertThat(result.exitCode()).as("%s %s", command, result).isEqualTo(2);
            assertThat(result.out()).isEmpty();
            assertThat(result.err()).hasSizeGreaterThan(1).allSatisfy(line -> assertThat(line)
                    .startsWith("dcs-sync: ").contains("error-codes.yaml"));
        }
        assertThat(workplace.simulator().requests()).isZero();
    }
}
