package io.github.dcssync.rule;

import java.util.Collection;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The faults that a rule claims. An empty set of statuses, codes or exceptions claims all of them, and also faults that
 * have none.
 *
 * @param statuses   HTTP statuses
 * @param codes      codes, or whole families of them
 * @param exceptions classes of exceptions
 * @param scopes     never empty
 * @param logins     never empty
 */
record RuleCase(Set<Integer> statuses, Set<ApiCode> codes, Set<ExceptionName> exceptions, Set<Scope> scopes,
        Set<Login> logins) {

    /** @return whether no fault is left out */
    boolean isEverything() {
        return statuses.isEmpty() && codes.isEmpty() && exceptions.isEmpty()
                && scopes.size() == Scope.values().length && logins.size() == Login.values().length;
    }

    /** @return null when the fault is of this case, else the first reason why not, in a few words */
    @Nullable
    String mismatch(ApiFault fault) {
        if (!scopes.contains(Scope.of(fault.discovery()))) {
            return "only " + words(scopes);
        }
        if (!logins.contains(Login.of(fault.token()))) {
            return "only " + words(logins);
        }
        if (!statuses.isEmpty() && !(fault.status() != null && statuses.contains(fault.status()))) {
            return "other status";
        }
        if (!codes.isEmpty() && !claims(ApiCode.of(fault.code()))) {
            return "other code";
        }
        boolean thrown = exceptions.isEmpty() || exceptions.stream().anyMatch(name -> name.matches(fault.exception()));
        return thrown ? null : "only when there is no answer, or none that can be read";
    }

    /** @return whether every fault of the other case is one of this */
    boolean covers(RuleCase other) {
        return scopes.containsAll(other.scopes) && logins.containsAll(other.logins)
                && coversAll(statuses, other.statuses, Set::contains)
                && coversAll(codes, other.codes, (mine, code) -> claims(code))
                && coversAll(exceptions, other.exceptions,
                        (mine, thrown) -> mine.stream().anyMatch(name -> name.covers(thrown)));
    }

    /** @return the case cut into the smallest that can be told apart */
    Stream<RuleCase> parts() {
        return single(statuses).flatMap(status -> single(codes).flatMap(code -> single(exceptions)
                .flatMap(exception -> single(scopes).flatMap(scope -> single(logins)
                        .map(login -> new RuleCase(status, code, exception, scope, login))))));
    }

    private boolean claims(@Nullable ApiCode code) {
        return code != null && (codes.contains(code) || codes.contains(code.wholeFamily()));
    }

    private static <T> boolean coversAll(Set<T> mine, Set<T> others, BiPredicate<Set<T>, T> claims) {
        return mine.isEmpty() || !others.isEmpty() && others.stream().allMatch(one -> claims.test(mine, one));
    }

    private static <T> Stream<Set<T>> single(Collection<T> values) {
        return values.isEmpty() ? Stream.of(Set.of()) : values.stream().map(Set::of);
    }

    private static String words(Set<?> values) {
        return values.stream().map(Object::toString).collect(Collectors.joining(" or "));
    }
}
