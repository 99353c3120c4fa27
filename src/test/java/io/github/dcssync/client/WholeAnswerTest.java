package io.github.dcssync.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WholeAnswerTest {

    private static final int MIB = 1024 * 1024;
    private static final long MOST = 32L * MIB;
    private static final byte[] BLOCK = new byte[MIB];

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicLong sent = new AtomicLong();
    private HttpServer server;
    private CloseableHttpClient http;

    /** Writes an answer's body. */
    @FunctionalInterface
    private interface Body {
        void writeTo(OutputStream out) throws IOException;
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setExecutor(threads);
        server.start();
        http = new HttpBounds(Duration.ofSeconds(20), Duration.ofMinutes(1), (int) MOST).client();
    }

    @AfterEach
    void stop() throws IOException {
        http.close();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void readsAnAnswerUpToTheBound() throws IOException {
        serve(null, 0, out -> blocks(out, 32));
        assertThat(length()).isEqualTo(MOST);
    }

    @Test
    void endsAnAnswerOneByteLarger() {
        serve(null, 0, out -> {
            blocks(out, 32);
            out.write(1);
        });
        tooLarge();
    }

    @Test
    void takesAnAnnouncedLengthForTheTruth() {
        serve(null, MOST + 1, out -> out.write(BLOCK));
        assertThatThrownBy(() -> http.execute(new HttpGet(uri()), response -> null))
                .isInstanceOf(AnswerTooLargeException.class);
    }

    @Test
    void endsAnAnswerThatNeverEndsAndDropsItsConnection() {
        serve(null, 0, out -> blocks(out, 100_000));
        tooLarge();
        assertThat(sent.get()).isLessThan(4 * MOST);
    }

    @Test
    void countsWhatComesOutOfACompressedAnswer() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
            blocks(gzip, 200);
        }
        assertThat(bomb.size()).isLessThan(MIB);
        serve("gzip", bomb.size(), out -> out.write(bomb.toByteArray()));
        tooLarge();
    }

    @Test
    void readsASmallCompressedAnswer() throws IOException {
        ByteArrayOutputStream small = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(small)) {
            blocks(gzip, 3);
        }
        serve("gzip", small.size(), out -> out.write(small.toByteArray()));
        assertThat(length()).isEqualTo(3 * MIB);
    }

    private void tooLarge() {
        assertThatThrownBy(this::length).isInstanceOf(AnswerTooLargeException.class)
                .hasMessageContaining("larger than 32 MiB");
    }

    private long length() throws IOException {
        return http.execute(new HttpGet(uri()),
                response -> response.getEntity().getContent().transferTo(OutputStream.nullOutputStream()));
    }

    private URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    /** @param length the announced length, 0 for none */
    private void serve(String encoding, long length, Body body) {
        server.createContext("/", exchange -> answer(exchange, encoding, length, body));
    }

    private static void answer(HttpExchange exchange, String encoding, long length, Body body) throws IOException {
        try (exchange) {
            if (encoding != null) {
                exchange.getResponseHeaders().set("Content-Encoding", encoding);
            }
            exchange.sendResponseHeaders(200, length);
            body.writeTo(exchange.getResponseBody());
        }
    }

    private void blocks(OutputStream out, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            out.write(BLOCK);
            sent.addAndGet(BLOCK.length);
        }
    }
}
