package io.github.dcssync.sync;

import io.github.dcssync.database.Statements;
import io.github.dcssync.record.ListKind;
import io.github.dcssync.store.VanishedRecords;
import java.sql.ResultSet;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;

/** Writes how lists were read to their end, in the transaction of the thread that calls. The routes call it. */
public final class ReadingNotes {

    private static final Map<ListKind, String> PRESENT =
            Map.of(ListKind.BACKUP, "present-backups", ListKind.RESTORE, "present-restores");

    private final Statements statements;
    private final VanishedRecords vanished;

    /** @param jdbc takes part in the transaction of the thread that calls */
    public ReadingNotes(JdbcTemplate jdbc, VanishedRecords vanished) {
        this.statements = new Statements(jdbc, "sync");
        this.vanished = vanished;
    }

    /**
     * Lists whose reading has been noted and not yet committed.
     *
     * @param vanished how many records they no longer have
     */
    public record NotedLists(List<Listing> lists, int vanished) {
    }

    /** A row of {@code instance_sync}, as its statements have it. */
    private record Note(String instanceId, String endpoint, String source, String runId, OffsetDateTime attemptedAt,
            OffsetDateTime completedAt, String proof, long records, Long totalNum, long pages, long shifts,
            long rereads,
            OffsetDateTime lowWaterAt) {

        static Note of(SyncRun run, Listing list) {
            Reading reading = list.getReading();
            return new Note(list.getInstanceId(), list.getEndpoint(), run.getSource().name(), run.getId(),
                    reading.attemptedAt(), reading.completedAt(), reading.proof(), reading.records(),
                    reading.totalNum(),
                    reading.pages(), reading.shifts(), reading.rereads(), reading.lowWaterAt());
        }
    }

    /** Notes one list, of which nothing may have been noted before. */
    public void note(SyncRun run, Listing list) {
        Note note = Note.of(run, list);
        if (statements.get("update-reading").paramSource(note).update() == 0) {
            statements.get("insert-reading").paramSource(note).update();
        }
    }

    /** Notes lists that have been noted before and brought nothing new, and marks which of their records are gone. */
    public NotedLists noteAll(SyncRun run, List<Listing> lists) {
        int gone = 0;
        for (ListKind kind : ListKind.OF_INSTANCES) {
            gone += markVanished(kind, lists.stream().filter(list -> list.kind() == kind && list.isProofOfAbsence())
                    .toList());
        }
        statements.runForEach("update-reading", lists.stream().map(list -> Note.of(run, list))
                .sorted(Comparator.comparing(Note::instanceId).thenComparing(Note::endpoint)).toList());
        return new NotedLists(lists, gone);
    }

    /** Where as many records are there as are listed, and all that are listed were there, none is gone. */
    private int markVanished(ListKind kind, List<Listing> lists) {
        if (lists.isEmpty()) {
            return 0;
        }
        Map<String, Long> present = new HashMap<>();
        statements.get(Objects.requireNonNull(PRESENT.get(kind)))
                .param("instanceIds", lists.stream().map(Listing::getInstanceId).toList())
                .query((ResultSet row) -> {
                    present.put(row.getString(1), row.getLong(2));
                });
        return lists.stream().filter(list -> present.getOrDefault(list.getInstanceId(), 0L) != list.storable())
                .mapToInt(list -> vanished.mark(kind, list.getOrigin(), list::lists, list.storable(), list.getNow()))
                .sum();
    }
}
