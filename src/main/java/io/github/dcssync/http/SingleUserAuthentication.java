package io.github.dcssync.http;

import io.github.dcssync.settings.HttpServer;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.authentication.AuthenticationProvider;
import io.vertx.ext.auth.authentication.Credentials;
import io.vertx.ext.auth.authentication.UsernamePasswordCredentials;
import java.security.MessageDigest;
import org.apache.commons.codec.digest.DigestUtils;

/** The user of the settings. How long a refusal takes tells nothing about the password. */
final class SingleUserAuthentication implements AuthenticationProvider {

    private static final byte[] NOBODY = {};

    private final HttpServer server;

    /** @param server that has no user lets nobody in */
    SingleUserAuthentication(HttpServer server) {
        this.server = server;
    }

    @Override
    public void authenticate(Credentials credentials, Handler<AsyncResult<User>> answer) {
        UsernamePasswordCredentials given = (UsernamePasswordCredentials) credentials;
        answer.handle(authenticate(given.getUsername(), given.getPassword()));
    }

    @Override
    @Deprecated
    public void authenticate(JsonObject credentials, Handler<AsyncResult<User>> answer) {
        answer.handle(authenticate(credentials.getString("username"), credentials.getString("password")));
    }

    private Future<User> authenticate(String user, String password) {
        return MessageDigest.isEqual(expected(), digest(user, password == null ? "" : password))
                ? Future.succeededFuture(User.fromName(user)) : Future.failedFuture("unknown user or wrong password");
    }

    private byte[] expected() {
        return server.asksForPassword() ? digest(server.user(), server.currentPassword()) : NOBODY;
    }

    /** A user has no colon, so that two pairs never have the same text. */
    private static byte[] digest(String user, String password) {
        return DigestUtils.sha256(user + ":" + password);
    }
}
