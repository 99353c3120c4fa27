package io.github.dcssync.sync;

import io.github.dcssync.database.Statements;
import io.github.dcssync.schedule.Deaths;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;

/** Syncs that never came to say how they ended. One that is stopped has asked for something, and says so. */
public final class KilledRuns implements Deaths {

    private final Statements statements;
    private final Map<String, Shard> shards;

    /** @param shards all that the settings have */
    public KilledRuns(JdbcTemplate jdbc, Collection<Shard> shards) {
        this.statements = new Statements(jdbc, "sync");
        this.shards = shards.stream().collect(Collectors.toMap(Shard::name, Function.identity()));
    }

    @Override
    public int since(String source, Instant moment) {
        Shard shard = shards.get(source);
        return shard == null ? 0 : statements.get("killed-runs").param("source", shard.source().name())
                .param("since", Statements.kept(moment.atOffset(ZoneOffset.UTC))).param("shard", shard.number())
                .query(Integer.class).single();
    }
}
