package io.github.dcssync.sync;

import io.github.dcssync.database.Statements;
import io.github.dcssync.schedule.Successors;
import io.github.dcssync.settings.Source;
import java.sql.ResultSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;

/** Which names the shards had before their source was renamed or cut into another number of parts. */
public final class FormerNames implements Successors {

    private final Statements statements;
    private final Supplier<List<Source>> roster;

    /** @param sources all that are synced now */
    public FormerNames(JdbcTemplate jdbc, Supplier<List<Source>> sources) {
        this.statements = new Statements(jdbc, "sync");
        this.roster = sources;
    }

    /**
     * A source of which nothing is noted yet may be another one of its project, renamed. One of which something is was not:
     * the other is that of a program with other settings, and is left to it.
     */
    @Override
    public Map<String, Set<String>> of(Set<String> noted) {
        List<Source> sources = roster.get();
        Set<String> names = sources.stream().map(Source::name).collect(Collectors.toSet());
        Set<String> shards = shards(sources);
        Map<String, Set<String>> past = noted.stream().filter(name -> !shards.contains(name))
                .collect(Collectors.groupingBy(name -> source(names, name), Collectors.toSet()));
        Set<String> known = noted.stream().map(name -> source(names, name)).collect(Collectors.toSet());
        boolean hasNew = sources.stream().anyMatch(source -> !known.contains(source.name()));
        Map<String, Set<String>> renamed = hasNew ? byProject(names, past) : Map.of();
        Map<String, Set<String>> former = new HashMap<>();
        for (Source source : sources) {
            Set<String> before =
                    known.contains(source.name()) ? past.get(source.name()) : renamed.get(source.projectId());
            Shard.of(source).stream().filter(shard -> before != null)
                    .forEach(shard -> former.put(shard.name(), before));
        }
        return former;
    }

    /** Another program may have a source of the same project, and be alive: its name is not left, it is let go of in time. */
    @Override
    public boolean isLeft(String name) {
        List<Source> sources = roster.get();
        return !shards(sources).contains(name) && sources.stream().anyMatch(source -> Shard.isOfOtherCut(source, name));
    }

    private static Set<String> shards(List<Source> sources) {
        return sources.stream().flatMap(source -> Shard.of(source).stream()).map(Shard::name)
                .collect(Collectors.toSet());
    }

    /** The source of a shard; a source may be named as if it were one. */
    private static String source(Set<String> names, String name) {
        return names.contains(name) ? name : Shard.sourceOf(name);
    }

    /** @return the past names of sources that the settings do not have, by the projects whose instances they were */
    private Map<String, Set<String>> byProject(Set<String> names, Map<String, Set<String>> past) {
        Map<String, Set<String>> byProject = new HashMap<>();
        if (!names.containsAll(past.keySet())) {
            statements.get("projects").query((ResultSet row) -> {
                String source = row.getString("source");
                if (past.containsKey(source) && !names.contains(source)) {
                    byProject.computeIfAbsent(row.getString("project_id"), none -> new HashSet<>())
                            .addAll(past.get(source));
                }
            });
        }
        return byProject;
    }
}
