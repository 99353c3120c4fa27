package io.github.dcssync.app;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLSession;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.io.ConnectionEndpoint;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.io.LeaseRequest;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpVersion;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.ProtocolVersion;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * The service in the place of the connections to it: what the HTTP client would write on a socket is answered by a method
 * call. Requests are signed, paced and bounded as ever.
 */
final class InProcessService implements HttpClientConnectionManager {

    private final ListedFleet fleet;
    private final AtomicLong answers = new AtomicLong();
    private volatile long awaited = -1;
    private volatile Runnable glance = () -> {
    };

    InProcessService(ListedFleet fleet) {
        this.fleet = fleet;
    }

    /**
     * Has something be done once, before one of the next answers.
     *
     * @param answersBefore how many are given until then
     */
    void after(long answersBefore, Runnable look) {
        glance = look;
        awaited = answers.get() + answersBefore;
    }

    long answers() {
        return answers.get();
    }

    private ClassicHttpResponse answer(ClassicHttpRequest request) throws HttpException {
        if (answers.getAndIncrement() == awaited) {
            glance.run();
        }
        if (!request.containsHeader("Authorization")) {
            throw new ProtocolException("A request is not signed");
        }
        ClassicHttpResponse response = new BasicClassicHttpResponse(200);
        try {
            URI uri = request.getUri();
            response.setEntity(new ByteArrayEntity(
                    fleet.answer(uri.getPath(), ListedFleet.parameters(uri.getQuery())), ContentType.APPLICATION_JSON));
        } catch (URISyntaxException e) {
            throw new ProtocolException(e.getMessage(), e);
        }
        return response;
    }

    @Override
    public LeaseRequest lease(String id, HttpRoute route, Timeout timeout, Object state) {
        return new LeaseRequest() {
            @Override
            public ConnectionEndpoint get(Timeout patience) {
                return new Place();
            }

            @Override
            public boolean cancel() {
                return false;
            }
        };
    }

    @Override
    public void release(ConnectionEndpoint endpoint, Object state, TimeValue keepAlive) {
        // There is nothing to be kept.
    }

    @Override
    public void connect(ConnectionEndpoint endpoint, TimeValue timeout, HttpContext context) {
        // It always is.
    }

    @Override
    public void upgrade(ConnectionEndpoint endpoint, HttpContext context) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close(CloseMode mode) {
        // There is nothing to be closed.
    }

    @Override
    public void close() {
        // There is nothing to be closed.
    }

    private final class Place extends ConnectionEndpoint {

        private final Wire wire = new Wire();

        /** The client asks by the other one; this one is still to be there. */
        @Override
        @SuppressWarnings("deprecation")
        public ClassicHttpResponse execute(String id, ClassicHttpRequest request, HttpRequestExecutor executor,
                HttpContext context) throws IOException, HttpException {
            return executor.execute(request, wire, context);
        }

        @Override
        public ClassicHttpResponse execute(String id, ClassicHttpRequest request, RequestExecutor executor,
                HttpContext context) throws IOException, HttpException {
            return executor.execute(request, wire, context);
        }

        @Override
        public boolean isConnected() {
            return true;
        }

        @Override
        public void setSocketTimeout(Timeout timeout) {
            // Nobody waits.
        }

        @Override
        public void close(CloseMode mode) {
            // There is nothing to be closed.
        }

        @Override
        public void close() {
            // There is nothing to be closed.
        }
    }

    private final class Wire implements HttpClientConnection {

        private ClassicHttpRequest asked;

        @Override
        public void sendRequestHeader(ClassicHttpRequest request) {
            asked = request;
        }

        @Override
        public ClassicHttpResponse receiveResponseHeader() throws HttpException {
            return answer(asked);
        }

        @Override
        public boolean isConsistent() {
            return true;
        }

        @Override
        public void terminateRequest(ClassicHttpRequest request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void sendRequestEntity(ClassicHttpRequest request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void receiveResponseEntity(ClassicHttpResponse response) {
            // It came with the head.
        }

        @Override
        public boolean isDataAvailable(Timeout timeout) {
            return true;
        }

        @Override
        public boolean isStale() {
            return false;
        }

        @Override
        public void flush() {
            // Nothing waits to be sent.
        }

        @Override
        public void close() {
            // There is nothing to be closed.
        }

        @Override
        public void close(CloseMode mode) {
            // There is nothing to be closed.
        }

        @Override
        public EndpointDetails getEndpointDetails() {
            return null;
        }

        @Override
        public SocketAddress getLocalAddress() {
            return null;
        }

        @Override
        public SocketAddress getRemoteAddress() {
            return null;
        }

        @Override
        public ProtocolVersion getProtocolVersion() {
            return HttpVersion.HTTP_1_1;
        }

        @Override
        public SSLSession getSSLSession() {
            return null;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public Timeout getSocketTimeout() {
            return null;
        }

        @Override
        public void setSocketTimeout(Timeout timeout) {
            // Nobody waits.
        }
    }
}
