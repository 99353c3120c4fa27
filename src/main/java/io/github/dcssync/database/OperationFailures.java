package io.github.dcssync.database;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;

/** Looks into the table {@code operation_failure}, in the transaction it is called in. */
public final class OperationFailures {

    private final JdbcTemplate jdbc;

    /** @param jdbc takes part in the transaction of the thread that calls */
    public OperationFailures(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** What is kept of a failure. */
    public record Known(String errorCode, String category, boolean isOpen) {

        /** @return whether it is kept as open, with this code and category */
        public boolean isAs(String code, String otherCategory) {
            return isOpen && Objects.equals(errorCode, code) && Objects.equals(category, otherCategory);
        }
    }

    /** @return those of the records that have failed before, by id */
    public Map<String, Known> known(String recordType, String instanceId, List<String> recordIds) {
        Map<String, Known> known = new HashMap<>();
        if (recordIds.isEmpty()) {
            return known;
        }
        List<Object> parameters = new ArrayList<>(List.of(recordType, instanceId));
        parameters.addAll(recordIds);
        jdbc.query("select record_id, error_code, category, resolved_at from operation_failure where record_type = ?"
                + " and instance_id = ? and record_id in ("
                + SqlTypes.parameters(recordIds.size()) + ")",
                row -> {
                    known.put(row.getString(1), new Known(row.getString(2), row.getString(3),
                            row.getObject(4) == null));
                }, parameters.toArray());
        return known;
    }

    /** @return whether nothing has resolved the failure */
    public boolean isOpen(String recordType, String instanceId, String recordId) {
        Known known = known(recordType, instanceId, List.of(recordId)).get(recordId);
        return known != null && known.isOpen();
    }
}
