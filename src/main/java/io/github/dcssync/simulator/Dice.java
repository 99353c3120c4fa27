package io.github.dcssync.simulator;

import java.util.SplittableRandom;
import java.util.UUID;

/** Chance that repeats itself: the same seed and subject always roll the same. */
final class Dice {

    private final SplittableRandom random;

    Dice(long seed, long subject) {
        random = new SplittableRandom(scatter(scatter(seed) + subject));
    }

    /** SplittableRandom steps by a constant: without this, neighbouring subjects would repeat each other's rolls. */
    private static long scatter(long value) {
        long mixed = (value ^ value >>> 33) * 0xFF51AFD7ED558CCDL;
        mixed = (mixed ^ mixed >>> 33) * 0xC4CEB9FE1A85EC53L;
        return mixed ^ mixed >>> 33;
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
