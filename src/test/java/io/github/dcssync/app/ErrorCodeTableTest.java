package io.github.dcssync.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.operation.ErrorCode;
import io.github.dcssync.operation.ErrorCodes;
import io.github.dcssync.testkit.OnEveryDatabase;
import io.github.dcssync.testkit.RuleTables;
import io.github.dcssync.testkit.SyncFixture;
import io.github.dcssync.testkit.TestDatabase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The table error_code is what config/error-codes.yaml says, after every start. */
@OnEveryDatabase
class ErrorCodeTableTest {

    private final TestDatabase kind;

    ErrorCodeTableTest(TestDatabase kind) {
        this.kind = kind;
    }

    @Test
    void hasARowForEachEntry() throws Exception {
        try (SyncFixture fixture = SyncFixture.on(kind).fleet(0, 0, 0).start()) {
            assertThat(fixture.tables().column("select code from error_code order by code")).containsExactlyElementsOf(
                    ErrorCodes.load(RuleTables.CODES).all().stream().map(ErrorCode::code).sorted().toList());
            assertThat(fixture.tables().row("select * from error_code where code = 'dcs.08.0007'"))
                    .containsEntry("category", "replication").containsEntry("severity", "critical")
                    .containsEntry("retryable", true).containsEntry("owner", "instance owner")
                    .doesNotContainValue(null);
        }
    }

    @Test
    void isMadeEqualAtTheNextStartAndElseNotWritten() throws Exception {
        try (SyncFixture fixture = SyncFixture.on(kind).fleet(0, 0, 0).start()) {
            String all = "select e.*, " + (kind == TestDatabase.POSTGRESQL ? kind.rowVersion() : "code")
                    + " as row_version from error_code e order by code";
            List<Map<String, Object>> before = fixture.tables().rows(all);
            fixture.restart(Map.of());
            assertThat(fixture.tables().rows(all)).isEqualTo(before);
            fixture.tables().execute("delete from error_code where code = 'dcs.08.0001'");
            fixture.tables().execute("update error_code set owner = 'nobody' where code = 'dcs.08.0002'");
            fixture.tables().execute("insert into error_code (code) values ('dcs.99')");

            fixture.restart(Map.of());

            String values = "select code, category, owner from error_code order by code";
            assertThat(fixture.tables().rows(values)).isEqualTo(before.stream().map(row -> Map.of("code",
                    row.get("code"), "category", row.get("category"), "owner", row.get("owner"))).toList());
        }
    }
}
