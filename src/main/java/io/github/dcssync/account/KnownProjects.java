package io.github.dcssync.account;

import io.github.dcssync.database.Statements;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the database remembers of the projects of accounts. */
public final class KnownProjects {

    private final Statements statements;

    /** @param jdbc the reporting database */
    public KnownProjects(JdbcTemplate jdbc) {
        this.statements = new Statements(jdbc, "account");
    }

    /** @return all, the oldest first */
    List<KnownProject> all() {
        return statements.get("projects").query((row, number) -> project(row)).list();
    }

    private static KnownProject project(ResultSet row) throws SQLException {
        return new KnownProject(row.getString("account"), row.getString("project_id"), row.getString("endpoint"),
                row.getString("project_name"), row.getString("source"),
                row.getObject("found_at", OffsetDateTime.class), row.getObject("gone_at", OffsetDateTime.class));
    }

    /**
     * Notes what has changed, in place of what was known of the same projects.
     *
     * @throws org.springframework.dao.DuplicateKeyException when another process has found one at the same time: nothing of
     *         the transaction is to stand, and what is found is to be looked at again with what the other has noted
     */
    void note(List<KnownProject> news) {
        for (KnownProject project : news) {
            if (write("update-project", project) == 0) {
                write("insert-project", project);
            }
        }
    }

    private int write(String statement, KnownProject project) {
        return statements.get(statement).paramSource(project).update();
    }

    /** Forgets the projects of a source that nobody syncs any more. */
    public void forget(String source) {
        statements.get("delete-source").param("source", source).update();
    }
}
