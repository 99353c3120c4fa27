package io.github.dcssync.observe;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A panel of a dashboard for Grafana.
 *
 * @param kind    what it looks like
 * @param title   in a few words
 * @param tells   what the metrics behind it tell
 * @param unit    as Grafana calls it
 * @param colours what is good and what is bad
 * @param width   of the 24 columns
 * @param queries for the data source
 */
record Panel(Kind kind, String title, String tells, String unit, Colours colours, int width, List<Query> queries) {

    private static final JsonMapper JSON = new JsonMapper();

    /** What a panel looks like. */
    enum Kind {
        STAT("stat", 4, true), LINES("timeseries", 8, false), STATES("state-timeline", 6, false),
        TABLE("table", 9, true);

        private final String type;
        private final int height;
        private final boolean isNow;

        Kind(String type, int height, boolean isNow) {
            this.type = type;
            this.height = height;
            this.isNow = isNow;
        }
    }

    /** What is good and what is bad. */
    enum Colours { NONE, GOOD_AT_ZERO, BAD_AT_ZERO }

    /** @param legend with labels in double braces */
    record Query(String expression, String legend) {
    }

    /** A panel about metrics of the catalogue, whose words it has. */
    static Panel of(Kind kind, String title, String unit, Colours colours, int width, List<TableMetric> metrics,
            Query... queries) {
        return new Panel(kind, title, metrics.stream().map(TableMetric::help).collect(Collectors.joining(" ")), unit,
                colours, width, List.of(queries));
    }

    int height() {
        return kind.height;
    }

    ObjectNode json(int id, int x, int y) {
        ObjectNode panel = JSON.createObjectNode().put("id", id).put("type", kind.type).put("title", title)
                .put("description", tells);
        panel.set("datasource", dataSource());
        panel.putObject("gridPos").put("h", height()).put("w", width).put("x", x).put("y", y);
        fill(panel.putArray("targets"));
        fill(panel.putObject("fieldConfig"));
        ObjectNode options = panel.putObject("options");
        if (kind == Kind.TABLE) {
            ObjectNode organize = panel.putArray("transformations").addObject().put("id", "organize");
            organize.putObject("options").putObject("excludeByName").put("Time", true);
            options.put("showHeader", true);
        } else if (kind == Kind.STAT) {
            options.put("textMode", queries.get(0).legend().contains("{{") ? "value_and_name" : "value")
                    .put("colorMode", colours == Colours.NONE ? "none" : "value");
            options.putObject("reduceOptions").put("values", false).putArray("calcs").add("lastNotNull");
        } else {
            options.putObject("legend").put("displayMode", "list").put("placement", "bottom").put("showLegend", true);
            options.putObject("tooltip").put("mode", "multi").put("sort", "desc");
        }
        return panel;
    }

    private void fill(ArrayNode targets) {
        for (int i = 0; i < queries.size(); i++) {
            ObjectNode target = targets.addObject().put("refId", String.valueOf((char) ('A' + i)))
                    .put("expr", queries.get(i).expression()).put("legendFormat", queries.get(i).legend())
                    .put("instant", kind.isNow).put("range", !kind.isNow)
                    .put("format", kind == Kind.TABLE ? "table" : "time_series");
            target.set("datasource", dataSource());
        }
    }

    private void fill(ObjectNode fields) {
        ObjectNode defaults = fields.putObject("defaults").put("unit", unit).put("min", 0);
        fields.putArray("overrides");
        if (colours == Colours.NONE) {
            return;
        }
        defaults.putObject("color").put("mode", "thresholds");
        ArrayNode steps = defaults.putObject("thresholds").put("mode", "absolute").putArray("steps");
        boolean isGoodAtZero = colours == Colours.GOOD_AT_ZERO;
        steps.addObject().put("color", isGoodAtZero ? "green" : "red").putNull("value");
        // Anything above nothing: counts are whole, averages over time need not be.
        steps.addObject().put("color", isGoodAtZero ? "red" : "green").put("value", 0.001);
    }

    static ObjectNode dataSource() {
        return JSON.createObjectNode().put("type", "prometheus").put("uid", "${datasource}");
    }
}
