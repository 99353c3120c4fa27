package io.github.dcssync.web;

import io.github.dcssync.settings.HttpServer;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.auth.authentication.AuthenticationProvider;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.AuthenticationHandler;
import io.vertx.ext.web.handler.BasicAuthHandler;

/** What every request passes first: the headers of any answer, the name that was asked for, user and password. */
final class Gate implements AuthenticationHandler {

    /** Only what this server sends itself is shown or run, and nobody frames it. */
    static final String CONTENT_POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int MISDIRECTED = 421;

    private final HttpServer server;
    private final BasicAuthHandler passwords;

    Gate(HttpServer server, AuthenticationProvider users) {
        this.server = server;
        this.passwords = BasicAuthHandler.create(users, "dcs-sync");
    }

    @Override
    public void handle(RoutingContext request) {
        addHeaders(request.response().headers());
        HttpMethod method = request.request().method();
        if (!isForUs(request.request().authority())) {
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

    private static void refuse(RoutingContext request, int status, String line) {
        request.response().setStatusCode(status).putHeader("Content-Type", "text/plain; charset=utf-8")
                .end(line + "\n");
    }
}
