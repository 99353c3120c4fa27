package io.github.dcssync.bench.contender;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Work that threads share, of which each takes every n-th piece. */
final class Shares {

    private Shares() {
    }

    /** What a thread does. */
    interface Share {

        /** @param first the number of its first piece, from 0 */
        Void run(int first) throws Exception;
    }

    /** Waits for all of them; what one could not do ends the program. */
    static void run(int threads, Share share) throws ExecutionException, InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Void>> begun = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int first = i;
                begun.add(pool.submit(() -> share.run(first)));
            }
            for (Future<Void> one : begun) {
                one.get();
            }
        } finally {
            pool.shutdownNow();
        }
    }
}
