package io.github.dcssync.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.testkit.RuleTables;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplanationTest {

    @TempDir
    Path folder;

    @Test
    void saysWhichRuleDecidesAndWhyOthersDoNot() {
        ErrorRules rules = ErrorRules.load(RuleTables.write(folder,
                RuleTables.rule("no-host", "exception: UnknownHostException", "action: retry"),
                RuleTables.rule("gone", "status: 404", "action: fail_source"),
                RuleTables.rule("locked", "status: 4xx", "codes: IAM.0061", "action: fail_source"),
                RuleTables.rule("slow", "status: 429", "action: retry"), RuleTables.LAST));

        assertThat(rules.explain(429, "APIGW.0308")).containsExactly(
                "HTTP 429 APIGW.0308, the same as APIG.0308",
                "rule 'slow'",
                "  action: retry, at last skip_instance (on a list)",
                "  action: retry, at last fail_source (on discovery)",
                "  fixed by: operator",
                "  why: Because.",
                "  passed over, only when there is no answer, or none that can be read: no-host",
                "  passed over, other status: gone",
                "  passed over, other code: locked");
    }

    @Test
    void tellsKeysFromTokensWhereTheyDiffer() {
        ErrorRules rules = ErrorRules.load(RuleTables.write(folder,
                RuleTables.rule("token", "status: 401", "credentials: token", "action: reauthenticate",
                        "exhausted: fail_source"),
                RuleTables.rule("keys", "status: 401", "action: fail_source"), RuleTables.LAST));

        assertThat(rules.explain(401, null)).containsExactly(
                "HTTP 401 without a code",
                "rule 'keys', with keys",
                "  action: fail_source",
                "  fixed by: operator",
                "  why: Because.",
                "  passed over, only with a token: token",
                "rule 'token', with a token",
                "  action: reauthenticate, at last fail_source",
                "  fixed by: operator",
                "  why: Because.");
    }

    @Test
    void tellsListsFromDiscoveryWhereTheyDiffer() {
        assertThat(RuleTables.shippedRules().explain(400, "111400086"))
                .contains("HTTP 400 111400086, the same as DCS.4086", "rule 'no-backups-possible', on a list",
                        "  action: treat_as_empty", "rule 'request-refused', on discovery", "  action: fail_source");
    }

    @Test
    void tellsEveryCircumstanceWhenARuleDecidesInThree() {
        ErrorRules rules = ErrorRules.load(RuleTables.write(folder,
                RuleTables.rule("corner", "on: list", "credentials: token", "action: skip_instance"), RuleTables.LAST));

        assertThat(rules.explain(null, null)).startsWith("no HTTP status without a code",
                "rule 'last', on a list with keys, on discovery with keys, on discovery with a token")
                .contains("rule 'corner', on a list, with a token");
    }

    @Test
    void explainsTheExampleOfTheManual() {
        assertThat(RuleTables.shippedRules().explain(429, "APIGW.0308"))
                .contains("rule 'throttled'", "  fixed by: nobody",
                        "  why: Too many requests; if it stays so, lower dcs.requests-per-second.");
    }
}
