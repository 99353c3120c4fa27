package io.github.dcssync.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.testkit.RuleTables;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ErrorRulesPropertyTest {

    private static final ErrorRules RULES = RuleTables.shippedRules();

    @Property(seed = "1")
    void theFirstRuleThatClaimsAFaultDecidesAndOneAlwaysDoes(@ForAll("faults") ApiFault fault) {
        ErrorRule decisive = RULES.ruleFor(fault);

        List<ErrorRule> claimants =
                RULES.rules().stream().filter(rule -> rule.when().mismatch(fault) == null).toList();
        assertThat(claimants).first().isSameAs(decisive);
        assertThat(decisive.action(fault.discovery())).isNotNull();
        assertThat(decisive.exhausted(fault.discovery())).isNotNull()
                .isNotIn(Action.RETRY, Action.REAUTHENTICATE);
    }

    @Property(seed = "1")
    void discoveryIsNeverSkippedNorTakenForEmpty(@ForAll("faults") ApiFault fault) {
        ApiFault onDiscovery = new ApiFault(fault.status(), fault.code(), fault.exception(), true, fault.token());
        ErrorRule rule = RULES.ruleFor(onDiscovery);

        assertThat(rule.action(true)).isIn(Action.RETRY, Action.REAUTHENTICATE, Action.FAIL_SOURCE);
        assertThat(rule.exhausted(true)).isEqualTo(Action.FAIL_SOURCE);
    }

    @Property(seed = "1")
    void everyAnswerCanBeExplained(@ForAll("faults") ApiFault fault) {
        List<String> lines = RULES.explain(fault.status(), fault.code());

        assertThat(lines).hasSizeGreaterThan(4);
        assertThat(lines.get(1)).startsWith("rule '");
    }

    @Provide
    Arbitrary<ApiFault> faults() {
        Arbitrary<Integer> status = Arbitraries.oneOf(Arbitraries.of(200, 400, 401, 403, 404, 429, 500, 503),
                Arbitraries.integers()).injectNull(0.2);
        Arbitrary<String> number = Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(5);
        Arbitrary<String> known = Combinators.combine(
                Arbitraries.of("DCS.", "APIG.", "APIGW.", "IAM.", "1114", "1115", ""), number).as(String::concat);
        Arbitrary<String> code = Arbitraries.oneOf(known, Arbitraries.strings()).injectNull(0.2);
        Arbitrary<Throwable> exception = Arbitraries.of(null, new IOException(), new SocketTimeoutException(),
                new IllegalStateException(), new IllegalStateException(new SocketTimeoutException()), new Error());
        return Combinators.combine(status, code, exception, Arbitraries.of(true, false), Arbitraries.of(true, false))
                .as(ApiFault::new);
    }
}
