package io.github.dcssync.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerImpl;
import io.vertx.core.impl.VertxInternal;
import io.vertx.ext.web.Router;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server of HTTP/1.1 alone that takes short requests, and whose router sees no address that it would fail on. */
final class BoundedHttpServer extends HttpServerImpl {

    private static final int LONGEST_LINE_BYTES = 4 * 1024;
    private static final int LONGEST_HEAD_BYTES = 16 * 1024;
    private static final Logger LOG = LoggerFactory.getLogger(BoundedHttpServer.class);

    private final BooleanSupplier open;

    /**
     * @param connected hears of every connection
     * @param open      whether there is anybody to answer: until then a request is to come again
     */
    BoundedHttpServer(VertxInternal vertx, HttpServerOptions options, Consumer<HttpConnection> connected,
            BooleanSupplier open) {
        super(vertx, options.setHttp2ClearTextEnabled(false).setMaxInitialLineLength(LONGEST_LINE_BYTES)
                .setMaxHeaderSize(LONGEST_HEAD_BYTES));
        this.open = open;
        connectionHandler(connection -> {
            // Whoever goes away, or is cut off, in the middle of an answer is no news.
            connection.exceptionHandler(failure -> LOG.debug("A connection has broken", failure));
            connected.accept(connection);
        });
    }

    @Override
    public synchronized HttpServer requestHandler(Handler<HttpServerRequest> handler) {
        if (handler instanceof Router router) {
            RouterFailures.answer(router);
        }
        return super.requestHandler(request -> {
            if (!open.getAsBoolean()) {
                AccessFilter.refuseForNow(request);
            } else if (isReadable(request.uri())) {
                handler.handle(request);
            } else {
                AccessFilter.refuseUnreadable(request);
            }
        });
    }

    /** Vert.x's router fails on what it cannot decode, with a stack trace in the log. */
    private static boolean isReadable(String address) {
        try {
            PercentEncoding.decode(address);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
