package io.github.dcssync.rule;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Checks how rules stand to each other: each has its own name and its own case, and the last one claims the rest. */
final class RuleOrder {

    private final List<ErrorRule> rules;
    private final Consumer<String> faults;

    /** @param faults takes what is wrong, a line each */
    RuleOrder(List<ErrorRule> rules, Consumer<String> faults) {
        this.rules = rules;
        this.faults = faults;
    }

    void check() {
        if (rules.isEmpty() || !rules.get(rules.size() - 1).claimsUnknown()) {
            faults.accept("the last rule has to claim what no other does: end the list with a rule that has neither"
                    + " status nor codes nor exception nor on nor credentials");
        }
        List<ErrorRule> earlier = new ArrayList<>();
        for (ErrorRule rule : rules) {
            checkName(rule, earlier);
            checkCase(rule, earlier);
            earlier.add(rule);
        }
    }

    private void checkName(ErrorRule rule, List<ErrorRule> earlier) {
        if (earlier.stream().anyMatch(other -> other.name().equals(rule.name()))) {
            faults.accept("two rules have the name '" + rule + "'; rename one of them");
        }
    }

    private void checkCase(ErrorRule rule, List<ErrorRule> earlier) {
        for (ErrorRule other : earlier) {
            if (other.when().equals(rule.when())) {
                faults.accept("the rules '" + other + "' and '" + rule
                        + "' are for exactly the same case; delete one of them");
                return;
            }
        }
        Set<ErrorRule> claimants = claimants(rule, earlier);
        if (!claimants.isEmpty()) {
            faults.accept("the rule '" + rule + "' is never reached, because " + claimants.stream()
                    .map(other -> "'" + other + "'").collect(Collectors.joining(", "))
                    + " before it claims all of its case; move it up or delete it");
        }
    }

    /** @return the earlier rules that together claim the whole case, or none when some of it is left to the rule */
    private static Set<ErrorRule> claimants(ErrorRule rule, List<ErrorRule> earlier) {
        Set<ErrorRule> claimants = new LinkedHashSet<>();
        boolean all = rule.when().parts()
                .map(part -> earlier.stream().filter(other -> other.when().covers(part)).findFirst().orElse(null))
                .peek(claimants::add).allMatch(Objects::nonNull);
        return all ? claimants : Set.of();
    }
}
