package io.github.dcssync.bundle;

import java.util.List;
import org.apache.camel.builder.RouteBuilder;

/** The routes that exist once a source. */
final class SourceRoutes extends RouteBuilder {

    private final Iterable<String> sources;
    private final boolean scheduled;

    SourceRoutes(Iterable<String> sources, boolean scheduled) {
        this.sources = sources;
        this.scheduled = scheduled;
    }

    @Override
    public void configure() {
        for (String source : sources) {
            for (String template : List.of("sync-source", "plan-source", "read-source", "replay-source")) {
                templatedRoute(template).routeId(template + "-" + source).prefixId(template + "-" + source)
                        .parameter("source", source);
            }
            if (scheduled) {
                schedule(source, "sync");
                schedule(source, "full-sync");
            }
        }
    }

    private void schedule(String source, String kind) {
        templatedRoute("schedule-sync").routeId("schedule-" + kind + "-" + source)
                .prefixId("schedule-" + kind + "-" + source).parameter("source", source).parameter("kind", kind)
                .parameter("cron", "{{dcs." + kind + ".cron}}");
    }
}
