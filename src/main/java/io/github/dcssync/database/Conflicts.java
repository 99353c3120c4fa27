package io.github.dcssync.database;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Tries again what a database has refused because others were at the same rows, as a distributed one asks of its clients:
 * a deadlock, or an order of transactions that would have been none. Nothing of it was done.
 */
public final class Conflicts {

    /** The first included. Whoever meets so many in a row is not in anybody's way by chance. */
    public static final int MOST_ATTEMPTS = 12;

    private static final long FIRST_PAUSE_MILLIS = 4;
    private static final long LONGEST_PAUSE_MILLIS = 1_000;

    private Conflicts() {
    }

    /**
     * @param attempts how many were made
     * @return how long to wait before the next: not as long as those who were in each other's way
     */
    public static Duration pause(int attempts) {
        long bound = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(attempts, 16));
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(bound / 2, bound + 1));
    }

    /** Does something in the database, again where need be, unless a transaction is on: then all of that is to be. */
    static <T extends @Nullable Object> T repeat(Supplier<T> work) {
        return repeat(work, () -> true);
    }

    /** @param mayBegin whether it can be done again from its beginning */
    static <T extends @Nullable Object> T repeat(Supplier<T> work, BooleanSupplier mayBegin) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            return work.get();
        }
        for (int attempt = 1;; attempt++) {
            try {
                return work.get();
            } catch (DataAccessException | TransactionException e) {
                if (attempt == MOST_ATTEMPTS || !DatabaseFaults.isConflict(e) || !mayBegin.getAsBoolean()
                        || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                LockSupport.parkNanos(pause(attempt).toNanos());
            }
        }
    }
}
