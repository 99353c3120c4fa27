package io.github.dcssync.rule;

import io.github.dcssync.table.TableEntry;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes a rule of an entry of config/api-errors.yaml. */
final class RuleReader {

    private static final List<String> KEYS = List.of("name", "status", "codes", "exception", "on", "credentials",
            "action", "exhausted", "fixed_by", "why");
    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final List<Action> LAST_WORDS = List.of(Action.SKIP_INSTANCE, Action.FAIL_SOURCE);

    private final TableEntry entry;

    private RuleReader(TableEntry entry) {
        this.entry = entry;
    }

    /** @return the rule; of no use when anything about the entry was refused */
    static ErrorRule read(TableEntry entry) {
        return new RuleReader(entry).rule();
    }

    @SuppressWarnings("NullAway") // what was refused is null, and the rule of no use
    private ErrorRule rule() {
        entry.allow(KEYS);
        Set<Scope> scopes = some("on", Scope.class);
        RuleCase when = new RuleCase(HttpStatuses.read(entry), codes(), exceptions(), scopes,
                some("credentials", Login.class));
        Map<Scope, Action> actions = outcomes("action", List.of(Action.values()), scopes);
        return new ErrorRule(name(), when, actions, exhausted(actions), entry.choice("fixed_by", FixedBy.class),
                entry.text("why"));
    }

    private @Nullable String name() {
        String name = entry.text("name");
        if (name != null && !NAME.matcher(name).matches()) {
            entry.refuse("the name has to be of small letters, digits and single hyphens");
        }
        return name;
    }

    private Set<ApiCode> codes() {
        return entry.texts("codes").stream().filter(this::accept).map(ApiCode::of).collect(Collectors.toSet());
    }

    private boolean accept(String text) {
        boolean code = ApiCode.isWellFormed(text);
        if (!code) {
            entry.refuse("the code '" + text + "' is malformed; write one like APIG.0308, DCS.4096, 111400096 or IAM.*"
                    + " (codes of records, dcs.08.0001, belong into error-codes.yaml)");
        }
        return code;
    }

    private Set<ExceptionName> exceptions() {
        Set<ExceptionName> names = entry.texts("exception").stream().map(ExceptionName::new)
                .collect(Collectors.toSet());
        names.stream().filter(name -> name.violation() != null)
                .forEach(name -> entry.refuse("the exception '" + name.name() + "' " + name.violation()));
        return names;
    }

    /** @return one of the words, or all where the key is left out or says any */
    private <E extends Enum<E>> Set<E> some(String key, Class<E> type) {
        if (!entry.has(key)) {
            return EnumSet.allOf(type);
        }
        String text = entry.text(key);
        if (text == null || text.equals("any")) {
            return EnumSet.allOf(type);
        }
        for (E one : type.getEnumConstants()) {
            if (word(one).equals(text)) {
                return EnumSet.of(one);
            }
        }
        entry.refuse("'" + key + "' is '" + text + "'; it has to be any, or one of " + Arrays.stream(
                type.getEnumConstants()).map(RuleReader::word).collect(Collectors.joining(", ")));
        return EnumSet.allOf(type);
    }

    /** One word for all that the rule is about, or one for list and one for discovery. */
    private Map<Scope, Action> outcomes(String key, List<Action> allowed, Set<Scope> scopes) {
        Map<Scope, Action> outcomes = new EnumMap<>(Scope.class);
        if (entry.isNested(key)) {
            TableEntry nested = entry.nested(key);
            nested.allow(scopes.stream().map(RuleReader::word).toList());
            scopes.forEach(scope -> outcomes.put(scope, nested.choice(word(scope), allowed)));
        } else {
            Action action = entry.choice(key, allowed);
            scopes.forEach(scope -> outcomes.put(scope, action));
        }
        outcomes.values().removeIf(Objects::isNull);
        Action onDiscovery = outcomes.get(Scope.DISCOVERY);
        if (onDiscovery != null && onDiscovery.needsInstance()) {
            entry.refuse("'" + key + "' cannot be " + onDiscovery.text() + " when the list of instances fails; write"
                    + " 'on: list', or '" + key + ": {list: " + onDiscovery.text() + ", discovery: fail_source}'");
        }
        return outcomes;
    }

    private Map<Scope, Action> exhausted(Map<Scope, Action> actions) {
        Map<Scope, Action> exhausted = new EnumMap<>(actions);
        Set<Scope> tryingAgain = actions.entrySet().stream().filter(action -> action.getValue().triesAgain())
                .map(Map.Entry::getKey).collect(Collectors.toCollection(() -> EnumSet.noneOf(Scope.class)));
        tryingAgain.forEach(
                scope -> exhausted.put(scope, scope == Scope.LIST ? Action.SKIP_INSTANCE : Action.FAIL_SOURCE));
        if (!entry.has("exhausted")) {
            return exhausted;
        }
        if (tryingAgain.isEmpty()) {
            entry.refuse("'exhausted' says what is done after retry or reauthenticate; leave it out here");
            return exhausted;
        }
        exhausted.putAll(outcomes("exhausted", LAST_WORDS, tryingAgain));
        return exhausted;
    }

    private static String word(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT);
    }
}
