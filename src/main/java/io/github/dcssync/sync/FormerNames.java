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
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;

/** Which names the shards had before their source was renamed or cut into another number of parts. */
public final class FormerNames implements Successors {

    private final Statements statements;
    private final List<Source> sources;
    private final Set<String> names;
    private final Set<String> shards;

    /** @param sources all that the settings have */
    public FormerNames(JdbcTemplate jdbc, List<Source> sources) {
        this.statements = new Statements(jdbc, "sync");
        this.sources = List.copyOf(sources);
        this.names = sources.stream().map(Source::name).collect(Collectors.toSet());
        this.shards = sources.stream().flatMap(source -> Shard.of(source).stream()).map(Shard::name)
                .collect(Collectors.toSet());
    }

    /**
     * A source of which nothing is noted yet may be another one of its project, renamed. One of which something is was not:
     * the other is that of a program with other settings, and is left to it.
     */
    @Override
    public Map<String, Set<String>> of(Set<String> noted) {
        Map<String, Set<String>> past = noted.stream().filter(name -> !shards.contains(name))
                .collect(Collectors.groupingBy(this::source, Collectors.toSet()));
        Set<String> known = noted.stream().map(this::source).collect(Collectors.toSet());
        List<Source> added = sources.stream().filter(source -> !known.contains(source.name())).toList();
        Map<String, Set<String>> renamed = added.isEmpty() ? Map.of() : byProject(past);
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
        return !shards.contains(name) && sources.stream().anyMatch(source -> Shard.isOfOtherCut(source, name));
    }

    /** The source of a shard; a source may be named as if it were one. */
    private String source(String name) {
        return names.contains(name) ? name : Shard.sourceOf(name);
    }

    /** @return the past names of sources that the settings do not have, by the projects whose instances they were */
    private Map<String, Set<String>> byProject(Map<String, Set<String>> past) {
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
