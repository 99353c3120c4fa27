package io.github.dcssync.bundle;

import java.util.Collection;
import java.util.List;
import org.apache.camel.builder.RouteBuilder;

/** The routes that exist once a source, or once a shard of it. */
final class SourceRoutes extends RouteBuilder {

    private static final List<String> TEMPLATES = List.of("sync-source", "plan-source", "read-source", "replay-source");
    private static final List<String> KINDS = List.of("sync", "full-sync");

    private final Collection<String> names;
    private final boolean scheduled;

    /**
     * @param names     of the sources, or of their shards
     * @param scheduled whether Quartz begins syncs
     */
    SourceRoutes(Collection<String> names, boolean scheduled) {
        this.names = names;
        this.scheduled = scheduled;
    }

    /** @return how many triggers there are for so many sources or shards */
    static int triggers(Collection<String> names) {
        return names.size() * KINDS.size();
    }

    @Override
    public void configure() {
        for (String name : names) {
            for (String template : TEMPLATES) {
                templatedRoute(template).routeId(template + "-" + name).prefixId(template + "-" + name)
                        .parameter("source", name);
            }
            if (scheduled) {
                KINDS.forEach(kind -> schedule(name, kind));
            }
        }
    }

    private void schedule(String name, String kind) {
        templatedRoute("schedule-sync").routeId("schedule-" + kind + "-" + name)
                .prefixId("schedule-" + kind + "-" + name).parameter("source", name).parameter("kind", kind)
                .parameter("cron", "{{dcs." + kind + ".cron}}");
    }
}
