package io.github.dcssync.simulator;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which share of the answers goes wrong, and how. Written as {@code 429:0.1,500:0.05,reset:0.02,bad-instance:2}: each
 * name with its rate from 0 to 1, together at most 1; {@code bad-instance:N} lets every list of the first N instances
 * fail for good.
 */
public final class FaultRates {

    /** Everything goes well. */
    public static final FaultRates NONE = new FaultRates(Map.of(), 0);

    private static final String BAD_INSTANCE = "bad-instance";
    private static final String EXAMPLE = "; write for example 429:0.1,500:0.05,reset:0.02,bad-instance:2";

    private final Map<FaultKind, Double> rates;
    private final int badInstances;

    private FaultRates(Map<FaultKind, Double> rates, int badInstances) {
        this.rates = rates;
        this.badInstances = badInstances;
    }

    /**
     * Reads the option; an empty text means none.
     *
     * @throws IllegalArgumentException with one line that names the wrong part and what would be right
     */
    public static FaultRates parse(String text) {
        Map<FaultKind, Double> rates = new EnumMap<>(FaultKind.class);
        int badInstances = 0;
        for (String part : text.isBlank() ? new String[0] : text.split(",", -1)) {
            String[] nameAndValue = part.strip().split(":", -1);
            if (nameAndValue.length != 2) {
                throw new IllegalArgumentException("The fault \"" + part + "\" is not NAME:RATE" + EXAMPLE);
            }
            if (nameAndValue[0].equals(BAD_INSTANCE)) {
                badInstances = count(nameAndValue[1]);
            } else if (rates.put(kind(nameAndValue[0]), rate(nameAndValue[1])) != null) {
                throw new IllegalArgumentException("The fault " + nameAndValue[0] + " is given twice: keep one");
            }
        }
        requireAtMostOne(rates);
        return new FaultRates(rates, badInstances);
    }

    /**
     * These faults for a fleet. The same seed and requests give the same faults, and a request that went wrong goes
     * well when it is repeated.
     */
    FaultInjector injector(Fleet fleet, long seed) {
        if (rates.isEmpty() && badInstances == 0) {
            return FaultInjector.NONE;
        }
        return new SeededFaults(rates, badInstances, fleet, seed);
    }

    private static FaultKind kind(String name) {
        for (FaultKind kind : FaultKind.values()) {
            if (kind.optionName().equals(name)) {
                return kind;
            }
        }
        String known = Arrays.stream(FaultKind.values()).map(FaultKind::optionName).collect(Collectors.joining(", "));
        throw new IllegalArgumentException("The fault \"" + name + "\" is unknown: choose from " + known + ", "
                + BAD_INSTANCE);
    }

    private static double rate(String text) {
        try {
            double rate = Double.parseDouble(text);
            if (rate >= 0 && rate <= 1) {
                return rate;
            }
        } catch (NumberFormatException e) {
            throw wrongRate(text);
        }
        throw wrongRate(text);
    }

    private static IllegalArgumentException wrongRate(String text) {
        return new IllegalArgumentException("The fault rate \"" + text + "\" is not a number from 0 to 1" + EXAMPLE);
    }

    private static int count(String text) {
        try {
            return Integer.parseUnsignedInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "The count of bad instances \"" + text + "\" is not a whole number" + EXAMPLE);
        }
    }

    private static void requireAtMostOne(Map<FaultKind, Double> rates) {
        double sum = rates.values().stream().mapToDouble(Double::doubleValue).sum();
        if (sum > 1 + 1e-9) {
            throw new IllegalArgumentException("The fault rates add up to " + sum + ": keep them at 1 or below");
        }
    }
}
