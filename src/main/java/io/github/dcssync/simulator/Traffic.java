package io.github.dcssync.simulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/** Counts what was asked since the start, and keeps the last thousand requests. */
public final class Traffic {

    private static final int KEPT = 1000;

    private final LongAdder total = new LongAdder();
    private final AtomicLong waiting = new AtomicLong();
    private final LongAccumulator mostAtOnce = new LongAccumulator(Math::max, 0);
    private final Map<Operation, LongAdder> byOperation = new ConcurrentHashMap<>();
    private final Map<Integer, LongAdder> byStatus = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> byInstance = new ConcurrentHashMap<>();
    private final Deque<ReceivedRequest> recent = new ArrayDeque<>();

    Traffic() {
    }

    /** All requests, refused and broken ones included. */
    public long requests() {
        return total.sum();
    }

    /** The most requests that waited for an answer at the same time. */
    public long mostAtOnce() {
        return mostAtOnce.get();
    }

    /** Requests to one list, of whichever instance. */
    public long requests(Operation operation) {
        return count(byOperation, operation);
    }

    /** Requests to one list of one instance. */
    public long requests(Operation operation, String instanceId) {
        return count(byInstance, key(operation, instanceId));
    }

    /** Requests answered with a status; 0 stands for dropped connections. */
    public long answered(int status) {
        return count(byStatus, status);
    }

    /** The last thousand requests, oldest first. */
    public List<ReceivedRequest> recent() {
        synchronized (recent) {
            return List.copyOf(recent);
        }
    }

    /** The requests to one list among the last thousand, oldest first. */
    public List<SimulatedRequest> recent(Operation operation) {
        return recent().stream().map(ReceivedRequest::request)
                .filter(request -> request.operation() == operation).toList();
    }

    /** A request has come in. */
    void arrived() {
        mostAtOnce.accumulate(waiting.incrementAndGet());
    }

    /** Its answer is about to leave. */
    void answered() {
        waiting.decrementAndGet();
    }

    void record(SimulatedRequest request, int status) {
        total.increment();
        increment(byOperation, request.operation());
        increment(byStatus, status);
        if (request.instanceId() != null) {
            increment(byInstance, key(request.operation(), request.instanceId()));
        }
        synchronized (recent) {
            if (recent.size() == KEPT) {
                recent.removeFirst();
            }
            recent.addLast(new ReceivedRequest(request, status));
        }
    }

    private static String key(Operation operation, String instanceId) {
        return operation + "/" + instanceId;
    }

    private static <K> void increment(Map<K, LongAdder> counters, K key) {
        counters.computeIfAbsent(key, unused -> new LongAdder()).increment();
    }

    private static <K> long count(Map<K, LongAdder> counters, K key) {
        LongAdder counter = counters.get(key);
        return counter == null ? 0 : counter.sum();
    }
}
