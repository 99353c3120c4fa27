package io.github.dcssync.database;

import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.BatchPreparedStatementSetter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementCallback;
import org.springframework.jdbc.core.PreparedStatementCreator;
import org.springframework.jdbc.core.PreparedStatementSetter;
import org.springframework.jdbc.core.ResultSetExtractor;

/**
 * Runs statements, and those that are a transaction of their own again after a conflict with others. What somebody has
 * begun to read is not begun again.
 */
final class RepeatedStatements extends JdbcTemplate {

    RepeatedStatements(DataSource database) {
        super(database);
    }

    @Override
    public <T extends @Nullable Object> T query(PreparedStatementCreator statement,
            @Nullable PreparedStatementSetter parameters, ResultSetExtractor<T> rows) {
        AtomicBoolean isBegun = new AtomicBoolean();
        return Conflicts.repeat(() -> super.query(statement, parameters, result -> {
            isBegun.set(true);
            return rows.extractData(result);
        }), () -> !isBegun.get());
    }

    @Override
    public <T extends @Nullable Object> T query(String sql, ResultSetExtractor<T> rows) {
        AtomicBoolean isBegun = new AtomicBoolean();
        return Conflicts.repeat(() -> super.query(sql, result -> {
            isBegun.set(true);
            return rows.extractData(result);
        }), () -> !isBegun.get());
    }

    @Override
    public int update(String sql) {
        return Conflicts.repeat(() -> super.update(sql));
    }

    @Override
    protected int update(PreparedStatementCreator statement, @Nullable PreparedStatementSetter parameters) {
        return Conflicts.repeat(() -> super.update(statement, parameters));
    }

    @Override
    public int[] batchUpdate(String sql, BatchPreparedStatementSetter parameters) {
        return Conflicts.repeat(() -> super.batchUpdate(sql, parameters));
    }

    @Override
    public <T extends @Nullable Object> T execute(String sql, PreparedStatementCallback<T> work) {
        return Conflicts.repeat(() -> super.execute(sql, work));
    }
}
