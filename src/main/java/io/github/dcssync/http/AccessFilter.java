package io.github.dcssync.http;

import io.github.dcssync.settings.HttpServer;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.auth.authentication.AuthenticationProvider;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.AuthenticationHandler;
import io.vertx.ext.web.handler.BasicAuthHandler;

/** What every request passes first: the headers of any answer, the name that was asked for, user and password. */
final class AccessFilter implements AuthenticationHandler {

    /** Only what this server sends itself is shown or run, and nobody frames it. */
    static final String CONTENT_POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /** No request of ours has a body. */
    static final long LARGEST_BODY_BYTES = 1024;

    private static final int TOO_LARGE = 413;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int MISDIRECTED = 421;
    private static final int UNAVAILABLE = 503;

    private final HttpServer server;
    private final BasicAuthHandler passwords;
    private final Connections connections;

    AccessFilter(HttpServer server, AuthenticationProvider users, Connections connections) {
        this.server = server;
        this.connections = connections;
        this.passwords = BasicAuthHandler.create(users, "dcs-sync");
    }

    @Override
    public void handle(RoutingContext request) {
        watch(request);
        addHeaders(request.response().headers());
        HttpMethod method = request.request().method();
        if (hasLargeBody(request.request())) {
            request.response().putHeader("Connection", "close");
            refuse(request, TOO_LARGE, "No request of this server has a body");
        } else if (!isForUs(request.request().authority())) {
            refuse(request, MISDIRECTED, "This server has another name: ask for http://" + server.host() + ":"
                    + server.port() + "/");
        } else if (method != HttpMethod.GET && method != HttpMethod.HEAD) {
            request.response().putHeader("Allow", "GET, HEAD");
            refuse(request, METHOD_NOT_ALLOWED, "Only GET and HEAD: this server changes nothing");
        } else if (server.asksForPassword()) {
            passwords.handle(request);
        } else {
            request.next();
        }
    }

    private void watch(RoutingContext request) {
        HttpConnection connection = request.request().connection();
        connections.asked(connection);
        request.addHeadersEndHandler(sent -> connections.answering(connection,
                length(request.response().headers().get(HttpHeaders.CONTENT_LENGTH))));
        request.addEndHandler(ended -> connections.answered(connection));
    }

    private static boolean hasLargeBody(HttpServerRequest request) {
        return request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
                || length(request.getHeader(HttpHeaders.CONTENT_LENGTH)) > LARGEST_BODY_BYTES;
    }

    private static long length(String header) {
        try {
            return header == null ? 0 : Long.parseLong(header);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    private static void addHeaders(MultiMap headers) {
        headers.set("Content-Security-Policy", CONTENT_POLICY);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("X-Frame-Options", "DENY");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Cache-Control", "private, no-cache");
    }

    /**
     * A page of somebody else may let its own name point to this machine, and its scripts would then read what is
     * here. Where a password is asked for, or others may ask anyway, there is nothing to gain by that.
     */
    private boolean isForUs(HostAndPort asked) {
        if (!server.isLoopback() || server.asksForPassword()) {
            return true;
        }
        return asked != null && HttpServer.isLoopback(asked.host());
    }

    /** Answers what no router may see, and closes the connection. */
    static void refuseUnreadable(HttpServerRequest request) {
        addHeaders(request.response().headers());
        request.response().putHeader("Connection", "close");
        refuse(request, RefusedRequest.BAD_REQUEST, "The address cannot be decoded: write UTF-8, and % as %25");
    }

    /** Answers while there is nobody to answer: at the beginning and at the end of the program. */
    static void refuseForNow(HttpServerRequest request) {
        addHeaders(request.response().headers());
        request.response().putHeader("Connection", "close").putHeader("Retry-After", "1");
        refuse(request, UNAVAILABLE, "dcs-sync is starting or ending: ask again in a moment");
    }

    private static void refuse(RoutingContext request, int status, String line) {
        refuse(request.request(), status, line);
    }

    /** Answers with one line, which is JSON where programs ask. */
    static void refuse(HttpServerRequest request, int status, String line) {
        boolean isApi = (request.path() + "/").startsWith("/api/");
        request.response().setStatusCode(status)
                .putHeader("Content-Type", isApi ? Content.JSON : "text/plain; charset=utf-8")
                .end(isApi ? new JsonObject().put("error", line).encode() : line + "\n")
                .onComplete(sent -> closeIfAsked(request));
    }

    /** Vert.x goes on reading what nobody has asked for. */
    private static void closeIfAsked(HttpServerRequest request) {
        if (request.response().headers().contains("Connection", "close", true)) {
            request.connection().close();
        }
    }
}
