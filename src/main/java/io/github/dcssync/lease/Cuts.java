package io.github.dcssync.lease;

import io.github.dcssync.database.DatabaseFaults;
import io.github.dcssync.database.Statements;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Into how many parts each source is cut, for all processes together: the one that started last says so. */
public final class Cuts {

    /** A process that was frozen while it stored a page keeps its lease locked for a lease's life. */
    private static final Duration LONGEST_WAIT = Leases.LIFE.plusSeconds(10);
    private static final Logger LOG = LoggerFactory.getLogger(Cuts.class);

    private final Statements statements;
    private final TransactionTemplate transaction;

    /** @param transaction on the same database as {@code jdbc} */
    public Cuts(JdbcTemplate jdbc, TransactionTemplate transaction) {
        this.statements = new Statements(jdbc, "lease");
        this.transaction = transaction;
    }

    /** What holds for all processes, and who has said so since when. */
    private record InForce(int shards, @Nullable String node, OffsetDateTime since) {
    }

    /**
     * Has a cut be in force from now on. Where another was, its leases are void, and its syncs store nothing more: it is
     * waited for a page that is just being stored.
     *
     * @param node the name of this machine and process
     */
    public void declare(Cut cut, String node) {
        long end = System.nanoTime() + LONGEST_WAIT.toNanos();
        boolean isDeclared = false;
        while (!isDeclared) {
            try {
                transaction.executeWithoutResult(status -> declareNow(cut, node));
                isDeclared = true;
            } catch (DataAccessException e) {
                // Another process has the row in hand, or a lease.
                if (!DatabaseFaults.isDuplicate(e) && !DatabaseFaults.isLocked(e) || System.nanoTime() - end >= 0) {
                    throw e;
                }
            }
        }
    }

    private void declareNow(Cut cut, String node) {
        Optional<InForce> before = find("lock-cut", cut.source());
        if (before.filter(found -> found.shards() == cut.shards()).isPresent()) {
            return;
        }
        statements.get(before.isEmpty() ? "insert-cut" : "update-cut").param("source", cut.source())
                .param("shards", cut.shards()).param("node", node).update();
        statements.get("void").param("source", cut.source()).param("shards", cut.shards())
                .param("parts", cut.source().replaceAll("[!%_]", "!$0") + ".shard%").update();
        before.ifPresent(found -> LOG.info("Source {} {} from now on; {} had {}={} since {}", cut.source(),
                words(cut.shards()), found.node(), key(cut.source()), found.shards(), found.since()));
    }

    private Optional<InForce> find(String statement, String source) {
        return statements.get(statement).param("source", source)
                .query((row, number) -> new InForce(row.getInt(1), row.getString(2),
                        row.getObject(3, OffsetDateTime.class)))
                .optional();
    }

    /**
     * Makes sure, in the transaction of the thread that calls, that a cut is in force until that ends.
     *
     * @throws OtherCutException another one is
     */
    void require(Cut cut, String node) {
        Optional<InForce> found = find("lock-cut", cut.source());
        if (found.isEmpty()) {
            // Nobody had synced the source for so long that it was let go of.
            declareNow(cut, node);
        }
        objection(cut, found).ifPresent(objection -> {
            throw new OtherCutException(objection);
        });
    }

    /** @return what is to be done about it where another cut of the source is in force: one line */
    public Optional<String> objection(Cut cut) {
        return objection(cut, find("cut", cut.source()));
    }

    private static Optional<String> objection(Cut cut, Optional<InForce> found) {
        return found.filter(other -> other.shards() != cut.shards()).map(other -> "Source " + cut.source() + " "
                + words(other.shards()) + " since " + other.since() + " (" + other.node() + "), and this process has "
                + key(cut.source()) + "=" + cut.shards() + ": restart it with " + key(cut.source()) + "="
                + other.shards());
    }

    private static String words(int shards) {
        return shards == 1 ? "is not cut into shards" : "is cut into " + shards + " shards";
    }

    private static String key(String source) {
        return "dcs.source." + source + ".shards";
    }

    /**
     * @param jdbc the database, or the one connection that is to ask
     * @return into how many parts the sources are cut, by their names
     */
    public static Map<String, Integer> inForce(JdbcTemplate jdbc) {
        Map<String, Integer> cuts = new HashMap<>();
        new Statements(jdbc, "lease").get("cuts").query((ResultSet row) -> {
            cuts.put(row.getString(1), row.getInt(2));
        });
        return cuts;
    }

    /** Forgets how a source was cut that nobody syncs any more. */
    public void forget(String source) {
        statements.get("delete-cut").param("source", source).update();
    }
}
