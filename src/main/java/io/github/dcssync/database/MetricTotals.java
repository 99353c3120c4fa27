package io.github.dcssync.database;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Looks into the table {@code metric_total}, in the transaction it is called in: what is counted in a total though the
 * rows that it was counted from are gone, or say something else by now. With it, no total ever falls.
 */
public final class MetricTotals {

    /** What the table's keys hold. */
    private static final int LONGEST = 255;

    private final JdbcTemplate jdbc;
    private final String add;

    /** @param jdbc takes part in the transaction of the thread that calls */
    public MetricTotals(JdbcTemplate jdbc, Dialect dialect) {
        this.jdbc = jdbc;
        this.add = add(dialect);
    }

    private static String add(Dialect dialect) {
        String insert = "insert into metric_total (metric, source, label, total) values (?, ?, ?, ?)";
        return switch (dialect) {
            case H2 -> "merge into metric_total t using (values (cast(? as varchar), cast(? as varchar),"
                    + " cast(? as varchar), cast(? as bigint))) n (metric, source, label, more) on t.metric = n.metric"
                    + " and t.source = n.source and t.label = n.label when matched then update set total ="
                    + " t.total + n.more when not matched then insert (metric, source, label, total)"
                    + " values (n.metric, n.source, n.label, n.more)";
            case POSTGRESQL -> insert + " on conflict (metric, source, label) do update"
                    + " set total = metric_total.total + excluded.total";
            case MARIADB -> insert + " on duplicate key update total = total + values(total)";
        };
    }

    /**
     * Adds to a total what its rows no longer tell.
     *
     * @param metric the metric's name
     * @param source whose rows they were
     * @param label  the value of the metric's other label, or "" where it has none
     */
    public void add(String metric, String source, String label, long more) {
        if (more != 0) {
            jdbc.update(add, metric, source, key(label), more);
        }
    }

    private static String key(String label) {
        return label.codePointCount(0, label.length()) <= LONGEST ? label
                : label.substring(0, label.offsetByCodePoints(0, LONGEST));
    }
}
