package io.github.dcssync.history;

import io.github.dcssync.simulator.Simulator;
import io.github.dcssync.testkit.Stored;
import io.github.dcssync.testkit.Tables;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.zip.CRC32;

/**
 * What has to hold whatever happens to the processes that share a source. It knows nothing of them: the database notes by
 * itself who writes what under whose lease ({@code growth/watch.sql}), the simulator when it is asked.
 */
final class GrowthWatch {

    private static final double TOLERATED = 1.05;

    private final Simulator simulator;
    private final Tables tables;
    private final int requestsASecond;
    private final RequestTimes requests = new RequestTimes();
    private long changes;

    /**
     * @param tables          of a database that nobody syncs into yet
     * @param mostShards      into so many a source is cut at most
     * @param requestsASecond that all processes together may send
     */
    GrowthWatch(Simulator simulator, Tables tables, int mostShards, int requestsASecond) throws IOException {
        this.simulator = simulator;
        this.tables = tables;
        this.requestsASecond = requestsASecond;
        try (InputStream sql = GrowthWatch.class.getResourceAsStream("/growth/watch.sql")) {
            tables.execute(new String(sql.readAllBytes(), StandardCharsets.UTF_8));
        }
        for (String instance : simulator.fleet().instanceIds()) {
            IntStream.rangeClosed(1, mostShards).forEach(shards -> tables.execute(
                    "insert into growth_part values (?, ?, ?)", instance, shards, part(instance, shards)));
        }
        simulator.onRequest(request -> requests.came());
    }

    private static String part(String instance, int shards) {
        CRC32 hash = new CRC32();
        hash.update(instance.getBytes(StandardCharsets.UTF_8));
        return shards == 1 ? "default" : "default.shard" + (1 + hash.getValue() % shards);
    }

    /** Hears that fields of records were changed at the service, or records are listed no longer: a row of history each. */
    void expectChanges(int more) {
        changes += more;
    }

    long requests() {
        return requests.total();
    }

    double mostRequestsASecond() {
        return requests.mostASecond();
    }

    /** @return whether each part of the source, as it is cut, was synced whole since, by the database's clock */
    boolean isSyncedSince(Instant begin, int shards) {
        return tables.rows("select distinct part from growth_run where status = 'complete' and begun_at > ?"
                + " and part in (select part from growth_part where shards = ?)",
                Timestamp.from(begin), shards).size() == shards;
    }

    /** @return the time by the database's clock */
    Instant now() {
        return (Instant) tables.value("select clock_timestamp()");
    }

    /** @return the node that syncs a part now, if any does */
    Optional<String> holder() {
        return tables.column("select holder from sync_lease where source like 'default%' and expires_at is not null"
                + " order by source").stream().map(holder -> holder.toString().replaceFirst("/.*", "")).findFirst();
    }

    /** @return what did not hold; asked when all parts were synced since the last change at the service */
    List<String> violations() {
        List<String> found = new ArrayList<>();
        tables.column("select what from growth_violation order by noticed_at")
                .forEach(what -> found.add((String) what));
        found.addAll(overlaps());
        if (requests.mostASecond() > requestsASecond * TOLERATED) {
            found.add("In ten seconds came " + requests.most() + " requests, where " + requestsASecond
                    + " a second are allowed");
        }
        long noted = tables.count("record_change");
        if (noted != changes) {
            found.add(noted + " changes were noted, and there were " + changes);
        }
        try {
            new Stored(tables, simulator.fleet()).equalsWhatIsListed();
        } catch (AssertionError e) {
            found.add("Not what is listed: " + e.getMessage());
        }
        return found;
    }

    /** What has led there, for whoever looks for the cause: the newest syncs, how the lists were read, and who holds what. */
    List<String> traces() {
        List<String> traces = new ArrayList<>();
        for (String rows : List.of(
                "sync_run r join growth_run g on g.run_id = r.run_id order by g.begun_at desc limit 20",
                "instance_sync order by instance_id, endpoint", "total_num_meaning", "sync_lease order by source",
                "source_cut", "instance_listing", "sync_error order by error_id desc limit 20",
                "record_change order by change_id desc limit 30")) {
            traces.add(rows.replaceFirst(" .*", "") + ":");
            tables.rows("select * from " + rows).forEach(row -> traces.add("  " + row));
        }
        return traces;
    }

    /** Whoever writes of a part after another has begun to has synced it at the same time. */
    private List<String> overlaps() {
        List<String> found = new ArrayList<>();
        Set<String> ended = new HashSet<>();
        String part = "";
        String run = "";
        for (Map<String, Object> write : tables.rows("select part, run_id from growth_write order by part, place")) {
            if (!write.get("part").equals(part)) {
                part = (String) write.get("part");
                run = "";
            }
            if (!write.get("run_id").equals(run)) {
                ended.add(part + " " + run);
                run = (String) write.get("run_id");
                if (ended.contains(part + " " + run)) {
                    found.add("Two syncs of " + part + " at a time, one of them " + run);
                }
            }
        }
        return found;
    }
}
