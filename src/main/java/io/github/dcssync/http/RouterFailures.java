package io.github.dcssync.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a router answers where none of its routes does, in place of its own pages: a line, below the API as JSON. */
final class RouterFailures {

    private static final int UNAUTHORIZED = 401;
    private static final int BROKEN = 500;
    private static final Logger LOG = LoggerFactory.getLogger(RouterFailures.class);

    private RouterFailures() {
    }

    static void answer(Router router) {
        router.errorHandler(RefusedRequest.BAD_REQUEST, failed -> AccessFilter.refuse(failed.request(),
                RefusedRequest.BAD_REQUEST, "The request cannot be read"));
        router.errorHandler(UNAUTHORIZED, failed -> AccessFilter.refuse(failed.request(), UNAUTHORIZED,
                "User and password are needed: they are missing or wrong"));
        router.errorHandler(RefusedRequest.NOT_FOUND, failed -> AccessFilter.refuse(failed.request(),
                RefusedRequest.NOT_FOUND, "There is nothing at " + failed.request().path()));
        router.errorHandler(BROKEN, RouterFailures::broken);
    }

    private static void broken(RoutingContext failed) {
        HttpServerRequest request = failed.request();
        LOG.error("{} cannot be answered", request.path(), failed.failure());
        if (!request.response().headWritten()) {
            AccessFilter.refuse(request, BROKEN, "The answer could not be made; the log says why");
        }
    }
}
