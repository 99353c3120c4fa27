package io.github.dcssync.observe;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A dashboard as Grafana imports it.
 *
 * @param name      of its file, and its uid
 * @param title     in Grafana's list
 * @param variables besides the data source and the job; a later one may name an earlier one
 * @param panels    from left to right, and on where there is room
 */
record Dashboard(String name, String title, List<Variable> variables, List<Panel> panels) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int COLUMNS = 24;
    /** Of Grafana 10; newer ones read it, too. */
    private static final int SCHEMA = 39;

    /**
     * What a reader chooses.
     *
     * @param isMany whether all may be chosen, which is how it begins
     */
    record Variable(String name, String label, String query, boolean isMany) {
    }

    ObjectNode json() {
        ObjectNode dashboard = JSON.createObjectNode().put("uid", name).put("title", title)
                .put("schemaVersion", SCHEMA).put("editable", true).put("refresh", "1m").put("timezone", "utc")
                .put("graphTooltip", 1);
        dashboard.putArray("tags").add("dcs-sync");
        dashboard.putObject("time").put("from", "now-24h").put("to", "now");
        dashboard.putObject("annotations").putArray("list");
        dashboard.putArray("links").addObject().put("type", "dashboards").put("title", "dcs-sync")
                .put("asDropdown", false)
                .put("includeVars", true).put("keepTime", true).putArray("tags").add("dcs-sync");
        ArrayNode list = dashboard.putObject("templating").putArray("list");
        list.addObject().put("type", "datasource").put("name", "datasource").put("label", "Prometheus")
                .put("query", "prometheus");
        variables.forEach(variable -> add(list.addObject(), variable));
        place(dashboard.putArray("panels"));
        return dashboard;
    }

    private static void add(ObjectNode json, Variable variable) {
        json.put("type", "query").put("name", variable.name()).put("label", variable.label())
                .put("definition", variable.query()).put("refresh", 2).put("sort", 1)
                .put("multi", variable.isMany()).put("includeAll", variable.isMany());
        json.set("datasource", Panel.dataSource());
        json.putObject("query").put("query", variable.query()).put("refId", variable.name());
        if (variable.isMany()) {
            json.put("allValue", ".*");
            json.putObject("current").put("text", "All").put("value", "$__all");
        }
    }

    private void place(ArrayNode list) {
        int x = 0;
        int y = 0;
        int lowest = 0;
        for (Panel panel : panels) {
            if (x + panel.width() > COLUMNS) {
                x = 0;
                y = lowest;
            }
            list.add(panel.json(list.size() + 1, x, y));
            x += panel.width();
            lowest = Math.max(lowest, y + panel.height());
        }
    }
}
