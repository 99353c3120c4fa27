package io.github.dcssync.sync;

import io.github.dcssync.database.Statements;
import io.github.dcssync.record.ListKind;
import io.github.dcssync.record.NoListException;
import io.github.dcssync.record.Page;
import io.github.dcssync.settings.Settings;
import io.github.dcssync.store.PageWriter;
import io.github.dcssync.store.VanishedRecords;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/** Opens lists and takes in their pages. The routes call it. */
public final class ListReader {

    private final Statements statements;
    private final PageWriter pages;
    private final VanishedRecords vanished;
    private final Settings.ListSettings asked;
    private final Clock clock;

    /** @param asked how the lists are asked for */
    public ListReader(JdbcTemplate jdbc, PageWriter pages, VanishedRecords vanished, Settings.ListSettings asked,
            Clock clock) {
        this.statements = new Statements(jdbc, "sync");
        this.pages = pages;
        this.vanished = vanished;
        this.asked = asked;
        this.clock = clock;
    }

    /**
     * Recalls how a list fared before.
     *
     * @throws QuarantinedException when it has failed too often and nobody has asked for its instance by id
     */
    public LastRead recall(SyncRun run, Task task) {
        LastRead lastRead = run.lastReads().of(task, this::find);
        if (lastRead.isQuarantined(clock.instant()) && run.request().instanceIds().isEmpty()) {
            throw new QuarantinedException(lastRead.quarantinedUntil());
        }
        return lastRead;
    }

    private Map<String, Map<ListKind, LastRead>> find(List<String> instanceIds) {
        Map<String, Map<ListKind, LastRead>> found = new HashMap<>();
        statements.get("last-reads").param("instanceIds", instanceIds).query((ResultSet row) -> {
            found.computeIfAbsent(row.getString("instance_id"), id -> new EnumMap<>(ListKind.class))
                    .put(ListKind.ofEndpoint(row.getString("endpoint")), LastRead.of(row));
        });
        return found;
    }

    /**
     * @param task     whose list, or null for the list of instances
     * @param lastRead what is known of the list from the syncs before, or null when that was not looked up
     * @param list     its name; the version of the API that the source is asked by says how
     * @throws IllegalArgumentException when there is no such list, or a part of its path is none
     */
    public Listing open(SyncRun run, Task task, LastRead lastRead, String list) {
        ListKind kind = ListKind.ofEndpoint(list);
        LastRead before = lastRead == null ? LastRead.NEVER : lastRead;
        Instance instance = task == null ? null : task.instance();
        boolean isNew = instance != null && before == LastRead.NEVER && pages.hasNothing(kind, instance.id());
        ListWindow window = window(run.request(), kind, before.lowWaterAt(clock.instant()));
        return new Listing(run, instance, kind, asked.pageSize(kind), window, before, isNew, clock);
    }

    private ListWindow window(SyncRequest request, ListKind kind, Instant lowWaterAt) {
        if (kind == ListKind.INSTANCE) {
            return ListWindow.ALL;
        }
        if (request.isBackfill()) {
            return ListWindow.between(request.from(), request.to());
        }
        boolean incremental = kind.isIncremental() && !request.full();
        return incremental ? ListWindow.since(lowWaterAt, asked.restoresLookback()) : ListWindow.ALL;
    }

    /**
     * Takes in an answer.
     *
     * @param page what came, or null when it had no content
     * @return the page without what the listing has brought already
     * @throws NoListException when it counts instances and lists none, or says nothing although instances are known: an
     *                         account does not lose its caches without a word
     */
    public Page accept(SyncRun run, Listing listing, Page page) throws NoListException {
        Page answer = page == null ? Page.empty(listing.kind()) : page;
        if (listing.isAtHeadOfInstances()) {
            answer.requireWhatItCounts();
            if (answer.isBlank() && vanished.count(listing.kind(), listing.getOrigin(), listed -> false) > 0) {
                throw new NoListException("the answer is no list: it says nothing, and this source has had instances",
                        null);
            }
        }
        run.answered();
        return listing.accept(answer);
    }
}
