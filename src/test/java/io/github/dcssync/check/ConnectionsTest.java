package io.github.dcssync.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.database.DatabaseTarget;
import io.github.dcssync.testkit.TestMariaDb;
import io.github.dcssync.testkit.TestPostgres;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whether the server takes as many connections as a sync may open. */
class ConnectionsTest {

    @Test
    void areComparedWithWhatPostgresTakes() {
        DatabaseTarget target = TestPostgres.freshDatabase();

        assertThat(findings(target, 1)).anyMatch(finding -> finding.level() == Level.OK
                && finding.subject().equals("connections"));
        isWarning(findings(target, 1_000_000));

        String database = target.address().substring(target.address().lastIndexOf('/') + 1);
        TestPostgres.execute("alter database " + database + " connection limit 7");
        assertThat(isWarning(findings(target, 8))).contains("opens up to 8, the server takes 7 from this user");
    }

    @Test
    void areComparedWithWhatMariaDbTakes() {
        DatabaseTarget target = TestMariaDb.freshDatabase();

        assertThat(findings(target, 1)).noneMatch(finding -> finding.level() == Level.WARNING);
        isWarning(findings(target, 1_000_000));
    }

    private static String isWarning(List<Finding> findings) {
        List<String> warnings = findings.stream().filter(finding -> finding.level() == Level.WARNING)
                .map(Finding::text).toList();
        assertThat(warnings).singleElement().asString()
                .contains("raise max_connections there, or lower dcs.parallelism");
        return warnings.get(0);
    }

    private static List<Finding> findings(DatabaseTarget target, int connections) {
        List<Finding> findings = new ArrayList<>();
        assertThat(new DatabaseCheck(target, connections, List.of()).run(findings::add)).isTrue();
        return findings;
    }
}
