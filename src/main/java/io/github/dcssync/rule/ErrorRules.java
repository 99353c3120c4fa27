package io.github.dcssync.rule;

import io.github.dcssync.table.TableException;
import io.github.dcssync.table.TableFile;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an error answer of the service means: the rules of config/api-errors.yaml, in their order. The first rule that
 * claims a fault decides; the last one claims everything. Immutable.
 */
public final class ErrorRules {

    private final List<ErrorRule> rules;

    private ErrorRules(List<ErrorRule> rules) {
        this.rules = List.copyOf(rules);
    }

    /**
     * Reads the rules.
     *
     * @throws TableException when the file cannot be read or a rule is wrong, ambiguous or never reached; with a line
     *                        for each of these
     */
    public static ErrorRules load(Path file) {
        TableFile table = new TableFile(file, "name");
        List<ErrorRule> rules = table.entries().stream().map(RuleReader::read).toList();
        table.throwFaults();
        new RuleOrder(rules, table::refuse).check();
        table.throwFaults();
        return new ErrorRules(rules);
    }

    /** @return the rule that decides, never null */
    public ErrorRule ruleFor(ApiFault fault) {
        return rules.stream().filter(rule -> rule.when().mismatch(fault) == null).findFirst().orElseThrow();
    }

    /**
     * Says what is done about an answer, and why: on lists and on discovery, with keys and with tokens.
     *
     * @param status the HTTP status, or null
     * @param code   the service's code in any spelling, or null
     * @return lines for a terminal
     */
    public List<String> explain(@Nullable Integer status, @Nullable String code) {
        return new Explanation(this, status, code).lines();
    }

    public List<ErrorRule> rules() {
        return rules;
    }
}
