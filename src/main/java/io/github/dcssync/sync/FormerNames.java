package io.github.dcssync.sync;

import io.github.dcssync.settings.Source;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;

/** Which names the shards had before their source was renamed or cut into another number of parts. */
public final class FormerNames {

    private static final String OF_PROJECT = "select count(*) from dcs_instance where source = ? and project_id = ?";

    private final JdbcTemplate jdbc;
    private final Set<String> sources;

    /** @param sources all that the settings have */
    public FormerNames(JdbcTemplate jdbc, List<Source> sources) {
        this.jdbc = jdbc;
        this.sources = sources.stream().map(Source::name).collect(Collectors.toSet());
    }

    /** @return whether a shard's source had a shard of this name; another source that the settings have is never meant */
    public boolean has(Shard shard, String name) {
        String source = Shard.sourceOf(name);
        return Shard.isOfOtherCut(shard.source(), name)
                || !sources.contains(source) && !sources.contains(name) && isOfProject(source, shard.source().projectId());
    }

    private boolean isOfProject(String source, String projectId) {
        return projectId != null && jdbc.queryForObject(OF_PROJECT, Long.class, source, projectId) > 0;
    }
}
