package io.github.dcssync.sync;

import io.github.dcssync.database.DatabaseFaults;
import io.github.dcssync.database.Statements;
import io.github.dcssync.lease.LeaseLostException;
import io.github.dcssync.settings.Source;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/** Which sync lists the instances of a source that is cut, for its other shards in whichever process. */
final class ListingLog {

    private final Statements statements;

    /** @param jdbc takes part in the transaction of the thread that calls */
    ListingLog(JdbcTemplate jdbc) {
        this.statements = new Statements(jdbc, "sync");
    }

    /**
     * A listing that was begun.
     *
     * @param askedFor  the tick, or the sync alone, that it is for
     * @param runId     the sync that reads or has read it
     * @param status    {@code reading}, {@code read} or {@code failed}
     * @param notListed ids that are stored as there and were not listed, with commas between
     * @param error     why it failed
     * @param isCurrent whether its reader lives, or what came of it still counts
     */
    record Listed(String askedFor, String runId, String status, @Nullable String notListed, @Nullable String error,
            boolean isCurrent) {

        boolean isBeingRead() {
            return isCurrent && status.equals("reading");
        }

        /** @return whether it is known what came of it, and that is what was asked for */
        boolean isFor(String tick) {
            return isCurrent && !status.equals("reading") && askedFor.equals(tick);
        }
    }

    Optional<Listed> find(String source) {
        return statements.get("listing").param("source", source).query((row, number) -> new Listed(row.getString(1),
                row.getString(2), row.getString(3), row.getString(4), row.getString(5), row.getInt(6) == 1))
                .optional();
    }

    /**
     * Takes it on to list the instances of a source.
     *
     * @param before what was found of it
     * @return whether no other sync has meanwhile
     */
    boolean takeOn(SyncRun run, String askedFor, Optional<Listed> before) {
        try {
            return (before.isEmpty() ? statements.get("insert-listing")
                    : statements.get("take-listing").param("before", before.get().runId())
                            .param("status", before.get().status()))
                    .param("source", run.getSource().name()).param("askedFor", askedFor).param("runId", run.getId())
                    .update() == 1;
        } catch (DataAccessException e) {
            if (DatabaseFaults.isDuplicate(e)) {
                return false;
            }
            throw e;
        }
    }

    /**
     * Makes sure, until the transaction of the thread that calls has ended, that no other sync stores the instances.
     *
     * @throws LeaseLostException one does, since this one was taken for dead
     */
    void hold(SyncRun run) {
        if (statements.get("lock-listing").param("source", run.getSource().name()).param("runId", run.getId())
                .query(String.class).optional().isEmpty()) {
            throw new LeaseLostException(run.getShard().name());
        }
    }

    void read(SyncRun run, List<String> notListed) {
        end(run, "read", notListed.isEmpty() ? null : String.join(",", notListed), null);
    }

    void failed(SyncRun run, String error) {
        end(run, "failed", null, error);
    }

    private void end(SyncRun run, String status, @Nullable String notListed, @Nullable String error) {
        statements.get("end-listing").param("status", status).param("notListed", notListed).param("error", error)
                .param("source", run.getSource().name()).param("runId", run.getId()).update();
    }

    /** @return the instances that are stored as there: those that a source names, or else those that were found for it */
    List<Instance> instances(Source source) {
        return (source.discoversInstances() ? statements.get("instances").param("source", source.name())
                : statements.get("instances-by-id").param("ids", source.instanceIds()))
                .query((row, number) -> new Instance(row.getString(1), row.getString(2))).list();
    }

    void forget(String source) {
        statements.get("delete-listing").param("source", source).update();
    }
}
