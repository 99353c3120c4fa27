package io.github.dcssync.lease;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Who may sync a source. A lease is a row with an end that its holder keeps moving on, and a token that grows with
 * every new holder: whoever was thought dead and comes back finds another token and writes nothing. Times are the
 * database's own, because the clocks of two machines may differ.
 */
public final class Leases {

    /** How long a lease lives without a heartbeat. */
    public static final Duration LIFE = Duration.ofSeconds(30);

    private static final String END = "current_timestamp(6) + interval '" + LIFE.toSeconds() + "' second";
    /**
     * Free, ours already (the answer was lost), ended, or with a heartbeat from the future: the database's clock was set
     * back since, and a holder who lives sets it anew with the next one.
     */
    private static final String TAKE = "update sync_lease set token = token + 1, holder = ?, run_id = ?,"
            + " acquired_at = current_timestamp(6), heartbeat_at = current_timestamp(6), expires_at = " + END
            + " where source = ? and (expires_at is null or run_id = ? or expires_at < current_timestamp(6)"
            + " or heartbeat_at > current_timestamp(6) + interval '" + LIFE.toSeconds() + "' second)";
    private static final String CREATE = "insert into sync_lease (source, token) values (?, 0)";
    private static final String EXTEND = "update sync_lease set heartbeat_at = current_timestamp(6), expires_at = "
            + END + " where source = ? and token = ?";
    private static final String RELEASE = "update sync_lease set holder = null, run_id = null, expires_at = null"
            + " where source = ? and token = ?";
    private static final String ENDED =
            "(expires_at is null or expires_at < current_timestamp(6) - interval '1' day)";
    private static final String FREE_ALL = "update sync_lease set holder = null, run_id = null, expires_at = null"
            + " where expires_at is not null";

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;

    /** @param transaction on the same database as {@code jdbc} */
    public Leases(JdbcTemplate jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** Who holds a lease. */
    public record Holder(String name, OffsetDateTime since) {
    }

    /**
     * Takes the lease if it is free or its holder has been silent for longer than its life.
     *
     * @param holder the name of this machine and process
     * @return the token that goes with it, or empty when somebody else holds it
     */
    public OptionalLong take(String source, String holder, String runId) {
        create(source);
        return transaction.execute(status -> {
            if (jdbc.update(TAKE, holder, runId, source, runId) == 0) {
                return OptionalLong.empty();
            }
            return OptionalLong.of(jdbc.queryForObject("select token from sync_lease where source = ?", Long.class,
                    source));
        });
    }

    private void create(String source) {
        List<Long> existing = jdbc.queryForList("select token from sync_lease where source = ?", Long.class, source);
        if (existing.isEmpty()) {
            try {
                jdbc.update(CREATE, source);
            } catch (DuplicateKeyException e) {
                // Another process has created the row in between: that is as good.
                return;
            }
        }
    }

    /**
     * @param jdbc connections to the same database that wait for nobody else
     * @return whether the lease is still this token's; if so it lives on
     */
    public static boolean extend(JdbcTemplate jdbc, String source, long token) {
        return jdbc.update(EXTEND, source, token) == 1;
    }

    /** Gives the lease back, unless somebody else has it by now. */
    public void release(String source, long token) {
        jdbc.update(RELEASE, source, token);
    }

    /** @return whether somebody holds the lease and was heard of within its life */
    public boolean isHeld(String source) {
        return !jdbc.queryForList("select token from sync_lease where source = ? and expires_at > current_timestamp(6)",
                Long.class, source).isEmpty();
    }

    /** @return who holds the lease now */
    public Optional<Holder> holder(String source) {
        return jdbc.query("select holder, acquired_at from sync_lease where source = ? and expires_at is not null",
                (row, number) -> new Holder(row.getString(1), row.getObject(2, OffsetDateTime.class)), source)
                .stream().findFirst();
    }

    /**
     * Forgets leases that nobody holds and that nobody will take again. A lease that was not given back stays for a day:
     * its holder may be frozen, and is recognised by its token.
     *
     * @param prefix how the names begin that may be past
     * @param past   whether a lease of this name belongs to nobody any more
     */
    public void forget(String prefix, Predicate<String> past) {
        jdbc.queryForList("select source from sync_lease where " + ENDED + " and source like ? escape '!'", String.class,
                prefix.replaceAll("[!%_]", "!$0") + "%").stream().filter(past)
                .forEach(source -> jdbc.update("delete from sync_lease where source = ? and " + ENDED, source));
    }

    /** Frees what a killed process left; only where no other process can have the database open. */
    public void freeAll() {
        jdbc.update(FREE_ALL);
    }
}
