package io.github.dcssync.api;

import io.github.dcssync.client.ProxyRefusedException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.Semaphore;
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

    private final ReentrantLock own = new ReentrantLock();
    private final Semaphore turn;
    private volatile boolean over;

    /** @param turn what a first request holds until it is answered, shared by all that have the same credentials */
    FirstRequest(Semaphore turn) {
        this.turn = turn;
    }

    /** The next request is the first of a sync. */
    void begin() {
        over = false;
    }

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        if (!over) {
            awaitOwnTurn();
            try {
                if (!over) {
                    return proceedInTurn(request, scope, chain);
                }
            } finally {
                own.unlock();
            }
        }
        return chain.proceed(request, scope);
    }

    private ClassicHttpResponse proceedInTurn(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        boolean mine = CredentialGate.acquire(turn);
        try {
            return proceedAlone(request, scope, chain);
        } finally {
            if (mine) {
                turn.release();
            }
        }
    }

    /**
     * A service that cannot be reached refuses nothing; the others need not wait for it one by one. What was never sent,
     * because there was no turn to be had, says nothing of it.
     */
    private ClassicHttpResponse proceedAlone(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        try {
            ClassicHttpResponse response = chain.proceed(request, scope);
            over = response.getCode() != HttpStatus.SC_UNAUTHORIZED;
            return response;
        } catch (SourceRefusedException | ProxyRefusedException e) {
            throw e;
        } catch (IOException | HttpException e) {
            over = true;
            throw e;
        }
    }

    private void awaitOwnTurn() throws InterruptedIOException {
        try {
            own.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Stopped while waiting for the sync's first answer");
        }
    }
}
