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
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads the report views: the same rows in the same order on every database. Only reads; serves many threads. */
public final class Reports {

    private static final int FETCH = 1_000;

    private final JdbcTemplate jdbc;
    private final Dialect dialect;

    /** @param dataSource a migrated database */
    public Reports(DataSource dataSource, Dialect dialect) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.dialect = dialect;
    }

    /** @return how many rows there are, whatever the query's limit and offset */
    public long count(ReportQuery query) {
        String sql = "select count(*) from " + query.report().view() + conditions(query);
        return Objects.requireNonNull(jdbc.execute((Connection connection) -> {
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                bind(select, query);
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
     * @throws UncheckedIOException when it cannot be written to
     */
    public void write(ReportQuery query, ReportFormat format, OutputStream out) {
        try {
            try (RowWriter writer = format.writer(query.columns(), out)) {
                read(query, writer::write);
            }
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Something that is done with each row. */
    private interface RowAction {
        void accept(@Nullable Object[] values) throws IOException;
    }

    private void read(ReportQuery query, RowAction action) {
        String sql = "select " + query.columns().stream().map(column -> sqlName(column.name()))
                .collect(Collectors.joining(", ")) + " from " + query.report().view() + conditions(query)
                + " order by " + order(query.report()) + " limit ? offset ?";
        jdbc.execute((ConnectionCallback<Void>) connection -> {
            // Without a transaction PostgreSQL's driver would hold all rows in memory.
            boolean autoCommit = connection.getAutoCommit();
            connection.setAutoCommit(false);
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                select.setFetchSize(FETCH);
                int next = bind(select, query);
                select.setLong(next, query.limit());
                select.setLong(next + 1, query.offset());
                pass(select, query.columns(), action);
            } finally {
                if (autoCommit) {
                    connection.rollback();
                    connection.setAutoCommit(true);
                }
            }
            return null;
        });
    }

    private static void pass(PreparedStatement select, List<ViewColumn> columns, RowAction action) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                @Nullable
                Object[] values = new @Nullable Object[columns.size()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = columns.get(i).type().read(row, i + 1);
                }
                action.accept(values);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String conditions(ReportQuery query) {
        List<String> conditions = new ArrayList<>();
        query.filters().forEach((column, value) -> conditions
                .add(sqlName(column.name()) + (value == null ? " is null" : " = ?")));
        if (query.days() != null) {
            String time = sqlName(query.report().timeColumn().orElseThrow().name());
            conditions.add(time + " >= ?");
            conditions.add(time + " < ?");
        }
        return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    }

    /** @return the next free parameter */
    private static int bind(PreparedStatement statement, ReportQuery query) throws SQLException {
        int next = 1;
        for (Object value : query.filters().values()) {
            if (value != null) {
                statement.setObject(next++, value);
            }
        }
        DayRange days = query.days();
        if (days != null) {
            ViewColumnType type = query.report().timeColumn().orElseThrow().type();
            statement.setObject(next++, days.begin(type));
            statement.setObject(next++, days.end(type));
        }
        return next;
    }

    /** Missing values last, which the databases disagree about. */
    private String order(Report report) {
        return report.order().stream().map(column -> {
            String name = sqlName(column.replace(" desc", ""));
            return name + " is null, " + name + (column.endsWith(" desc") ? " desc" : "");
        }).collect(Collectors.joining(", "));
    }

    /** Quoted: {@code day} is a keyword of H2. */
    private String sqlName(String column) {
        return switch (dialect) {
            case H2 -> '"' + column.toUpperCase(Locale.ROOT) + '"';
            case POSTGRESQL -> '"' + column + '"';
            case MARIADB -> '`' + column + '`';
        };
    }
}
