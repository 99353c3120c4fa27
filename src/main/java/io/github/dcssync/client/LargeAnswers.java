package io.github.dcssync.client;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Has one large answer at a time in the memory of the process, whatever all servers send to all threads: the others
 * wait, within their deadlines, with what has arrived so far. Opened by whoever reads an answer and goes on to use it,
 * and closed by the same thread when the bytes are no longer needed.
 */
public final class LargeAnswers implements AutoCloseable {

    /** What any number of answers may have at the same time: twice the page of 1,000 records. */
    static final int USUAL_BYTES = 1024 * 1024;

    private static final Semaphore PLACE = new Semaphore(1, true);
    private static final ThreadLocal<LargeAnswers> OPEN = new ThreadLocal<>();

    private final LargeAnswers outer;
    private boolean holding;

    private LargeAnswers(LargeAnswers outer) {
        this.outer = outer;
    }

    /** From now on this thread may take the place, and keeps it until the end. */
    public static LargeAnswers open() {
        LargeAnswers opened = new LargeAnswers(OPEN.get());
        OPEN.set(opened);
        return opened;
    }

    /**
     * Takes the place for what this thread opened first, unless it has it.
     *
     * @throws AnswerTimeoutException when others have it for too long
     */
    static void enter(Duration longest) throws IOException {
        LargeAnswers entering = OPEN.get();
        while (entering.outer != null) {
            entering = entering.outer;
        }
        if (!entering.holding) {
            awaitPlace(longest);
            entering.holding = true;
        }
    }

    private static void awaitPlace(Duration longest) throws IOException {
        try {
            if (!PLACE.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new AnswerTimeoutException(longest, null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Stopped while waiting for memory to read a large answer into");
        }
    }

    @Override
    public void close() {
        if (holding) {
            PLACE.release();
        }
        if (outer == null) {
            OPEN.remove();
        } else {
            OPEN.set(outer);
        }
    }
}
