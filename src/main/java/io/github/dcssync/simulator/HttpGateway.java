package io.github.dcssync.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Reads a request from the connection and writes its answer, a broken one too. */
final class HttpGateway implements HttpHandler {

    private final Services services;
    private final Traffic traffic;
    private final Duration latency;
    private final long requestIdPrefix;
    private final AtomicLong numbers = new AtomicLong();
    private volatile FaultInjector faults;

    HttpGateway(Services services, Traffic traffic, FaultInjector faults, SimulatorOptions options) {
        this.services = services;
        this.traffic = traffic;
        this.faults = faults;
        this.latency = options.latency();
        this.requestIdPrefix = new Dice(options.seed(), 0).between(0, Long.MAX_VALUE - 1);
    }

    void faults(FaultInjector injector) {
        faults = injector;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            SimulatedRequest request = read(exchange);
            byte[] body = exchange.getRequestBody().readAllBytes();
            String requestId = requestId(request.number());
            Answer answer = answer(request, body, requestId);
            traffic.record(request, answer.status());
            if (!answer.isDropped()) {
                exchange.getResponseHeaders().set("X-Request-Id", requestId);
                send(exchange, answer);
            }
        }
    }

    private Answer answer(SimulatedRequest request, byte[] body, String requestId) throws IOException {
        traffic.arrived();
        try {
            Answer answer = faults.replace(request, services.answer(request, body, requestId));
            pause(latency.plus(answer.delay()));
            return answer;
        } finally {
            traffic.answered();
        }
    }

    private SimulatedRequest read(HttpExchange exchange) {
        String path = exchange.getRequestURI().getRawPath();
        String rawQuery = exchange.getRequestURI().getRawQuery();
        Target target = Target.of(path);
        return new SimulatedRequest(numbers.incrementAndGet(), target.operation(), target.projectId(),
                target.instanceId(), exchange.getRequestMethod(), path, rawQuery, firstValues(rawQuery),
                headers(exchange));
    }

    private static Map<String, String> firstValues(@Nullable String rawQuery) {
        Map<String, String> values = new HashMap<>();
        QueryParameter.parse(rawQuery).forEach(parameter -> values.putIfAbsent(parameter.name(), parameter.value()));
        return values;
    }

    private static Map<String, String> headers(HttpExchange exchange) {
        Map<String, String> headers = new HashMap<>();
        for (Map.Entry<String, List<String>> header : exchange.getRequestHeaders().entrySet()) {
            headers.put(header.getKey().toLowerCase(Locale.ROOT), String.join(",", header.getValue()).trim());
        }
        return headers;
    }

    private String requestId(long number) {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(requestIdPrefix) + hex.toHexDigits(number);
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        byte[] body = answer.body();
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            OutputStream out = exchange.getResponseBody();
            out.write(body, 0, answer.bytesToSend());
            out.flush();
        }
    }

    private static void pause(Duration time) throws IOException {
        if (time.isZero()) {
            return;
        }
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("The simulator was closed", e);
        }
    }
}
