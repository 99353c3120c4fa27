package io.github.dcssync.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LargeAnswersTest {

    private static final int MIB = 1024 * 1024;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;

    /** Answers with as many bytes as the path says. */
    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            int bytes = Integer.parseInt(exchange.getRequestURI().getPath().substring(1));
            exchange.sendResponseHeaders(200, bytes);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(new byte[bytes]);
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void areInMemoryOneAtATimeUntilWhoeverReadThemIsDone() throws Exception {
        try (LargeAnswers using = LargeAnswers.open()) {
            assertThat(read(2 * MIB, Duration.ofMinutes(1))).isEqualTo(2 * MIB);

            CompletableFuture<Integer> another = CompletableFuture.supplyAsync(
                    () -> uninterrupted(2 * MIB, Duration.ofSeconds(1)), threads);
            assertThatThrownBy(() -> another.get(1, TimeUnit.MINUTES)).rootCause()
                    .hasMessage("no complete answer within 1 s");
            assertThat(read(2 * MIB, Duration.ofMinutes(1))).as("this thread has the place").isEqualTo(2 * MIB);
        }
        assertThat(CompletableFuture.supplyAsync(() -> uninterrupted(2 * MIB, Duration.ofMinutes(1)), threads)
                .get(1, TimeUnit.MINUTES)).isEqualTo(2 * MIB);
    }

    @Test
    void doNotKeepUsualOnesWaiting() throws Exception {
        try (LargeAnswers using = LargeAnswers.open()) {
            read(2 * MIB, Duration.ofMinutes(1));

            assertThat(CompletableFuture.supplyAsync(() -> uninterrupted(MIB, Duration.ofMinutes(1)), threads)
                    .get(1, TimeUnit.MINUTES)).isEqualTo(MIB);
        }
    }

    private int uninterrupted(int bytes, Duration limit) {
        try {
            return read(bytes, limit);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private int read(int bytes, Duration limit) throws IOException {
        URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + bytes);
        try (CloseableHttpClient http = new HttpBounds(Duration.ofSeconds(20), limit, 8 * MIB).client()) {
            return http.execute(new HttpGet(uri), response -> response.getEntity().getContent().readAllBytes().length);
        }
    }
}
