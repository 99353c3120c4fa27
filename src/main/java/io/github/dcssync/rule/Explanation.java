package io.github.dcssync.rule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says in words which rule decides about an answer, and which rules were passed over. */
final class Explanation {

    private final ErrorRules rules;
    private final @Nullable Integer status;
    private final @Nullable String code;

    Explanation(ErrorRules rules, @Nullable Integer status, @Nullable String code) {
        this.rules = rules;
        this.status = status;
        this.code = code;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(answer());
        byRule().forEach((rule, faults) -> {
            lines.add("rule '" + rule + "'" + circumstances(faults));
            Map<String, Set<Scope>> actions = actions(rule, faults);
            actions.forEach((action, scopes) -> lines.add("  action: " + action
                    + (actions.size() > 1 ? " (" + scopes.iterator().next() + ")" : "")));
            lines.add("  fixed by: " + rule.fixedBy().text());
            lines.add("  why: " + rule.why());
            passedOver(rule, faults.get(0)).forEach(
                    (reason, names) -> lines.add("  passed over, " + reason + ": " + String.join(", ", names)));
        });
        return lines;
    }

    private String answer() {
        ApiCode same = ApiCode.of(code);
        String answer = status == null ? "no HTTP status" : "HTTP " + status;
        if (code == null || same == null) {
            return answer + " without a code";
        }
        return answer + " " + code.strip() + (same.text().equals(code.strip()) ? "" : ", the same as " + same.text());
    }

    private Map<ErrorRule, List<ApiFault>> byRule() {
        Map<ErrorRule, List<ApiFault>> byRule = new LinkedHashMap<>();
        for (Login login : Login.values()) {
            for (Scope scope : Scope.values()) {
                ApiFault fault =
                        new ApiFault(status, code, null, scope == Scope.DISCOVERY, login == Login.TOKEN);
                byRule.computeIfAbsent(rules.ruleFor(fault), rule -> new ArrayList<>()).add(fault);
            }
        }
        return byRule;
    }

    /** In which of the four circumstances the rule decides; nothing when in all of them. */
    private static String circumstances(List<ApiFault> faults) {
        Set<Scope> scopes = faults.stream().map(fault -> Scope.of(fault.discovery())).collect(Collectors.toSet());
        Set<Login> logins = faults.stream().map(fault -> Login.of(fault.token())).collect(Collectors.toSet());
        if (faults.size() < scopes.size() * logins.size()) {
            return faults.stream().map(fault -> Scope.of(fault.discovery()) + " " + Login.of(fault.token()))
                    .collect(Collectors.joining(", ", ", ", ""));
        }
        String scope = scopes.size() == 1 ? ", " + scopes.iterator().next() : "";
        return scope + (logins.size() == 1 ? ", " + logins.iterator().next() : "");
    }

    private static Map<String, Set<Scope>> actions(ErrorRule rule, List<ApiFault> faults) {
        return faults.stream().map(ApiFault::discovery).distinct().collect(Collectors.groupingBy(
                discovery -> action(rule, discovery), LinkedHashMap::new,
                Collectors.mapping(Scope::of, Collectors.toSet())));
    }

    private static String action(ErrorRule rule, boolean discovery) {
        Action action = rule.action(discovery);
        return action.text() + (action.triesAgain() ? ", at last " + rule.exhausted(discovery).text() : "");
    }

    private Map<String, List<String>> passedOver(ErrorRule decisive, ApiFault fault) {
        return rules.rules().stream().takeWhile(rule -> rule != decisive).collect(Collectors.groupingBy(
                rule -> rule.when().mismatch(fault), LinkedHashMap::new,
                Collectors.mapping(ErrorRule::name, Collectors.toList())));
    }
}
