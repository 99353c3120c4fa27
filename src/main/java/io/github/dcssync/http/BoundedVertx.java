package io.github.dcssync.http;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.impl.VertxWrapper;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Makes bounded HTTP servers. Camel makes its servers with Vert.x's own defaults and knows no settings for these; but
 * it takes the Vert.x that it finds among its beans.
 */
final class BoundedVertx extends VertxWrapper {

    /** More than can wait for the database at the same time, so that one is always left for who needs none. */
    private static final int WORKERS = 40;

    private final Consumer<HttpConnection> connected;
    private final BooleanSupplier open;

    /**
     * @param connected hears of every connection
     * @param open      whether there is anybody to answer
     */
    BoundedVertx(Consumer<HttpConnection> connected, BooleanSupplier open) {
        super((VertxInternal) Vertx.vertx(options()));
        this.connected = connected;
        this.open = open;
    }

    private static VertxOptions options() {
        // Nothing is served from files of its own, so that none need be copied to a temporary folder.
        return new VertxOptions().setWorkerPoolSize(WORKERS).setFileSystemOptions(
                new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false));
    }

    @Override
    public HttpServer createHttpServer(HttpServerOptions options) {
        return new BoundedHttpServer(delegate, options, connected, open);
    }
}
