package io.github.dcssync.api;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpStatus;

/**
 * Lets one request of a sync through alone, and the next only when the service has not refused it: a wrong key must
 * fail once, not once a worker, because more than five failures in a row lock it.
 */
final class FirstRequest implements ExecChainHandler {

    private final ReentrantLock turn = new ReentrantLock();
    private volatile boolean over;

    /** The next request is the first of a sync. */
    void begin() {
        over = false;
    }

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        if (!over) {
            awaitTurn();
            try {
                if (!over) {
                    return proceedAlone(request, scope, chain);
                }
            } finally {
                turn.unlock();
            }
        }
        return chain.proceed(request, scope);
    }

    /** A service that cannot be reached refuses nothing; the others need not wait for it one by one. */
    private ClassicHttpResponse proceedAlone(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        boolean refused = false;
        try {
            ClassicHttpResponse response = chain.proceed(request, scope);
            refused = response.getCode() == HttpStatus.SC_UNAUTHORIZED;
            return response;
        } catch (SourceRefusedException e) {
            refused = true;
            throw e;
        } finally {
            over = !refused;
        }
    }

    private void awaitTurn() throws InterruptedIOException {
        try {
            turn.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Stopped while waiting for the sync's first answer");
        }
    }
}
