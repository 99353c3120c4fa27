package io.github.dcssync.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

/** An HTTP server that takes alerts, and does not when a test says so. */
public final class AlertReceiver implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile int status = 204;
    private volatile boolean hanging;
    private volatile Predicate<Received> refused = one -> false;

    /** One request: its headers by name in lower case, and its body. */
    public record Received(String method, String path, Map<String, List<String>> headers, JsonNode body) {

        public String text(String field) {
            return body.path(field).asText();
        }
    }

    public AlertReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::take);
        server.setExecutor(threads);
        server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Received request = new Received(exchange.getRequestMethod(), exchange.getRequestURI().toString(),
                    Map.copyOf(exchange.getRequestHeaders()), JsonMapper.builder().build().readTree(body));
            received.add(request);
            if (hanging) {
                end.await();
            }
            if (status == 302) {
                exchange.getResponseHeaders().set("Location", uri("/elsewhere"));
            }
            exchange.sendResponseHeaders(refused.test(request) ? 413 : status, -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public String uri() {
        return uri("/alerts");
    }

    private String uri(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** From now on answers with this status. */
    public void answer(int newStatus) {
        status = newStatus;
    }

    /** From now on never takes these. */
    public void refuse(Predicate<Received> never) {
        refused = never;
    }

    /** From now on takes requests and never answers. */
    public void hang() {
        hanging = true;
    }

    public List<Received> received() {
        return received;
    }

    /** Forgets what has come. */
    public void clear() {
        received.clear();
    }

    /** What came about this kind of alert. */
    public List<Received> received(String kind) {
        return received.stream().filter(one -> one.text("kind").equals(kind)).toList();
    }

    /** State and subject of each message of the kind, in order. */
    public List<String> told(String kind) {
        return received(kind).stream().map(one -> one.text("state") + " "
                + one.text("dedup_key").replaceFirst(".*:", "")).toList();
    }

    @Override
    public void close() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
