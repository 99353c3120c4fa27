package io.github.dcssync.report;

import io.github.dcssync.database.Dialect;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The statements that read a report: their text has the program's own words alone, what was asked for is bound. */
final class ReportSql {

    /** As urgent as a verdict is, the most urgent first. */
    private static final List<String> URGENCY = List.of("breach", "due", "never", "unknown", "new", "ok",
            "not_applicable");
    /** No letter, so that it has no case. */
    private static final String ESCAPE = "!";

    private final Dialect dialect;

    ReportSql(Dialect dialect) {
        this.dialect = dialect;
    }

    /** @return a query for how many rows there are, whatever the limit and offset */
    String count(ReportQuery query) {
        return "select count(*)" + from(query);
    }

    /**
     * Whether each row says last how many there are without limit and offset: with a limit the rows do not tell, and to
     * count them in a query of its own takes as long as to read them.
     */
    static boolean isTotalled(ReportQuery query) {
        return !query.isCounted() && query.limit() < ReportQuery.ALL_ROWS;
    }

    /** @return a query for the columns, or for the values of them that there are and the rows that have them */
    String rows(ReportQuery query) {
        List<String> names = query.columns().stream().map(column -> sqlName(column.name())).toList();
        if (query.isCounted()) {
            List<String> grouped = names.subList(0, names.size() - 1);
            return "select " + String.join(", ", grouped) + ", count(*)" + from(query) + " group by "
                    + String.join(", ", grouped) + " order by "
                    + grouped.stream().map(name -> name + " is null, " + name).collect(Collectors.joining(", "))
                    + " limit ? offset ?";
        }
        return "select " + String.join(", ", names) + (isTotalled(query) ? ", count(*) over ()" : "") + from(query)
                + " order by " + order(query) + " limit ? offset ?";
    }

    private String from(ReportQuery query) {
        List<String> conditions = conditions(query);
        return " from " + query.report().view()
                + (conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions));
    }

    private List<String> conditions(ReportQuery query) {
        RowFilter filter = query.filter();
        List<String> conditions = new ArrayList<>();
        filter.values().forEach((column, value) -> conditions
                .add(sqlName(column.name()) + (value == null ? " is null" : " = ?")));
        if (filter.days() != null) {
            String time = sqlName(query.report().timeColumn().orElseThrow().name());
            conditions.add(time + " >= ?");
            conditions.add(time + " < ?");
        }
        if (filter.search() != null) {
            conditions.add("(" + Report.NAMES.stream()
                    .map(name -> "lower(" + sqlName(name) + ") like ? escape '" + ESCAPE + "'")
                    .collect(Collectors.joining(" or ")) + ")");
        }
        if (filter.project() != null) {
            conditions.add(sqlName("source") + " in (select i.source from dcs_instance i where i.project_id = ?)");
        }
        return conditions;
    }

    /** @return the next free parameter */
    int bind(PreparedStatement statement, ReportQuery query) throws SQLException {
        RowFilter filter = query.filter();
        List<Object> values = new ArrayList<>();
        for (Object value : filter.values().values()) {
            if (value != null) {
                values.add(value);
            }
        }
        if (filter.days() != null) {
            ViewColumnType type = query.report().timeColumn().orElseThrow().type();
            values.add(filter.days().begin(type));
            values.add(filter.days().end(type));
        }
        if (filter.search() != null) {
            values.addAll(Collections.nCopies(Report.NAMES.size(), pattern(filter.search())));
        }
        if (filter.project() != null) {
            values.add(filter.project());
        }
        int next = 1;
        for (Object value : values) {
            statement.setObject(next++, value);
        }
        return next;
    }

    private static String pattern(String search) {
        return "%" + search.toLowerCase(Locale.ROOT).replaceAll("[%_!]", ESCAPE + "$0") + "%";
    }

    /** Missing values last, which the databases disagree about. */
    private String order(ReportQuery query) {
        Stream<String> documented = query.report().order().stream().map(column -> {
            String name = sqlName(column.replace(" desc", ""));
            return name + " is null, " + name + (column.endsWith(" desc") ? " desc" : "");
        });
        RowOrder first = query.order();
        if (first == null) {
            return documented.collect(Collectors.joining(", "));
        }
        String name = sqlName(first.column().name());
        String key = first.column().name().equals("verdict") ? urgency(name) : name;
        return Stream.concat(Stream.of(name + " is null, " + key + (first.isDescending() ? " desc" : "")), documented)
                .collect(Collectors.joining(", "));
    }

    private static String urgency(String verdict) {
        StringBuilder key = new StringBuilder("case ").append(verdict);
        for (int i = 0; i < URGENCY.size(); i++) {
            key.append(" when '").append(URGENCY.get(i)).append("' then ").append(i);
        }
        return key.append(" else ").append(URGENCY.size()).append(" end").toString();
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
