package io.github.dcssync.http;

import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The open connections of a server. There are so many at most, and none stays longer than it is of use: who neither
 * asks nor takes an answer is cut off. Where they are too many the one goes that has been without a request for
 * longest, so that nobody who only connects keeps others out.
 */
final class Connections {

    private final Patience patience;
    /** Those without a request in the order in which they began to wait. */
    private final Map<HttpConnection, Wait> open = new LinkedHashMap<>();

    Connections(Patience patience) {
        this.patience = patience;
    }

    /** What the server waits for, and until when: for the next request, or until an answer is taken. */
    private record Wait(boolean isIdle, long since, Duration atMost) {

        boolean isOver(long now) {
            return atMost != null && now - since > atMost.toNanos();
        }
    }

    /** Somebody has connected. */
    void admit(HttpConnection connection) {
        connection.closeHandler(closed -> forget(connection));
        add(connection).ifPresent(Connections::cutOff);
    }

    /** The head of a request is there. How long it takes to make the answer is for the database to bound. */
    void asked(HttpConnection connection) {
        change(connection, false, null);
    }

    /** The answer leaves, and is so long. */
    void answering(HttpConnection connection, long bytes) {
        change(connection, false, patience.taking(bytes));
    }

    /** The answer has left, or is in the last buffers. */
    void answered(HttpConnection connection) {
        change(connection, true, patience.next());
    }

    /** Cuts off who has been waited for long enough. */
    void closeOverdue() {
        overdue(System.nanoTime()).forEach(Connections::cutOff);
    }

    /** At once: the last handlers, which are Vert.x's, would wait until all that was written is taken. */
    private static void cutOff(HttpConnection connection) {
        ChannelHandlerContext first = ((HttpServerConnection) connection).channel().pipeline().firstContext();
        if (first != null) {
            first.close();
        }
    }

    /** @return who has to go, if all this is too much */
    private synchronized Optional<HttpConnection> add(HttpConnection connection) {
        open.put(connection, new Wait(true, System.nanoTime(), patience.first()));
        if (open.size() <= patience.connections()) {
            return Optional.empty();
        }
        Optional<HttpConnection> goes = open.entrySet().stream().filter(entry -> entry.getValue().isIdle())
                .map(Map.Entry::getKey).findFirst();
        goes.ifPresent(open::remove);
        return goes;
    }

    private synchronized void change(HttpConnection connection, boolean isIdle, Duration atMost) {
        if (open.remove(connection) != null) {
            open.put(connection, new Wait(isIdle, System.nanoTime(), atMost));
        }
    }

    private synchronized void forget(HttpConnection connection) {
        open.remove(connection);
    }

    private synchronized List<HttpConnection> overdue(long now) {
        return open.entrySet().stream().filter(entry -> entry.getValue().isOver(now)).map(Map.Entry::getKey).toList();
    }
}
