package io.github.dcssync.sync;

import io.github.dcssync.database.Statements;
import io.github.dcssync.record.ListKind;
import io.github.dcssync.store.VanishedRecords;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** Writes how lists were read to their end, in the transaction of the thread that calls. The routes call it. */
public final class ReadingNotes {

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
            long rereads, OffsetDateTime lowWaterAt, Long checksum, boolean mayHaveGap) {

        static Note of(SyncRun run, Listing list) {
            Reading reading = list.getReading();
            return new Note(list.getInstanceId(), list.getEndpoint(), run.getSource().name(), run.getId(),
                    reading.attemptedAt(), Statements.kept(reading.completedAt()), reading.proof(), reading.records(),
                    reading.totalNum(),
                    reading.pages(), reading.shifts(), reading.rereads(), reading.lowWaterAt(), reading.checksum(),
                    list.kind() == ListKind.BACKUP && !list.isAsBefore());
        }
    }

    /** Notes one list, of which nothing may have been noted before. */
    public void note(SyncRun run, Listing list) {
        Note note = Note.of(run, list);
        noteGaps(List.of(note));
        if (statements.get("update-reading").paramSource(note).update() == 0) {
            statements.get("insert-reading").paramSource(note).update();
        }
    }

    /** Notes lists that have been noted before and brought nothing new, and marks which of their records are gone. */
    public NotedLists noteAll(SyncRun run, List<Listing> lists) {
        int gone = lists.stream().filter(Listing::isMissingRecords).mapToInt(list -> vanished.mark(list.kind(),
                list.getOrigin(), list::lists, list.storable(), list.getNow())).sum();
        List<Note> notes = lists.stream().map(list -> Note.of(run, list))
                .sorted(Comparator.comparing(Note::instanceId).thenComparing(Note::endpoint)).toList();
        noteGaps(notes);
        statements.runForEach("update-reading", notes);
        return new NotedLists(lists, gone);
    }

    /** Hears that the lists that were next are noted, or given up. */
    public void done(NoteBatches<Listing> batches) {
        batches.done();
    }

    /** Has the lists that are next noted in two halves. */
    public void divide(NoteBatches<Listing> batches) {
        batches.divide();
    }

    /** Leaves lists unnoted, as a sync does that was killed: the next one reads them as this one has. */
    public void giveUp(NoteBatches<Listing> batches) {
        batches.giveUp();
    }

    /**
     * Before the reading itself is noted, because a gap is between it and the one before. A list that says what it said
     * then has none.
     */
    private void noteGaps(List<Note> notes) {
        statements.runForEach("insert-gap", notes.stream().filter(Note::mayHaveGap).toList());
    }

    /** Hears that records of a list are written before its end is in hand: what it said last is not what is stored. */
    void outdate(Listing list) {
        statements.get("forget-checksum").param("instanceId", list.getInstanceId())
                .param("endpoint", list.getEndpoint())
                .update();
    }
}
