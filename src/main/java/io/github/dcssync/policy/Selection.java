package io.github.dcssync.policy;

import io.github.dcssync.database.SqlTypes;
import io.github.dcssync.record.ListKind;
import io.github.dcssync.record.Row;
import io.github.dcssync.settings.Source;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps {@code dcs_instance.is_selected} what the settings of the instance's source say, whatever a single sync is asked
 * to read. What is right already is not written; instances of sources that are not in these settings are left alone
 * until nobody syncs those any more.
 */
public final class Selection {

    private static final String SELECT = "select instance_id, name, is_selected from dcs_instance where ";

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Map<String, Source> sources = new LinkedHashMap<>();

    /** @param transaction on the same database as {@code jdbc} */
    public Selection(JdbcTemplate jdbc, TransactionTemplate transaction, List<Source> sources) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        sources.forEach(source -> this.sources.put(source.name(), source));
    }

    /** Puts every instance known so far right, in one transaction. */
    public void publish() {
        transaction.executeWithoutResult(status -> sources.values().forEach(source ->
                update(source, SELECT + "source = ?", source.name())));
    }

    /** Puts instances right that have just been stored, in the transaction of the thread. */
    public void assign(String source, List<Row> instances) {
        if (!instances.isEmpty()) {
            update(Objects.requireNonNull(sources.get(source)), SELECT + ListKind.INSTANCE.key() + " in ("
                    + SqlTypes.parameters(instances.size()) + ")", instances.stream().map(Row::key).toArray());
        }
    }

    /** Lets no instance of a source count that is not in the settings and that nobody syncs any more. */
    public void end(String source) {
        jdbc.update("update dcs_instance set is_selected = false where source = ? and is_selected", source);
    }

    private void update(Source source, String select, Object... parameters) {
        List<Object[]> updates = new ArrayList<>();
        jdbc.query(select, row -> {
            boolean selected = source.selects(row.getString(1), row.getString(2));
            if (selected != row.getBoolean(3)) {
                updates.add(new Object[] {selected, row.getString(1)});
            }
        }, parameters);
        if (!updates.isEmpty()) {
            jdbc.batchUpdate("update dcs_instance set is_selected = ? where instance_id = ?", updates);
        }
    }
}
