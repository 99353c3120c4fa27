package io.github.dcssync.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/**
 * Reads an answer whole, after decompression, before anybody sees it, in bounded time and memory. One that is too late
 * or too large is not read on, and its connection is dropped: to use it again its rest would have to be read, however
 * long.
 */
final class WholeAnswer implements ExecChainHandler {

    private static final int BLOCK = 64 * 1024;

    private final HttpBounds bounds;

    WholeAnswer(HttpBounds bounds) {
        this.bounds = bounds;
    }

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        Attempt attempt = Attempt.begin(scope, bounds.answerTimeout());
        try (LargeAnswers large = LargeAnswers.open()) {
            ClassicHttpResponse response = chain.proceed(request, scope);
            if (response.getEntity() != null) {
                response.setEntity(whole(response.getEntity()));
                // A server's word for its bytes is not trusted: they are JSON in UTF-8, or cannot be read.
                response.removeHeaders(HttpHeaders.CONTENT_TYPE);
            }
            return response;
        } catch (IOException | HttpException | RuntimeException e) {
            scope.execRuntime.discardEndpoint();
            if (e instanceof ProxyException && attempt.isOver()) {
                throw ProxyException.silent(scope.route.getProxyHost(), bounds.answerTimeout(), e);
            }
            // A read that has waited for as long may end a moment earlier.
            if (attempt.isOver() || e.getClass() == SocketTimeoutException.class) {
                throw new AnswerTimeoutException(bounds.answerTimeout(), e);
            }
            throw e;
        } finally {
            attempt.pause();
        }
    }

    private HttpEntity whole(HttpEntity entity) throws IOException {
        if (entity.getContentLength() > bounds.mostBytes()) {
            throw new AnswerTooLargeException(bounds.mostBytes());
        }
        InputStream content = entity.getContent();
        byte[] bytes = content == null ? new byte[0] : read(content);
        return new ByteArrayEntity(bytes, null, entity.getContentEncoding());
    }

    /** Takes no more memory than has arrived, whatever length was announced. */
    private byte[] read(InputStream content) throws IOException {
        List<byte[]> blocks = new ArrayList<>();
        int total = 0;
        byte[] block;
        do {
            block = content.readNBytes(BLOCK);
            blocks.add(block);
            total += block.length;
            if (total > bounds.mostBytes()) {
                throw new AnswerTooLargeException(bounds.mostBytes());
            }
            if (total > LargeAnswers.USUAL_BYTES) {
                LargeAnswers.enter(bounds.answerTimeout());
            }
        } while (block.length == BLOCK);
        content.close();
        return joined(blocks, total);
    }

    private static byte[] joined(List<byte[]> blocks, int total) {
        byte[] all = new byte[total];
        int offset = 0;
        for (byte[] block : blocks) {
            System.arraycopy(block, 0, all, offset, block.length);
            offset += block.length;
        }
        return all;
    }
}
