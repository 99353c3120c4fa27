package io.github.dcssync.store;

import io.github.dcssync.database.Dialect;
import io.github.dcssync.database.RecordsByView;
import io.github.dcssync.record.ListKind;
import io.github.dcssync.record.Outcome;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/** How the stored records of an instance ended, for those who keep their failures. */
public final class RecordOutcomes {

    private final JdbcTemplate jdbc;
    private final Map<ListKind, String> newest = new EnumMap<>(ListKind.class);
    private final Map<ListKind, String> recovered = new EnumMap<>(ListKind.class);

    /** @param jdbc takes part in the transaction of the thread that calls */
    public RecordOutcomes(JdbcTemplate jdbc, Dialect dialect) {
        this.jdbc = jdbc;
        for (ListKind kind : ListKind.OF_INSTANCES) {
            newest.put(kind, newest(kind, dialect));
            recovered.put(kind, recovered(kind));
        }
    }

    /** The first from the end of the index; H2 takes that index only for a range and an order of all its columns. */
    private static String newest(ListKind kind, Dialect dialect) {
        return "select created_at from " + RecordsByView.from(dialect, kind) + " where instance_id = ? and"
                + " created_at > " + RecordsByView.NO_TIME + " and created_at <= ? and "
                + RecordsByView.succeeded(dialect, kind) + " order by instance_id desc, created_at desc limit 1";
    }

    private static String recovered(ListKind kind) {
        return "select f.record_id, x.outcome from operation_failure f join outcome_of_" + kind.recordType() + "s x on"
                + " x.instance_id = f.instance_id and x." + kind.key() + " = f.record_id where f.record_type = ? and"
                + " f.instance_id = ? and f.recovered_at is null"
                + " and (x.outcome = ? or x.outcome = ? and f.resolved_at is null)";
    }

    /** @return when the newest record that succeeded was made, of those made until then */
    public Optional<OffsetDateTime> newestSuccess(ListKind kind, String instanceId, OffsetDateTime until) {
        return jdbc.query(newest.get(kind), (row, number) -> row.getObject(1, OffsetDateTime.class), instanceId, until)
                .stream().findFirst();
    }

    /** @return how records end by their own account that are kept as failed: those that run again or have succeeded, by id */
    public Map<String, Outcome> recovered(ListKind kind, String instanceId) {
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        jdbc.query(recovered.get(kind), row -> {
            outcomes.put(row.getString(1),
                    row.getString(2).equals(Outcome.SUCCEEDED.text()) ? Outcome.SUCCEEDED : Outcome.RUNNING);
        }, kind.recordType(), instanceId, Outcome.SUCCEEDED.text(), Outcome.RUNNING.text());
        return outcomes;
    }
}
