package io.github.dcssync.api;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.client5.http.classic.ExecRuntime;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

/** Ends an answer that is larger than any page can be, before it fills the memory. Counts bytes after decompression. */
final class BoundedAnswer implements ExecChainHandler {

    /** A page of 1,000 records has about half a mebibyte. */
    static final long MOST_BYTES = 32L * 1024 * 1024;

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        ClassicHttpResponse response = chain.proceed(request, scope);
        HttpEntity entity = response.getEntity();
        if (entity != null) {
            // Whoever reads it may believe the announced length and take that much memory at once.
            if (entity.getContentLength() > MOST_BYTES) {
                throw tooLarge(scope.execRuntime);
            }
            response.setEntity(new BoundedEntity(entity, scope.execRuntime));
        }
        return response;
    }

    /** Drops the connection as well: closing the stream would first read the rest, however long. */
    private static AnswerTooLargeException tooLarge(ExecRuntime connection) {
        connection.discardEndpoint();
        return new AnswerTooLargeException();
    }

    private static final class BoundedEntity extends HttpEntityWrapper {

        private final ExecRuntime connection;
        private InputStream content;

        BoundedEntity(HttpEntity entity, ExecRuntime connection) {
            super(entity);
            this.connection = connection;
        }

        @Override
        public InputStream getContent() throws IOException {
            if (content == null) {
                content = new Bounded(super.getContent(), connection);
            }
            return content;
        }

        @Override
        public void writeTo(OutputStream target) throws IOException {
            try (InputStream source = getContent()) {
                source.transferTo(target);
            }
        }
    }

    private static final class Bounded extends FilterInputStream {

        private final ExecRuntime connection;
        private long left = MOST_BYTES;

        Bounded(InputStream content, ExecRuntime connection) {
            super(content);
            this.connection = connection;
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            count(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            count(Math.max(read, 0));
            return read;
        }

        @Override
        public long skip(long bytes) throws IOException {
            long skipped = super.skip(bytes);
            count(skipped);
            return skipped;
        }

        private void count(long read) throws IOException {
            left -= read;
            if (left < 0) {
                throw tooLarge(connection);
            }
        }
    }
}
