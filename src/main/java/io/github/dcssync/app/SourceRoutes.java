package io.github.dcssync.app;

import io.github.dcssync.schedule.Ticks;
import io.github.dcssync.settings.Settings;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.builder.RouteBuilder;

/** The routes that exist once a source, or once a shard of it. */
final class SourceRoutes extends RouteBuilder {

    private static final List<String> TEMPLATES = List.of("sync-source", "plan-source", "read-source", "replay-source");
    private static final String SYNC = "sync";
    private static final String FULL_SYNC = "full-sync";
    private static final List<String> KINDS = List.of(SYNC, FULL_SYNC);

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

    /** @return the ids of the routes of sources or shards, first those that begin syncs */
    static List<String> ids(Collection<String> names, boolean scheduled) {
        return names.stream().flatMap(name -> Stream.concat(
                KINDS.stream().filter(kind -> scheduled).map(kind -> "schedule-" + kind),
                TEMPLATES.stream()).map(route -> route + "-" + name)).toList();
    }

    /** @return the groups of their triggers */
    static Set<String> kinds() {
        return Set.copyOf(KINDS);
    }

    /** @return when syncs of each kind begin, first those that do the work of the others, too */
    static Map<String, Ticks> ticks(Settings.Schedule schedule) {
        Map<String, Ticks> ticks = new LinkedHashMap<>();
        ticks.put(FULL_SYNC, new Ticks(schedule.fullSyncCron(), schedule.timeZone()));
        ticks.put(SYNC, new Ticks(schedule.syncCron(), schedule.timeZone()));
        return ticks;
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
