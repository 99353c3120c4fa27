package io.github.dcssync.budget;

import io.github.dcssync.api.SharedLine;
import io.github.dcssync.database.Statements;
import org.springframework.jdbc.core.JdbcTemplate;

/** The requests that all processes together may send to each source. */
public final class RequestBudgets {

    private final Statements statements;

    /** @param database in autocommit mode: whoever stands still must not keep the others from the line */
    public RequestBudgets(JdbcTemplate database) {
        statements = new Statements(database, "budget");
    }

    /** @return the line of a source, for all its shards */
    public SharedLine of(String source) {
        return new RequestLine(statements, source);
    }

    /** Forgets a source that nobody asks any more. */
    public void forget(String source) {
        statements.get("delete").param("source", source).update();
    }
}
