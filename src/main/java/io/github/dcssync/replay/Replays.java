package io.github.dcssync.replay;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dcssync.database.DatabaseFaults;
import io.github.dcssync.lease.LeaseLostException;
import io.github.dcssync.operation.FailedRecords;
import io.github.dcssync.operation.WrittenPage;
import io.github.dcssync.record.Element;
import io.github.dcssync.record.ListKind;
import io.github.dcssync.record.Page;
import io.github.dcssync.record.PageReader;
import io.github.dcssync.record.Row;
import io.github.dcssync.store.PageOrigin;
import io.github.dcssync.store.PageWriter;
import io.github.dcssync.store.RejectedRecords;
import io.github.dcssync.store.RejectedRecords.Kept;
import io.github.dcssync.store.WriteResult;
import io.github.dcssync.sync.SyncRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the routes ask about a replay: what waits, whether it can be read now, where it goes. */
public final class Replays {

    private static final Logger LOG = LoggerFactory.getLogger(Replays.class);

    private final RejectedRecords rejected;
    private final PageWriter pages;
    private final FailedRecords failedRecords;
    private final Clock clock;
    private final Map<ListKind, ObjectMapper> readers = new EnumMap<>(ListKind.class);

    public Replays(RejectedRecords rejected, PageWriter pages, FailedRecords failedRecords, Clock clock) {
        this.rejected = rejected;
        this.pages = pages;
        this.failedRecords = failedRecords;
        this.clock = clock;
        for (ListKind kind : ListKind.OF_INSTANCES) {
            readers.put(kind, PageReader.mapper(kind));
        }
    }

    /** @return the replay of the run's source, or of its shard */
    public Replay begin(SyncRun run) {
        return new Replay(run, rejected.waiting(run.getSource().name(), run.getShard()::has));
    }

    /**
     * Takes up the next row.
     *
     * @return whether it can be read now
     */
    public boolean readNext(Replay replay) {
        Kept kept = rejected.find(replay.next());
        Optional<Page> page = page(kept);
        replay.take(kept, page);
        if (page.isEmpty()) {
            LOG.info("Rejected record {} still cannot be read", kept.id());
        }
        return page.isPresent();
    }

    /** What was kept is a whole page, or one record of it. */
    private Optional<Page> page(Kept kept) {
        ListKind kind = ListKind.ofEndpoint(kept.endpoint());
        return page(kind, kept.payload()).filter(page -> page.total() != null || !page.elements().isEmpty())
                .or(() -> page(kind, "{\"" + kind.array() + "\":[" + kept.payload() + "]}")
                        .filter(page -> !page.rows().isEmpty() && page.rejected().isEmpty()));
    }

    private Optional<Page> page(ListKind kind, String json) {
        try {
            ObjectMapper reader = Objects.requireNonNull(readers.get(kind));
            return Optional.ofNullable(reader.readValue(json.getBytes(StandardCharsets.UTF_8), Page.class));
        } catch (IOException e) {
            LOG.debug("No page of {}", kind, e);
            return Optional.empty();
        }
    }

    /** Where the current row came from. */
    private static PageOrigin origin(Replay replay) {
        return new PageOrigin(replay.run().getId(), replay.run().getSource().name(),
                replay.run().getSource().projectId(), replay.kept().instanceId(), replay.kept().endpoint());
    }

    /**
     * Writes what the current row has and the database does not, or only in an older state, in the transaction of the
     * thread that calls.
     */
    public WrittenPage write(Replay replay) {
        PageOrigin origin = origin(replay);
        Page page = replay.page();
        List<Element> elements = new ArrayList<>(rejected.news(page.kind(), origin.instanceId(), distinct(page)));
        elements.addAll(page.rejected());
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        Page whole = new Page(page.kind(), elements, page.total(), false, 0);
        WriteResult stored = pages.write(origin, pages.compare(origin, whole), now);
        rejected.replayed(replay.kept().id(), now);
        return failedRecords.of(origin, stored);
    }

    private static List<Row> distinct(Page page) {
        Map<String, Row> rows = new LinkedHashMap<>();
        page.rows().forEach(row -> rows.putIfAbsent(row.key(), row));
        return List.copyOf(rows.values());
    }

    /** Counts the current row: its transaction has committed. */
    public void committed(Replay replay, WriteResult stored) {
        int written = stored.inserted() + stored.changed() + stored.unchanged();
        replay.add(stored, distinct(replay.page()).size() - written);
    }

    /** Leaves the current row, unless the others would fare no better. */
    public void failed(Replay replay, Exception exception) throws Exception {
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (cause instanceof LeaseLostException || DatabaseFaults.mayReturn(cause)) {
                throw exception;
            }
        }
        LOG.warn("Rejected record {} is left as it is: {}", replay.kept().id(), DatabaseFaults.rootMessage(exception));
    }
}
