package io.github.dcssync.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.database.DatabaseTarget;
import io.github.dcssync.schedule.DueTicks;
import io.github.dcssync.simulator.Answer;
import io.github.dcssync.simulator.SimulatedKind;
import io.github.dcssync.sync.SyncRequest;
import io.github.dcssync.sync.SyncRun;
import io.github.dcssync.testkit.AlertReceiver;
import io.github.dcssync.testkit.ConflictAt;
import io.github.dcssync.testkit.Operations;
import io.github.dcssync.testkit.SyncFixture;
import io.github.dcssync.testkit.TestDatabase;
import io.github.dcssync.testkit.WatchedDriver;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A database that refuses a statement or a commit because of others, as distributed ones do to any, is told the same again:
 * what it has in the end is what it would have had. Every statement of a sync is refused once.
 */
class ConflictsTest {

    /** The build tries one in so many; {@code -Dconflicts.every=1} tries all. */
    private static final int EVERY = Integer.getInteger("conflicts.every", 13);

    private static final Instant TICK = Instant.parse("2026-03-10T08:00:00Z");
    /** Of the database itself, or by its clock. */
    private static final Set<String> NOT_OF_SYNCS = Set.of("sync_lease", "dcs_sync_schema_history", "calendar_day");
    /** Another one each time, or by the machine's clock. */
    private static final Set<String> NUMBERS =
            Set.of("change_id", "alert_id", "error_id", "rejected_id", "run_id", "request_id", "ticked_at");
    private static final Set<String> NEVER_USED =
            Set.of("account_project", "alert_sink", "history_gap", "instance_listing", "request_budget");

    private final ConflictAt conflict = new ConflictAt();
    private AlertReceiver receiver;
    private SyncFixture fixture;
    private List<String> tables;

    @BeforeEach
    void start() throws Exception {
        DatabaseTarget target = TestDatabase.POSTGRESQL.migrated();
        WatchedDriver.watch(target, conflict);
        receiver = new AlertReceiver();
        fixture = SyncFixture.on(target).fleet(4, 3, 2).variable("DCS_PARALLELISM", "1")
                .variable("DCS_HTTP_MAX_ATTEMPTS", "1").variable("DCS_ALERT_URI", receiver.uri()).start();
        tables = fixture.tables().names().stream().map(Object::toString)
                .filter(name -> !name.startsWith("dcs_qrtz") && !NOT_OF_SYNCS.contains(name)).toList();
    }

    @AfterEach
    void end() {
        fixture.close();
        receiver.close();
    }

    /** A source with a past: whatever a sync may find stands before it. */
    private void livesThroughALot() throws Exception {
        Operations operations = new Operations(fixture);
        operations.backup("failed", "failed", "dcs.08.0002", 5);
        fixture.sync();
        addHistory("2024-01-01T00:00:00Z");

        fixture.clock().advance(Duration.ofHours(1));
        operations.backup("good", "succeeded", null, 1);
        operations.restore("failed too", "failed", null, 1);
        String second = fixture.instance(1);
        fixture.fleet().remove(SimulatedKind.BACKUP, second, fixture.record(SimulatedKind.BACKUP, second, 1));
        fixture.fleet().remove(SimulatedKind.RESTORE, second, fixture.record(SimulatedKind.RESTORE, second, 0));
        fixture.fleet().change(SimulatedKind.BACKUP, second, fixture.record(SimulatedKind.BACKUP, second, 0),
                json -> json.put("remark", "another"));
        fixture.fleet().addRaw(SimulatedKind.BACKUP, second, 0, "{\"backup_name\":\"no key\"}");
        fixture.fleet().removeInstance(fixture.instance(2));
        fixture.fleet().resize(SimulatedKind.BACKUP, fixture.fleet().addInstance("new"), 2);
        String bad = fixture.instance(2);
        fixture.simulator().injectFaults((request, answer) -> bad.equals(request.instanceId())
                ? Answer.json(500, "{\"error_code\":\"DCS.5078\",\"error_msg\":\"Query backup record failed.\"}")
                : answer);
        fixture.tables().execute("delete from total_num_meaning");
        keep();
    }

    private void keep() {
        fixture.tables().execute("create schema before");
        tables.forEach(table -> fixture.tables().execute("create table before." + table + " as table public." + table));
    }

    /** What retention lets go of: of this source, and of one that is in the settings no more. */
    private void addHistory(String time) {
        OffsetDateTime at = Instant.parse(time).atOffset(ZoneOffset.UTC);
        for (String source : List.of(SyncFixture.DEFAULT, "removed")) {
            fixture.tables().execute("insert into sync_run (run_id, trigger_type, source, node, version, started_at,"
                    + " finished_at, status, is_whole) values (?, 'once', ?, 'n', '1', ?, ?, 'complete', true)",
                    "old of " + source, source, at, at);
            fixture.tables().execute("insert into sync_error (run_id, source, occurred_at, action, rule, http_status)"
                    + " values (?, ?, ?, 'retry', 'server-fault', 500)", "old of " + source, source, at);
        }
        fixture.tables().execute("insert into request_budget (source, granted_until) values ('removed', ?)", at);
        fixture.tables().execute("insert into schedule_tick (source, kind, ticked_at) values ('removed', 'sync', ?)",
                at);
        fixture.tables().execute("insert into dcs_instance (instance_id, source, first_seen_at, changed_at)"
                + " values ('r', 'removed', ?, ?)", at, at);
        fixture.tables().execute("insert into alert (kind, dedup_key, severity, source, title, payload, raised_at,"
                + " resolved_at, delivered_at, resolved_delivered_at) values ('gone', 'gone', 'info', 'removed', 't',"
                + " '{}', ?, ?, ?, ?)", at, at, at, at);
    }

    private void putBack() {
        fixture.tables().execute(tables.stream().map(table -> "delete from " + table + "; insert into " + table
                + " overriding system value select * from before." + table)
                .collect(Collectors.joining("; ", "", "; delete from sync_lease")));
        receiver.clear();
    }

    private String tick() throws Exception {
        DueTicks ticks = fixture.bundle().context().getRegistry().lookupByNameAndType("ticks", DueTicks.class);
        return outcome(fixture.bundle().sync(new SyncRequest(SyncFixture.DEFAULT, "schedule", List.of(), true, null,
                null, ticks.fired(SyncFixture.DEFAULT, "full-sync", "full-sync", Date.from(TICK)))));
    }

    private Map<String, List<String>> contents() {
        Map<String, List<String>> contents = new TreeMap<>();
        tables.forEach(table -> contents.put(table, fixture.tables().rows("select * from " + table).stream()
                .map(row -> row.entrySet().stream().filter(column -> !NUMBERS.contains(column.getKey()))
                        .map(Map.Entry::toString).collect(Collectors.joining(", ")))
                .sorted().toList()));
        contents.put("told", receiver.received().stream()
                .map(one -> one.text("state") + " " + one.text("dedup_key")).sorted().toList());
        contents.put("held", List.of(fixture.tables().value("select count(*) from sync_lease"
                + " where expires_at is not null").toString()));
        return contents;
    }

    private static String outcome(SyncRun run) {
        return run.getSummary().fields().entrySet().stream().filter(field -> !field.getKey().equals("seconds"))
                .map(Map.Entry::toString).collect(Collectors.joining(" ")) + " " + run.getError();
    }

    /** Something whose end is told in one line. */
    private interface Work {
        String end() throws Exception;
    }

    /** Has one statement of the work be refused, each time another, and the work end as it would have. */
    private void refuseEach(int every, Work work) throws Exception {
        putBack();
        conflict.over();
        String outcome = work.end();
        Map<String, List<String>> undisturbed = contents();
        List<String> wrong = new ArrayList<>();
        int refused = 0;
        boolean isMet = true;
        for (int before = every / 2; isMet; before += every) {
            putBack();
            conflict.after(before);
            String end = work.end();
            conflict.over();
            isMet = conflict.met() != null;
            refused += isMet ? 1 : 0;
            String differing = difference(undisturbed, contents()) + (end.equals(outcome) ? "" : " " + end);
            if (!differing.isBlank()) {
                wrong.add("number " + before + ", " + conflict.met() + ":\n" + differing);
            }
        }
        assertThat(String.join("\n\n", wrong)).as("instead of %s", outcome).isEmpty();
        assertThat(refused).as("statements").isGreaterThan(20 / every + 1);
    }

    @Test
    void withOthersLeaveASyncAndAllThatItTellsAsTheyWouldBe() throws Exception {
        livesThroughALot();
        refuseEach(EVERY, this::tick);

        Map<String, List<String>> contents = contents();
        assertThat(contents.keySet().stream().filter(table -> contents.get(table).isEmpty()))
                .as("what a sync has nothing to do with").containsExactlyInAnyOrderElementsOf(NEVER_USED);
    }

    @Test
    void withOthersLeaveAReplayAsItWouldBe() throws Exception {
        fixture.fleet().addRaw(SimulatedKind.BACKUP, fixture.instance(1), 0, "{\"backup_name\":\"no key\"}");
        fixture.sync();
        fixture.tables().execute("update rejected_record set payload = '{\"backup_id\":\"a\",\"status\":\"failed\"}'");
        keep();
        refuseEach(1, () -> fixture.bundle().replay(SyncFixture.DEFAULT).toString());

        assertThat(fixture.tables().count("rejected_record where replayed_at is null")).isZero();
        assertThat(fixture.tables().count("operation_failure where record_id = 'a'")).isOne();
    }

    private static String difference(Map<String, List<String>> expected, Map<String, List<String>> found) {
        return expected.keySet().stream().filter(table -> !expected.get(table).equals(found.get(table)))
                .map(table -> table + ": missing " + without(expected.get(table), found.get(table)) + ", too many "
                        + without(found.get(table), expected.get(table)))
                .collect(Collectors.joining("\n"));
    }

    private static List<String> without(List<String> all, List<String> known) {
        List<String> left = new ArrayList<>(all);
        known.forEach(left::remove);
        return left;
    }
}
