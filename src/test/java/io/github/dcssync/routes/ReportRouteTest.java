package io.github.dcssync.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.app.RouteTestSupport;
import org.apache.camel.Exchange;
import org.apache.camel.test.junit5.CamelContextConfiguration;
import org.junit.jupiter.api.Test;

/** {@code report.camel.yaml}, asked in the process rather than by HTTP. */
class ReportRouteTest extends RouteTestSupport {

    @Override
    protected boolean isScheduled() {
        return true;
    }

    @Override
    public void configureContext(CamelContextConfiguration configuration) {
        super.configureContext(configuration);
        for (String route : new String[] {"page", "assets", "table", "list", "view", "syncs", "projects", "calendar",
            "instance"}) {
            configuration.replaceRouteFromWith("report-" + route, "direct:report-" + route);
        }
    }

    private Exchange ask(String route, String path) {
        return template.request("direct:" + route, exchange -> {
            String[] parts = path.split("\\?", 2);
            exchange.getMessage().setHeader(Exchange.HTTP_PATH, parts[0]);
            exchange.getMessage().setHeader(Exchange.HTTP_RAW_QUERY, parts.length == 1 ? null : parts[1]);
            exchange.getMessage().setHeader("Cookie", "of the browser");
        });
    }

    private void answers(String route, String path, String type, String text) {
        Exchange answer = ask(route, path);
        assertThat(answer.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE)).as(path).isEqualTo(200);
        assertThat(answer.getMessage().getHeader(Exchange.CONTENT_TYPE, String.class)).as(path).startsWith(type);
        assertThat(answer.getMessage().getBody(String.class)).as(path).contains(text);
        assertThat(answer.getMessage().getHeaders()).as(path).doesNotContainKey("Cookie");
    }

    @Test
    void givesThePageWhatItIsMadeOfAndWhatTheTablesKnow() {
        sync();

        answers("report-page", "/", "text/html", "<html");
        answers("report-assets", "/assets/page.js", "text/javascript", "function");
        answers("report-table", "/instances", "text/html", "<table");
        answers("report-list", "/api/reports", "application/json", "report_rpo_status");
        answers("report-view", "/api/reports/report_rpo_status", "application/json", "verdict");
        answers("report-syncs", "/api/syncs", "application/json", "complete");
        answers("report-projects", "/api/projects", "application/json", "project_id");
        answers("report-calendar", "/api/calendar?from=2026-01-01&instances=" + instance(0), "application/json",
                instance(0));
        answers("report-instance", "/api/instances/" + instance(0), "application/json",
                fleet().instance(instance(0)).get("name").asText());
    }

    @Test
    void saysThatAnInstanceIsNotKnown() {
        assertThat(ask("report-instance", "/api/instances/nobody").getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE))
                .isEqualTo(404);
    }
}
