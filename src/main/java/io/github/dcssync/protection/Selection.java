package io.github.dcssync.protection;

import io.github.dcssync.database.Statements;
import io.github.dcssync.record.Row;
import io.github.dcssync.settings.Source;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps {@code dcs_instance.is_selected} what the settings of the instance's source say, whatever a single sync is asked
 * to read. What is right already is not written; instances of sources that are not in these settings are left alone
 * until nobody syncs those any more.
 */
public final class Selection {

    private final Statements statements;
    private final TransactionTemplate transaction;
    private final Supplier<List<Source>> sources;

    /**
     * @param transaction on the same database as {@code jdbc}
     * @param sources     those that are synced now
     */
    public Selection(JdbcTemplate jdbc, TransactionTemplate transaction, Supplier<List<Source>> sources) {
        this.statements = new Statements(jdbc, "protection");
        this.transaction = transaction;
        this.sources = sources;
    }

    /** Whether an instance is to count. */
    private record Mark(String instanceId, boolean isSelected) {
    }

    /** Puts every instance known so far right, in one transaction. */
    public void publish() {
        publish(sources.get());
    }

    /** The same for instances of some sources. */
    public void publish(List<Source> those) {
        transaction.executeWithoutResult(status -> those.forEach(source -> mark(source,
                statements.get("instances-of-source").param("source", source.name()))));
    }

    /** Puts instances right that have just been stored, in the transaction of the thread. */
    public void assign(String source, List<Row> instances) {
        if (!instances.isEmpty()) {
            sources.get().stream().filter(one -> one.name().equals(source)).findFirst()
                    .ifPresent(one -> mark(one, statements.get("instances-by-id")
                            .param("instanceIds", instances.stream().map(Row::key).toList())));
        }
    }

    /** Lets no instance of a source count that is not in the settings and that nobody syncs any more. */
    public void end(String source) {
        statements.get("deselect-source").param("source", source).update();
    }

    private void mark(Source source, StatementSpec instances) {
        List<Mark> marks = new ArrayList<>();
        instances.query((ResultSet row) -> {
            String id = row.getString("instance_id");
            boolean selected = source.selects(id, row.getString("name"));
            if (selected != row.getBoolean("is_selected")) {
                marks.add(new Mark(id, selected));
            }
        });
        statements.runForEach("mark-selected", marks);
    }
}
