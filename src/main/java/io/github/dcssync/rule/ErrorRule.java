package io.github.dcssync.rule;

import java.util.Map;
import java.util.Objects;

/** One rule of config/api-errors.yaml: which faults it claims, what is done about them and who can mend them. */
public final class ErrorRule {

    private final String name;
    private final RuleCase when;
    private final Map<Scope, Action> actions;
    private final Map<Scope, Action> exhausted;
    private final FixedBy fixedBy;
    private final String why;

    ErrorRule(String name, RuleCase when, Map<Scope, Action> actions, Map<Scope, Action> exhausted, FixedBy fixedBy,
            String why) {
        this.name = name;
        this.when = when;
        this.actions = Map.copyOf(actions);
        this.exhausted = Map.copyOf(exhausted);
        this.fixedBy = fixedBy;
        this.why = why;
    }

    /** @return the name that goes into {@code sync_error.rule} */
    public String name() {
        return name;
    }

    /**
     * @param discovery whether the list of instances was asked for, as in the fault that the rule was found for
     * @return what is done at first
     */
    public Action action(boolean discovery) {
        return Objects.requireNonNull(actions.get(Scope.of(discovery)));
    }

    /**
     * @param discovery whether the list of instances was asked for, as in the fault that the rule was found for
     * @return what is done when no further attempt is left: the action itself unless it tries again
     */
    public Action exhausted(boolean discovery) {
        return Objects.requireNonNull(exhausted.get(Scope.of(discovery)));
    }

    /** @return who can do something about it */
    public FixedBy fixedBy() {
        return fixedBy;
    }

    /** @return one sentence for the operator */
    public String why() {
        return why;
    }

    /** @return whether it is the last rule, which claims what no other knows; that is worth an error in the log */
    public boolean claimsUnknown() {
        return when.isEverything();
    }

    RuleCase when() {
        return when;
    }

    @Override
    public String toString() {
        return name;
    }
}
