package io.github.dcssync.report;

import static io.github.dcssync.report.ViewColumn.days;
import static io.github.dcssync.report.ViewColumn.instants;
import static io.github.dcssync.report.ViewColumn.numbers;
import static io.github.dcssync.report.ViewColumn.texts;
import static io.github.dcssync.report.ViewColumn.truths;

import io.github.dcssync.settings.DidYouMean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The report views in the order of the documents. Tests hold their columns against the databases'. */
public enum Report {

    /** Is the newest good backup of each instance young enough? */
    RPO_STATUS("an instance that is not gone: whether its newest good backup is as young as its policy asks",
            "source, instance_name, instance_id",
            texts("source", "instance_id", "instance_name", "policy"), numbers("rpo_minutes"),
            instants("last_success_at"), texts("last_success_backup_id"), numbers("age_minutes"),
            texts("last_status", "last_error_code"), instants("as_of"), texts("verdict", "reason", "warning")),

    /** How did the backups of each day end? */
    DAILY_BACKUPS("a UTC day and source: how the backups created on that day ended",
            "day desc, source",
            days("day"), texts("source"),
            numbers("total", "succeeded", "failed", "running", "manual", "automatic", "success_rate")),

    /** Which error codes were there, and who acts on them? */
    FAILURES_BY_CODE("a kind of operation and error code: how often it failed, what that means and who acts",
            "failures desc, record_type, error_code",
            texts("record_type", "error_code", "category", "severity", "meaning", "owner", "runbook"),
            numbers("failures", "instances"), instants("first_at", "last_at")),

    /** With which codes did operations fail on each day? */
    DAILY_FAILURES("a UTC day, source, kind of operation and error code: how many failed with it on that day",
            "day desc, source, record_type, error_code",
            days("day"), texts("source", "record_type", "error_code", "category", "severity", "meaning", "owner",
                    "runbook"),
            numbers("failures", "instances")),

    /** Which restorations prove that backups can be restored, and in time? */
    RESTORE_EVIDENCE("a restoration: from which backup, how long it took, whether that is as fast as the policy asks",
            "started_at desc, instance_id, restore_id",
            texts("source", "instance_id", "instance_name", "restore_id", "backup_id", "status", "error_code"),
            instants("started_at", "finished_at"), numbers("duration_seconds", "rto_minutes"), truths("met_rto"),
            numbers("backup_age_minutes")),

    /** Which instances are not known to be protected, and why? */
    UNPROTECTED("an instance that is not gone and not known to be protected though it could be, and why",
            "source, instance_name, instance_id",
            texts("source", "instance_id", "instance_name", "policy"), numbers("rpo_minutes"),
            texts("verdict", "reason"), instants("last_success_at"), numbers("age_minutes"),
            texts("last_status", "last_error_code"), instants("as_of")),

    /** When must a backup of each instance be restored again to prove that it can? */
    DRILL_DUE("an instance that is not gone: when a backup of it was last restored, and when that is due again",
            "due_at, source, instance_name, instance_id",
            texts("source", "instance_id", "instance_name", "policy"), numbers("drill_days"),
            instants("last_drill_at", "due_at"), numbers("age_days"), instants("as_of"), texts("verdict")),

    /** How long do operations take, and is that changing? */
    JOB_DURATION("an instance and kind of operation: how long those of the last 30 days took, and of the 30 before",
            "source, instance_name, instance_id, record_type",
            texts("source", "instance_id", "instance_name", "record_type"),
            numbers("jobs", "average_seconds", "longest_seconds", "earlier_jobs", "earlier_average_seconds"),
            instants("last_at", "as_of"), numbers("change_percent")),

    /** How does the size of backups grow? */
    SIZE_GROWTH("a UTC day and source: the size of the backups created on that day that succeeded",
            "day desc, source",
            days("day"), texts("source"), numbers("backups", "size_bytes", "average_size_bytes",
                    "largest_size_bytes", "growth_percent")),

    /** Which operations do not end? */
    STUCK("a backup or restoration that has been unfinished for longer than a restoration may take",
            "created_at, instance_id, record_type, record_id",
            texts("source", "instance_id", "instance_name", "record_type", "record_id", "status"),
            numbers("progress"), instants("created_at", "updated_at"), numbers("age_minutes", "rto_minutes"),
            instants("as_of")),

    /** How far back can each instance be restored? */
    RETENTION("an instance that is not gone: how far back the service can restore it",
            "source, instance_name, instance_id",
            texts("source", "instance_id", "instance_name"),
            numbers("backups_recorded", "backups_listed", "backups_restorable", "free_slots"),
            instants("oldest_restorable_at", "newest_restorable_at"), numbers("reach_days", "listed_size_bytes"),
            instants("as_of")),

    /** Which backups did somebody delete? */
    MANUAL_DELETIONS("a backup that had succeeded and that somebody deleted, and what says so",
            "noticed_at desc, instance_id, backup_id",
            texts("source", "instance_id", "instance_name", "backup_id", "backup_name", "backup_type"),
            instants("created_at", "noticed_at"), texts("evidence"), instants("as_of")),

    /** Where may records be missing? */
    HISTORY_GAP("a list of an instance that moved on so far between two reads that records may be missing",
            "history_gap_at desc, instance_id, endpoint",
            texts("source", "instance_id", "instance_name", "endpoint"), instants("history_gap_at", "as_of")),

    /** On which days was a backup made of each instance? */
    BACKUP_CALENDAR(
            "an instance and UTC day since it was first seen: whether a backup was made, as far as that is known",
            "source, instance_name, instance_id, day",
            texts("source", "instance_id", "instance_name"), days("day"),
            numbers("succeeded", "failed", "running", "size_bytes"), texts("state"), instants("as_of")),

    /** How far can the data be trusted? */
    SYNC_HEALTH("a source: how new its data is, and how sure",
            "source",
            texts("source"), instants("as_of"), truths("is_fresh"),
            numbers("instances", "lists_proved", "lists_weak", "lists_failing", "lists_never_read", "quarantined",
                    "history_gaps", "rejected_records"),
            texts("last_run_id", "last_trigger_type", "last_status"),
            instants("last_started_at", "last_finished_at", "last_complete_at"), texts("last_error"),
            numbers("time_unreadable")),

    /** What needs somebody now, who, and what is to be done first? */
    WORKLIST("a thing that needs somebody now: since when, who acts, and what is to be done first",
            "priority, since, source, instance_id, kind, detail",
            texts("source", "instance_id", "instance_name", "kind"), numbers("priority"), instants("since"),
            texts("error_code", "detail", "owner", "to_do"));

    /** What an instance is known by, where rows are of one. */
    static final List<String> NAMES = List.of("instance_name", "instance_id");

    private final String grain;
    private final List<String> order;
    private final List<ViewColumn> columns;

    @SafeVarargs
    Report(String grain, String order, List<ViewColumn>... columns) {
        this.grain = grain;
        this.order = List.of(order.split(", "));
        List<ViewColumn> all = new ArrayList<>();
        for (List<ViewColumn> part : columns) {
            all.addAll(part);
        }
        this.columns = List.copyOf(all);
    }

    /** @return the view's name, {@code report_rpo_status} */
    public String view() {
        return "report_" + name().toLowerCase(Locale.ROOT);
    }

    /** @return what a row is, as the end of the sentence "a row is" */
    public String grain() {
        return grain;
    }

    /** @return the columns that rows are ordered by, with {@code desc} where it goes down; missing values come last */
    public List<String> order() {
        return order;
    }

    /** @return the columns in the view's order */
    public List<ViewColumn> columns() {
        return columns;
    }

    /** @return the names of the columns */
    List<String> names() {
        return columns.stream().map(ViewColumn::name).toList();
    }

    /** @return the column that says when what a row is about was, or nothing where rows are about now */
    public Optional<ViewColumn> timeColumn() {
        return switch (this) {
            case BACKUP_CALENDAR, DAILY_BACKUPS, DAILY_FAILURES, SIZE_GROWTH -> Optional.of(column("day"));
            case FAILURES_BY_CODE -> Optional.of(column("last_at"));
            case HISTORY_GAP -> Optional.of(column("history_gap_at"));
            case MANUAL_DELETIONS -> Optional.of(column("noticed_at"));
            case RESTORE_EVIDENCE -> Optional.of(column("started_at"));
            case DRILL_DUE, JOB_DURATION, RETENTION, RPO_STATUS, STUCK, SYNC_HEALTH, UNPROTECTED, WORKLIST ->
                Optional.empty();
        };
    }

    /**
     * @param view a view's name
     * @throws ReportException when there is no such view; the message names the one most like it
     */
    public static Report of(String view) {
        return Stream.of(values()).filter(report -> report.view().equals(view)).findFirst()
                .orElseThrow(() -> new ReportException("There is no view '" + view + "'; "
                        + meant(view, Arrays.stream(values()).map(Report::view))));
    }

    /**
     * @param name a column's name
     * @throws ReportException when there is no such column; the message names the one most like it
     */
    public ViewColumn column(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst()
                .orElseThrow(() -> new ReportException(view() + " has no column '" + name + "'; "
                        + meant(name, columns.stream().map(ViewColumn::name))));
    }

    private static String meant(String written, Stream<String> known) {
        List<String> names = known.toList();
        Optional<String> nearest = DidYouMean.to(written.toLowerCase(Locale.ROOT), names.stream());
        return nearest.map(name -> "did you mean " + name + "?").orElse("there are " + String.join(", ", names));
    }
}
