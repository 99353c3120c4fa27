package io.github.dcssync.database;

import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SimplePropertySqlParameterSource;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** The statements of one room: each stands in a file of the room's folder below {@code sql/}, its parameters by name. */
public final class Statements {

    private final JdbcClient client;
    private final NamedParameterJdbcTemplate batches;
    private final String folder;

    /** @param jdbc takes part in the transaction of the thread that calls */
    public Statements(JdbcTemplate jdbc, String folder) {
        this.client = JdbcClient.create(jdbc);
        this.batches = new NamedParameterJdbcTemplate(jdbc);
        this.folder = folder;
    }

    /** @return the statement in a file, to be given its parameters and run */
    public StatementSpec get(String name) {
        return client.sql(text(name));
    }

    /**
     * Runs the statement in a file for each row, as one batch.
     *
     * @param rows records whose components have the names of the parameters
     */
    public void runForEach(String name, Collection<? extends Record> rows) {
        if (!rows.isEmpty()) {
            batches.batchUpdate(text(name), rows.stream().map(SimplePropertySqlParameterSource::new)
                    .toArray(SqlParameterSource[]::new));
        }
    }

    private String text(String name) {
        return SqlFile.read(folder + "/" + name);
    }

    /** @return the time as columns keep it: a database may round up what is finer */
    public static OffsetDateTime kept(OffsetDateTime time) {
        return time.truncatedTo(ChronoUnit.MICROS);
    }
}
