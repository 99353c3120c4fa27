package io.github.dcssync.http;

import io.github.dcssync.settings.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;

/** The address that a server of the settings is to listen on. Vert.x only logs that it could not. */
public final class ListeningAddress {

    private ListeningAddress() {
    }

    /**
     * Makes sure that the address can be listened on now.
     *
     * @param key where the settings have it, as in {@code dcs.http-server}
     * @return the same with a real port where 0 asks for any free one
     * @throws AddressException when another process listens there, or this machine has no such address
     */
    public static HttpServer free(HttpServer server, String key) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(server.host()), server.port()));
            return server.withPort(socket.getLocalPort());
        } catch (UnknownHostException e) {
            throw new AddressException(key + ".host '" + server.host() + "' is no address of this machine: set it to"
                    + " 127.0.0.1, 0.0.0.0 or one of this machine's own", e);
        } catch (IOException e) {
            throw new AddressException(key + ".port " + server.port() + " on " + server.host() + " cannot be listened"
                    + " on (" + e.getMessage() + "): stop what uses it, or set another " + key + ".port; 0 takes any"
                    + " free one", e);
        }
    }

    /** @return the same on any free port when its own is taken */
    public static HttpServer freeOrOther(HttpServer server, String key) {
        try {
            return free(server, key);
        } catch (AddressException e) {
            return free(server.withPort(0), key);
        }
    }

    /** @return where a program on this machine reaches the server */
    public static URI uri(HttpServer server) {
        String host = switch (server.host()) {
            case "0.0.0.0" -> "127.0.0.1";
            case "::" -> "::1";
            default -> server.host();
        };
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + server.port() + "/");
    }
}
