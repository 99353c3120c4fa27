package io.github.dcssync.lease;

import io.github.dcssync.database.Statements;
import java.sql.Types;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Who may sync a source. A lease is a row with an end that its holder keeps moving on, and a token that grows with
 * every new holder: whoever was thought dead and comes back finds another token and writes nothing. Times are the
 * database's own, because the clocks of two machines may differ. A database that has failed over and lost its last
 * transactions gives the same token once more: the sync that has taken the lease is looked at, too.
 */
public final class Leases {

    /** How long a lease lives without a heartbeat, as its statements have it. */
    public static final Duration LIFE = Duration.ofSeconds(30);

    private static final String NO_SYNC = "";

    private final Statements statements;
    private final TransactionTemplate transaction;
    private final Cuts cuts;

    /** @param transaction on the same database as {@code jdbc} */
    public Leases(JdbcTemplate jdbc, TransactionTemplate transaction) {
        this.statements = new Statements(jdbc, "lease");
        this.transaction = transaction;
        this.cuts = new Cuts(jdbc, transaction);
    }

    /** Who holds a lease. */
    public record Holder(String name, OffsetDateTime since) {
    }

    /**
     * Takes the lease of a source or shard if it is free or its holder has been silent for longer than its life.
     *
     * @param cut    how the source is cut for whoever takes it
     * @param holder the name of this machine and process
     * @param runId  the sync that takes it
     * @return the token that goes with it, or empty when somebody else holds it
     * @throws OtherCutException the source is cut otherwise
     */
    public OptionalLong take(String source, Cut cut, String holder, String runId) {
        create(source);
        // All shards take theirs behind one row: whoever waits for a lease looks at both without locking them first.
        cuts.objection(cut).ifPresent(objection -> {
            throw new OtherCutException(objection);
        });
        if (isOthers(source, runId)) {
            return OptionalLong.empty();
        }
        try {
            return takeOnce(source, cut, holder, runId);
        } catch (DuplicateKeyException e) {
            // Another shard has noted in between how the source is cut.
            return takeOnce(source, cut, holder, runId);
        }
    }

    private OptionalLong takeOnce(String source, Cut cut, String holder, String runId) {
        return transaction.execute(status -> {
            cuts.require(cut, holder);
            awaitPage(source);
            return takeNow(source, cut.shards(), holder, runId);
        });
    }

    private void awaitPage(String source) {
        statements.get("lock").param("source", source).query(Long.class).list();
    }

    private boolean isOthers(String source, String runId) {
        return statements.get("others").param("source", source).param("runId", runId).query(Long.class).optional()
                .isPresent();
    }

    /** The same of a lease that is no source's. */
    public OptionalLong take(String name, String holder) {
        create(name);
        return transaction.execute(status -> takeNow(name, null, holder, null));
    }

    private OptionalLong takeNow(String source, @Nullable Integer shards, String holder, @Nullable String runId) {
        boolean isTaken = statements.get("take").param("holder", holder).param("runId", runId)
                .param("shards", shards, Types.INTEGER).param("source", source).update() > 0;
        return isTaken ? OptionalLong.of(token(source).orElseThrow()) : OptionalLong.empty();
    }

    private void create(String source) {
        if (token(source).isEmpty()) {
            try {
                statements.get("create").param("source", source).update();
            } catch (DuplicateKeyException e) {
                // Another process has created the row in between: that is as good.
                return;
            }
        }
    }

    private Optional<Long> token(String source) {
        return statements.get("token").param("source", source).query(Long.class).optional();
    }

    /**
     * @param jdbc  connections to the same database that wait for nobody else
     * @param runId the sync that has taken it
     * @return whether the lease is still this token's and this sync's; if so it lives on
     */
    public static boolean extend(JdbcTemplate jdbc, String source, long token, String runId) {
        return new Statements(jdbc, "lease").get("extend").param("source", source).param("token", token)
                .param("runId", runId).update() == 1;
    }

    /**
     * Gives the lease back, unless somebody else has it by now.
     *
     * @param runId the sync that has taken it
     */
    public void release(String source, long token, String runId) {
        transaction.executeWithoutResult(status -> {
            awaitPage(source);
            statements.get("release").param("source", source).param("token", token).param("runId", runId).update();
        });
    }

    /** The same of a lease that is no source's. */
    public void release(String name, long token) {
        release(name, token, NO_SYNC);
    }

    /** @return whether somebody holds the lease and was heard of within its life */
    public boolean isHeld(String source) {
        return statements.get("held").param("source", source).query(Long.class).optional().isPresent();
    }

    /** @return who holds the lease now */
    public Optional<Holder> holder(String source) {
        return statements.get("holder").param("source", source)
                .query((row, number) -> new Holder(row.getString(1), row.getObject(2, OffsetDateTime.class)))
                .optional();
    }

    /**
     * Forgets leases that nobody holds and that nobody will take again. A lease that was not given back stays for a day:
     * its holder may be frozen, and is recognised by its token.
     *
     * @param prefix how the names begin that may be past
     * @param past   whether a lease of this name belongs to nobody any more
     */
    public void forget(String prefix, Predicate<String> past) {
        statements.get("ended").param("names", prefix.replaceAll("[!%_]", "!$0") + "%").query(String.class).list()
                .stream()
                .filter(past).forEach(source -> statements.get("delete-ended").param("source", source).update());
    }

    /** Frees what a killed process left; only where no other process can have the database open. */
    public void freeAll() {
        statements.get("free-all").update();
    }
}
