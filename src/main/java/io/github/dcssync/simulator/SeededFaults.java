package io.github.dcssync.simulator;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Lets a share of the DCS answers go wrong, never twice in a row for the same request. */
final class SeededFaults implements FaultInjector {

    private static final long ATTEMPT_STRIDE = 1L << 33;

    private final Map<FaultKind, Double> rates;
    private final int badInstances;
    private final Fleet fleet;
    private final long seed;
    private final Map<String, SeededAttempt> lastAttempts = new ConcurrentHashMap<>();

    SeededFaults(Map<FaultKind, Double> rates, int badInstances, Fleet fleet, long seed) {
        this.rates = rates;
        this.badInstances = badInstances;
        this.fleet = fleet;
        this.seed = seed;
    }

    @Override
    public Answer replace(SimulatedRequest request, Answer answer) {
        if (request.operation().listsRecords() && isBad(request.instanceId())) {
            return FaultKind.error(500, "DCS.5078", "Query backup record failed.");
        }
        return request.operation().isDcs() ? sometimes(request, answer) : answer;
    }

    private boolean isBad(@Nullable String instanceId) {
        return fleet.instances().stream().limit(badInstances)
                .anyMatch(instance -> instance.id().equals(instanceId));
    }

    private Answer sometimes(SimulatedRequest request, Answer answer) {
        String subject = request.path() + "?" + request.rawQuery();
        SeededAttempt attempt = lastAttempts.compute(subject, this::next);
        return attempt.fault().map(fault -> fault.apply(answer)).orElse(answer);
    }

    private SeededAttempt next(String subject, @Nullable SeededAttempt last) {
        int number = last == null ? 0 : last.number() + 1;
        boolean mustGoWell = last != null && last.fault().isPresent();
        return new SeededAttempt(number, mustGoWell ? Optional.empty() : draw(subject, number));
    }

    private Optional<FaultKind> draw(String subject, int attempt) {
        double drawn = new Dice(seed, subject.hashCode() + attempt * ATTEMPT_STRIDE).fraction();
        double sum = 0;
        for (Map.Entry<FaultKind, Double> rate : rates.entrySet()) {
            sum += rate.getValue();
            if (drawn < sum) {
                return Optional.of(rate.getKey());
            }
        }
        return Optional.empty();
    }

    /** How often a request came, and what went wrong the last time. */
    private record SeededAttempt(int number, Optional<FaultKind> fault) {
    }
}
