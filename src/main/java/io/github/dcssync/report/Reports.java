package io.github.dcssync.report;

import io.github.dcssync.database.Dialect;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads the report views: the same rows in the same order on every database. Only reads; serves many threads. */
public final class Reports {

    private static final int FETCH = 1_000;

    private final JdbcTemplate jdbc;
    private final ReportSql sql;

    /** @param dataSource a migrated database */
    public Reports(DataSource dataSource, Dialect dialect) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.sql = new ReportSql(dialect);
    }

    /** @return how many rows there are, whatever the query's limit and offset */
    public long count(ReportQuery query) {
        return Objects.requireNonNull(jdbc.execute((Connection connection) -> {
            try (PreparedStatement select = connection.prepareStatement(sql.count(query))) {
                sql.bind(select, query);
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    return row.getLong(1);
                }
            }
        }));
    }

    /** @return the rows: values by column in the view's order, of the Java types that {@link ViewColumnType} names */
    public List<Map<String, @Nullable Object>> rows(ReportQuery query) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        List<ViewColumn> columns = query.columns();
        read(query, values -> {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            for (int i = 0; i < values.length; i++) {
                row.put(columns.get(i).name(), values[i]);
            }
            rows.add(row);
        });
        return rows;
    }

    /**
     * Writes the rows one by one, however many there are, in UTF-8.
     *
     * @param out is flushed and left open
     * @return how many rows there are without limit and offset, or nothing where that is not known by having read these
     * @throws UncheckedIOException when it cannot be written to
     */
    public OptionalLong write(ReportQuery query, ReportFormat format, OutputStream out) {
        try {
            OptionalLong total;
            try (RowWriter writer = format.writer(query.columns(), out)) {
                total = read(query, writer::write);
            }
            out.flush();
            return total;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Something that is done with each row. */
    private interface RowAction {
        void accept(@Nullable Object[] values) throws IOException;
    }

    private OptionalLong read(ReportQuery query, RowAction action) {
        return Objects.requireNonNull(jdbc.execute((ConnectionCallback<OptionalLong>) connection -> {
            // Without a transaction PostgreSQL's driver would hold all rows in memory.
            boolean autoCommit = connection.getAutoCommit();
            connection.setAutoCommit(false);
            try (PreparedStatement select = connection.prepareStatement(sql.rows(query))) {
                select.setFetchSize(FETCH);
                int next = sql.bind(select, query);
                select.setLong(next, query.limit());
                select.setLong(next + 1, query.offset());
                return pass(select, query, action);
            } finally {
                if (autoCommit) {
                    connection.rollback();
                    connection.setAutoCommit(true);
                }
            }
        }));
    }

    private static OptionalLong pass(PreparedStatement select, ReportQuery query, RowAction action)
            throws SQLException {
        List<ViewColumn> columns = query.columns();
        long passed = 0;
        long total = 0;
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                @Nullable
                Object[] values = new @Nullable Object[columns.size()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = columns.get(i).type().read(row, i + 1);
                }
                action.accept(values);
                passed++;
                total = ReportSql.isTotalled(query) ? row.getLong(values.length + 1) : query.offset() + passed;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        boolean isKnown = passed > 0 || query.offset() == 0 && query.limit() > 0;
        return isKnown ? OptionalLong.of(total) : OptionalLong.empty();
    }
}
