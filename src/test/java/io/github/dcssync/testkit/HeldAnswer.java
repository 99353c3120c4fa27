package io.github.dcssync.testkit;

import java.util.concurrent.CountDownLatch;

/** An answer of the service that somebody waits for until the test lets it go. */
public final class HeldAnswer {

    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    /** Waits in the service's place, until {@link #release}. */
    public void hold() {
        reached.countDown();
        Waiting.on(released);
    }

    /** Waits until somebody waits for the answer. */
    public void await() {
        Waiting.on(reached);
    }

    public boolean isReached() {
        return reached.getCount() == 0;
    }

    public void release() {
        released.countDown();
    }

    public boolean isReleased() {
        return released.getCount() == 0;
    }
}
