package io.github.dcssync.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.testkit.OnEveryDatabase;
import io.github.dcssync.testkit.SyncFixture;
import io.github.dcssync.testkit.TestDatabase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The tables behind the reports are what the settings say, after every start and every sync. */
@OnEveryDatabase
class ProtectionPoliciesTest {

    private static final String POLICIES =
            "select name, match_pattern, rpo_minutes, rto_minutes, drill_days, position from protection_policy"
                    + " order by position";
    private static final String FRESHNESS = "select value from report_setting where name = 'dcs.freshness'";

    private final TestDatabase kind;

    ProtectionPoliciesTest(TestDatabase kind) {
        this.kind = kind;
    }

    private SyncFixture.Builder fixture() {
        return SyncFixture.on(kind).fleet(3, 1, 0);
    }

    private static List<Object> names(SyncFixture fixture) {
        return fixture.tables().column("select name from dcs_instance order by instance_id");
    }

    private static List<Object> assigned(SyncFixture fixture) {
        return fixture.tables().column("select policy from dcs_instance order by instance_id");
    }

    @Test
    void areThoseOfTheSettingsInTheirOrder() throws Exception {
        try (SyncFixture fixture = fixture().variable("DCS_POLICIES", "gold, silver")
                .variable("DCS_POLICY_GOLD_MATCH", "g*").variable("DCS_POLICY_GOLD_RPO", "90m")
                .variable("DCS_POLICY_SILVER_MATCH", "*").variable("DCS_POLICY_SILVER_RTO", "2h")
                .variable("DCS_POLICY_DEFAULT_DRILL", "30d").variable("DCS_FRESHNESS", "1500ms").start()) {
            assertThat(fixture.tables().rows(POLICIES).stream().map(row -> row.values().toString())).containsExactly(
                    "[gold, g*, 90, 60, 30, 1]", "[silver, *, 1440, 120, 30, 2]", "[default, *, 1440, 60, 30, 3]");
            assertThat(fixture.tables().column(FRESHNESS)).containsExactly("1.5s");
            fixture.restart(Map.of("DCS_POLICIES", "silver", "DCS_POLICY_SILVER_RPO", "1h", "DCS_FRESHNESS", "100d",
                    "DCS_POLICY_GOLD_MATCH", "", "DCS_POLICY_GOLD_RPO", ""));
            assertThat(fixture.tables().rows(POLICIES).stream().map(row -> row.values().toString())).containsExactly(
                    "[silver, *, 60, 120, 30, 1]", "[default, *, 1440, 60, 30, 2]");
            assertThat(fixture.tables().column(FRESHNESS)).containsExactly("8640000s");
        }
    }

    @Test
    void areNotWrittenWhenTheyAreTheSame() throws Exception {
        try (SyncFixture fixture = fixture().start()) {
            fixture.sync();
            String version = kind == TestDatabase.POSTGRESQL ? kind.rowVersion() : "name";
            String all = "select name, " + version + " as row_version from %s order by name";
            for (String table : List.of("protection_policy", "report_setting", "dcs_instance")) {
                List<Map<String, Object>> before = fixture.tables().rows(all.formatted(table));
                fixture.restart(Map.of());
                fixture.sync();
                assertThat(fixture.tables().rows(all.formatted(table))).isEqualTo(before).isNotEmpty();
            }
        }
    }

    @Test
    void areGivenToEachInstanceByItsNameWithTheFirstThatMatches() throws Exception {
        try (SyncFixture fixture = fixture().start()) {
            fixture.sync();
            assertThat(assigned(fixture)).containsOnly("default").hasSize(3);
            String name = (String) names(fixture).get(1);
            fixture.restart(Map.of("DCS_POLICIES", "gold,all", "DCS_POLICY_GOLD_MATCH", name,
                    "DCS_POLICY_ALL_MATCH", "*"));
            assertThat(assigned(fixture)).containsExactlyElementsOf(names(fixture).stream()
                    .<Object>map(other -> other.equals(name) ? "gold" : "all").toList());
        }
    }

    @Test
    void areGivenWhenAnInstanceIsStoredAndKeptRightByEverySync() throws Exception {
        try (SyncFixture fixture = fixture().variable("DCS_POLICY_ALL_MATCH", "*").start()) {
            fixture.sync();
            assertThat(assigned(fixture)).containsOnly("all").hasSize(3);
            String changedAt = "select changed_at from dcs_instance order by instance_id";
            List<Object> changed = fixture.tables().column(changedAt);
            fixture.tables().execute("update dcs_instance set policy = null");
            fixture.sync();
            assertThat(assigned(fixture)).containsOnly("all");
            assertThat(fixture.tables().column(changedAt)).isEqualTo(changed);
        }
    }

    @Test
    void moveAnInstanceThatWasRenamed() throws Exception {
        try (SyncFixture fixture = fixture().start()) {
            fixture.sync();
            String name = (String) names(fixture).get(0);
            fixture.restart(Map.of("DCS_POLICY_GOLD_MATCH", name));
            fixture.tables().execute("update dcs_instance set name = 'before', policy = 'default'");
            fixture.sync();
            assertThat(assigned(fixture).get(0)).isEqualTo("gold");
        }
    }
}
