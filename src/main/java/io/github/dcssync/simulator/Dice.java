package io.github.dcssync.simulator;

import java.util.SplittableRandom;
import java.util.UUID;

/** Chance that repeats itself: the same seed and subject always roll the same. */
final class Dice {

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private final SplittableRandom random;

    Dice(long seed, long subject) {
        random = new SplittableRandom(seed * 31 + subject * GOLDEN_GAMMA);
    }

    boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }

    /** From least to most, both included. */
    long between(long least, long most) {
        return random.nextLong(least, most + 1);
    }

    /** From 0 up to, not including, 1. */
    double fraction() {
        return random.nextDouble();
    }

    @SafeVarargs
    final <T> T oneOf(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    /** A random UUID, version 4. */
    String uuid() {
        long most = random.nextLong() & ~0xF000L | 0x4000L;
        long least = random.nextLong() >>> 2 | 0x8000000000000000L;
        return new UUID(most, least).toString();
    }

    /** 32 hex digits, as of a project. */
    String hexId() {
        return "%016x%016x".formatted(random.nextLong(), random.nextLong());
    }
}
