package io.github.dcssync.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.settings.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server of ours with less patience, on a real port. */
class ConnectionsTest {

    private static final Duration NEVER = Duration.ofDays(1);
    private static final Duration SOON = Duration.ofMillis(300);
    /** More than the buffers of both ends hold. */
    private static final long LONG = 256L << 20;

    @TempDir
    private Path folder;

    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private BoundedVertx vertx;

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /** @return its port; a long file is at every address */
    private int start(Patience patience) throws Exception {
        Path file = folder.resolve("long");
        try (RandomAccessFile hole = new RandomAccessFile(file.toFile(), "rw")) {
            hole.setLength(LONG);
        }
        Connections connections = new Connections(patience);
        vertx = new BoundedVertx(connections::admit, () -> true);
        vertx.setPeriodic(50, round -> connections.closeOverdue());
        Router router = Router.router(vertx);
        router.route()
                .handler(new AccessFilter(new HttpServer("127.0.0.1", 0, null, null, false),
                        new SingleUserAuthentication(new HttpServer("127.0.0.1", 0, null, null, false)),
                        connections));
        router.route().handler(request -> request.response().sendFile(file.toString())
                .onComplete(sent -> closed.complete(null)));
        return vertx.createHttpServer(new HttpServerOptions()).requestHandler(router).listen(0, "127.0.0.1")
                .toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS).actualPort();
    }

    private static Socket connect(int port, String request) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(120_000);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static long readToTheEnd(Socket socket) {
        long length = 0;
        byte[] bytes = new byte[1 << 16];
        try {
            for (int next; (next = socket.getInputStream().read(bytes)) >= 0;) {
                length += next;
            }
        } catch (IOException e) {
            // Cut off in the middle.
        }
        return length;
    }

    @Test
    void cutsOffWhoDoesNotTakeTheAnswer() throws Exception {
        int port = start(new Patience(9, NEVER, NEVER, SOON, LONG));
        try (Socket socket = connect(port, "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")) {
            closed.get(120, TimeUnit.SECONDS);
            assertThat(readToTheEnd(socket)).isLessThan(LONG);
        }
    }

    @Test
    void cutsOffWhoAsksNothingMore() throws Exception {
        int port = start(new Patience(9, NEVER, SOON, NEVER, LONG));
        try (Socket socket = connect(port, "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")) {
            assertThat(readToTheEnd(socket)).isGreaterThan(LONG);
        }
    }

    @Test
    void letsTheOneGoThatHasWaitedLongestWhereTheyAreTooMany() throws Exception {
        int port = start(new Patience(2, NEVER, NEVER, NEVER, LONG));
        try (Socket busy = connect(port, "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")) {
            assertThat(busy.getInputStream().readNBytes(9)).asString().isEqualTo("HTTP/1.1 ");
            try (Socket idle = connect(port, "GET");
                    Socket last = connect(port, "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")) {
                assertThat(readToTheEnd(last)).isGreaterThan(LONG);
                assertThat(readToTheEnd(idle)).isZero();
            }
            assertThat(busy.getInputStream().read()).isEqualTo('2');
        }
    }

    @Test
    void leavesAsMuchTimeAsTheLengthOfTheAnswerNeeds() throws Exception {
        int port = start(new Patience(9, NEVER, NEVER, SOON, LONG / 3600));
        try (Socket socket = connect(port, "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")) {
            assertThat(readToTheEnd(socket)).isGreaterThan(LONG);
        }
    }
}
