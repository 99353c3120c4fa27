package io.github.dcssync.sync;

import io.github.dcssync.store.WriteResult;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** What a sync has done so far; many threads add to it. Counts are of committed transactions. */
final class Tally {

    private final LongAdder complete = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder inserted = new LongAdder();
    private final LongAdder changed = new LongAdder();
    private final LongAdder unchanged = new LongAdder();
    private final LongAdder vanished = new LongAdder();
    private final LongAdder rejected = new LongAdder();
    private final LongAdder retries = new LongAdder();
    private final LongAdder answers = new LongAdder();
    private final AtomicLong granted = new AtomicLong();

    void add(WriteResult page) {
        inserted.add(page.inserted());
        changed.add(page.changed());
        unchanged.add(page.unchanged());
        rejected.add(page.rejected());
        vanished.add(page.vanished());
    }

    void vanished(int records) {
        vanished.add(records);
    }

    void taskComplete() {
        complete.increment();
    }

    void taskFailed() {
        failed.increment();
    }

    void retried() {
        retries.increment();
    }

    /** An answer was read, and not merely received: a service that gives something else answers nothing. */
    void answered() {
        answers.increment();
    }

    /** @return whether a repetition is granted: so many are at once, and one more for each answer */
    boolean grantRetry(long atOnce) {
        long most = atOnce + answers.sum();
        return granted.getAndUpdate(before -> before < most ? before + 1 : before) < most;
    }

    /** @return tasks read whole */
    long complete() {
        return complete.sum();
    }

    /** @return whether no list has brought anything */
    boolean isNothingRead() {
        return complete.sum() == 0 && inserted.sum() + changed.sum() + unchanged.sum() == 0;
    }

    /** @param tasks all there are; those that neither ended well nor badly were not begun, which is a failure, too */
    Summary summary(Summary.Status status, long instances, long tasks, boolean ended, long requests, double seconds) {
        long notComplete = ended ? tasks - complete.sum() : failed.sum();
        return new Summary(status, instances, complete.sum(), notComplete, inserted.sum(), changed.sum(),
                unchanged.sum(), vanished.sum(), rejected.sum(), requests, retries.sum(), seconds);
    }
}
