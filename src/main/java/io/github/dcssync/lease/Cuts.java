package io.github.dcssync.lease;

import io.github.dcssync.database.Database;
import io.github.dcssync.database.DatabaseFaults;
import io.github.dcssync.database.Statements;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
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

    /** The version of the schema since which it is known how sources are cut. */
    public static final int SINCE_SCHEMA = 28;

    private final Statements statements;
    private final TransactionTemplate transaction;

    /** @param transaction on the same database as {@code jdbc} */
    public Cuts(JdbcTemplate jdbc, TransactionTemplate transaction) {
        this.statements = new Statements(jdbc, "lease");
        this.transaction = transaction;
    }

    /** @return those that this database knows */
    public static Cuts of(Database database) {
        return new Cuts(database.statements(), database.transaction());
    }

    /**
     * What holds for all processes.
     *
     * @param node  who has said so
     * @param since when, by the database's clock; later than any declaration that it has taken the place of
     */
    public record Declaration(Cut cut, @Nullable String node, OffsetDateTime since) {
    }

    /**
     * Has a cut be in force from now on. Where another was, its leases are void, and its syncs store nothing more: it is
     * waited for a page that is just being stored.
     *
     * @param node the name of this machine and process
     * @return what is in force now: this, or the same as another process has said before
     */
    public Declaration declare(Cut cut, String node) {
        return patiently(() -> declareNow(cut, node));
    }

    /**
     * Has what was declared be in force again where the database has lost it, as one may that has failed over: its row is
     * missing, or older. It is as old as it was, so that of several that were lost the newest is in force in the end.
     */
    void restore(Declaration declared) {
        if (isLost(declared, find("cut", declared.cut().source()))) {
            patiently(() -> {
                Optional<Declaration> found = find("lock-cut", declared.cut().source());
                if (isLost(declared, found)) {
                    write(declared, found);
                    LOG.warn("Source {} {} again, as {} had said at {}: the database has lost that",
                            declared.cut().source(), words(declared.cut().shards()), declared.node(),
                            declared.since());
                }
                return declared;
            });
        }
    }

    private static boolean isLost(Declaration declared, Optional<Declaration> found) {
        return found.isEmpty() || found.get().since().isBefore(declared.since());
    }

    private Declaration patiently(Supplier<Declaration> work) {
        long end = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (true) {
            try {
                return Objects.requireNonNull(transaction.execute(status -> work.get()));
            } catch (DataAccessException e) {
                // Another process has the row in hand, or a lease.
                if (!DatabaseFaults.isDuplicate(e) && !DatabaseFaults.isLocked(e) || System.nanoTime() - end >= 0) {
                    throw e;
                }
            }
        }
    }

    private Declaration declareNow(Cut cut, String node) {
        Optional<Declaration> before = find("lock-cut", cut.source());
        if (before.filter(found -> found.cut().equals(cut)).isPresent()) {
            return before.get();
        }
        OffsetDateTime now = statements.get("now").query(OffsetDateTime.class).single();
        // Also where the clock of a database that has failed over is behind that of the one before.
        Declaration declared = new Declaration(cut, node, before.map(found -> found.since().plus(1, ChronoUnit.MICROS))
                .filter(later -> later.isAfter(now)).orElse(now));
        write(declared, before);
        before.ifPresent(found -> LOG.info("Source {} {} from now on; {} had {}={} since {}", cut.source(),
                words(cut.shards()), found.node(), key(cut.source()), found.cut().shards(), found.since()));
        return declared;
    }

    private void write(Declaration declared, Optional<Declaration> before) {
        Cut cut = declared.cut();
        statements.get(before.isEmpty() ? "insert-cut" : "update-cut").param("source", cut.source())
                .param("shards", cut.shards()).param("node", declared.node()).param("declaredAt", declared.since())
                .update();
        String parts = cut.source().replaceAll("[!%_]", "!$0") + ".shard%";
        // By their keys: a search that locks would wait for other sources' pages, too.
        statements.get("of-other-cuts").param("source", cut.source()).param("shards", cut.shards())
                .param("parts", parts).query(String.class).list()
                .forEach(part -> statements.get("lock").param("source", part).query(Long.class).list());
        statements.get("void").param("source", cut.source()).param("shards", cut.shards()).param("parts", parts)
                .update();
    }

    private Optional<Declaration> find(String statement, String source) {
        return statements.get(statement).param("source", source)
                .query((row, number) -> new Declaration(new Cut(source, row.getInt(1)), row.getString(2),
                        row.getObject(3, OffsetDateTime.class)))
                .optional();
    }

    /**
     * Makes sure, in the transaction of the thread that calls, that a cut is in force until that ends.
     *
     * @throws OtherCutException another one is
     */
    void require(Cut cut, String node) {
        Optional<Declaration> found = find("lock-cut", cut.source());
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

    private static Optional<String> objection(Cut cut, Optional<Declaration> found) {
        return found.filter(other -> !other.cut().equals(cut)).map(other -> inForce(other)
                + ", and this process has " + key(cut.source()) + "=" + cut.shards() + ": restart it with "
                + key(cut.source()) + "=" + other.cut().shards());
    }

    /** @return what a start would do about it where another cut of the source is in force: one line */
    public Optional<String> change(Cut cut) {
        return find("cut", cut.source()).filter(other -> !other.cut().equals(cut)).map(other -> inForce(other)
                + "; a start with " + key(cut.source()) + "=" + cut.shards()
                + " would change that for all processes, and those that have another number sync it no more: keep "
                + key(cut.source()) + "=" + other.cut().shards() + ", or restart all of them with the new one");
    }

    private static String inForce(Declaration found) {
        return "Source " + found.cut().source() + " " + words(found.cut().shards()) + " since " + found.since() + " ("
                + found.node() + ")";
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
