package io.github.dcssync.settings;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A port the program listens on. Printing it shows no password.
 *
 * @param host name or address listened on, without brackets
 * @param port 0 to 65535; 0 takes any free one
 * @param user user of HTTP basic authentication, or null for none
 * @param password its password, or null for none; given exactly when the user is
 * @param allowAnonymous whether everybody on the network may ask
 * @param reread the password as its file has it now; null when none stands in a file
 */
public record HttpServer(String host, int port, String user, String password, boolean allowAnonymous,
        @Nullable Supplier<String> reread) {

    /** With a password that stays as it is. */
    public HttpServer(String host, int port, String user, String password, boolean allowAnonymous) {
        this(host, port, user, password, allowAnonymous, null);
    }

    /** The password that callers have to say now. */
    public String currentPassword() {
        return reread == null ? password : reread.get();
    }

    /** Whether callers have to say user and password. */
    public boolean asksForPassword() {
        return user != null;
    }

    /** Whether only programs on this machine can ask. */
    public boolean isLoopback() {
        return isLoopback(host);
    }

    /**
     * Whether a host names this machine, decided by its spelling alone.
     *
     * @param host name or address; an address of version 6 with or without brackets
     */
    public static boolean isLoopback(String host) {
        return Hosts.isLoopback(host);
    }

    /** The same on another port. */
    public HttpServer withPort(int otherPort) {
        return new HttpServer(host, otherPort, user, password, allowAnonymous, reread);
    }

    @Override
    public String toString() {
        return "HttpServer[host=" + host + ", port=" + port + ", user=" + user + ", allowAnonymous=" + allowAnonymous
                + "]";
    }
}
