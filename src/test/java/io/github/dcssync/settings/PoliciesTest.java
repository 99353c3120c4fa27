package io.github.dcssync.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.testkit.Operator;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PoliciesTest {

    @TempDir
    Path home;

    @Test
    void listedOnesComeFirstThenOthersAlphabeticallyAndDefaultLast() {
        Settings settings = Operator.ready(home).line("dcs.policies=default,silver,gold")
                .line("dcs.policy.gold.match=g-*").line("dcs.policy.silver.match=s-*")
                .line("dcs.policy.zinc.match=z-*").variable("DCS_POLICY_NEAR_LINE_MATCH", "n-*").load();

        assertThat(settings.policies()).extracting(ProtectionPolicy::name)
                .containsExactly("silver", "gold", "near-line", "zinc", "default");
    }

    @Test
    void whatANamedOneLeavesOutItHasFromTheDefault() {
        Settings settings = Operator.ready(home).line("dcs.policy.gold.match=g-*").line("dcs.policy.gold.rto=5m")
                .line("dcs.policy.default.rpo=12h").line("dcs.policy.default.match=*-keep").load();

        assertThat(settings.policies()).containsExactly(
                new ProtectionPolicy("gold", new NamePattern("g-*"), Duration.ofHours(12), Duration.ofMinutes(5),
                        Duration.ofDays(90)),
                new ProtectionPolicy("default", new NamePattern("*-keep"), Duration.ofHours(12), Duration.ofHours(1),
                        Duration.ofDays(90)));
    }

    @Test
    void aNamedOneNeedsAPattern() {
        assertThat(Operator.ready(home).line("dcs.policies=gold").line("dcs.policy.iron.rpo=1h").faults())
                .containsExactly(
                        "dcs.policy.gold.match is not set: give the names of the instances under policy gold,"
                                + " such as gold-*",
                        "dcs.policy.iron.match is not set: give the names of the instances under policy iron,"
                                + " such as iron-*");
    }

    @Test
    void theReportsCountInWholeMinutesAndDays() {
        assertThat(Operator.ready(home).line("dcs.policy.default.rpo=90s")
                .line("dcs.policy.default.drill=36h").faults())
                .hasSize(2).anyMatch(fault -> fault.contains("whole minutes"))
                .anyMatch(fault -> fault.contains("whole days"));
    }
}
