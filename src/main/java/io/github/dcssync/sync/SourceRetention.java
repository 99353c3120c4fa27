package io.github.dcssync.sync;

import io.github.dcssync.account.KnownProjects;
import io.github.dcssync.account.Roster;
import io.github.dcssync.budget.RequestBudgets;
import io.github.dcssync.database.OldHistory;
import io.github.dcssync.database.PastSources;
import io.github.dcssync.lease.Cuts;
import io.github.dcssync.lease.Leases;
import io.github.dcssync.protection.Selection;
import io.github.dcssync.schedule.TickLog;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.OptionalLong;

/**
 * Lets go of sources that nobody syncs any more: their syncs and errors are deleted, their instances count no more, and
 * no lease, tick, budget nor project is kept for them. What is known of their backups and restorations stays.
 */
public final class SourceRetention {

    /** A lease beside those of the sources: no source has a name with a blank. Two at once would be in each other's way. */
    private static final String LEASE = "past sources";

    private final PastSources pastSources;
    private final Roster roster;
    private final KnownProjects projects;
    private final OldHistory history;
    private final Selection selection;
    private final Leases leases;
    private final Cuts cuts;
    private final InstanceLists instanceLists;
    private final TickLog ticks;
    private final RequestBudgets budgets;
    private final String node;

    /**
     * @param roster   knows which sources are in the settings
     * @param projects what is remembered of the projects that were sources
     * @param node     the name of this machine and process
     */
    public SourceRetention(PastSources pastSources, Roster roster, KnownProjects projects, OldHistory history,
            Selection selection, Leases leases, Cuts cuts, InstanceLists instanceLists, TickLog ticks,
            RequestBudgets budgets,
            String node) {
        this.pastSources = pastSources;
        this.roster = roster;
        this.projects = projects;
        this.history = history;
        this.selection = selection;
        this.leases = leases;
        this.cuts = cuts;
        this.instanceLists = instanceLists;
        this.ticks = ticks;
        this.budgets = budgets;
        this.node = node;
    }

    /**
     * @param since  sources are past that nobody has begun to sync since then
     * @param errors the time up to which their errors go
     */
    void forget(OffsetDateTime since, OffsetDateTime errors) {
        List<String> past = pastSources.find(roster.known(), since).stream()
                .filter(source -> pastSources.isLeft(source, errors)).toList();
        OptionalLong token = past.isEmpty() ? OptionalLong.empty() : leases.take(LEASE, node);
        if (token.isPresent()) {
            try {
                ticks.forget(name -> past.stream().anyMatch(source -> Shard.isOf(source, name)));
                past.forEach(source -> forget(source, since, errors));
            } finally {
                leases.release(LEASE, token.getAsLong());
            }
        }
    }

    private void forget(String source, OffsetDateTime since, OffsetDateTime errors) {
        leases.forget(source, name -> Shard.isOf(source, name));
        cuts.forget(source);
        instanceLists.forget(source);
        budgets.forget(source);
        selection.end(source);
        projects.forget(source);
        history.deleteErrors(source, errors);
        history.deleteAllRuns(source, since);
    }
}
