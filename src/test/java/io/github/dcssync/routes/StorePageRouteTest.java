package io.github.dcssync.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.app.RouteTestSupport;
import io.github.dcssync.lease.LeaseLostException;
import io.github.dcssync.simulator.Answer;
import io.github.dcssync.simulator.Operation;
import io.github.dcssync.simulator.SimulatedKind;
import io.github.dcssync.sync.SyncRun;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

/** {@code store-page.camel.yaml}, by the backups of one instance in pages of two. */
class StorePageRouteTest extends RouteTestSupport {

    @Override
    protected Map<String, String> variables() {
        return Map.of("DCS_BACKUPS_PAGE_SIZE", "2");
    }

    private SyncRun planned() throws Exception {
        SyncRun run = underLease();
        plan(run);
        return run;
    }

    private Exchange read(SyncRun run) {
        Exchange read = call("list-backups", null, Map.of("run", run, "task", run.getTasks().get(0)));
        release(run);
        return read;
    }

    private List<String> noted(String columns) {
        return jdbc().queryForList("select concat_ws(' ', " + columns + ", null) from instance_sync where"
                + " endpoint = 'backups' and instance_id = '" + instance(0) + "'", String.class);
    }

    /** Has each answer take a second, so that no page waits for others. */
    private void storeEachPage() {
        simulator().onRequest(request -> clock().advance(Duration.ofSeconds(1)));
    }

    private int stored() {
        return jdbc().queryForObject("select count(*) from backup_record", Integer.class);
    }

    private void answerBackups(Answer other) {
        simulator().injectFaults((request, answer) -> request.operation() == Operation.BACKUPS_V1
                && request.instanceId().equals(instance(0)) ? other : answer);
    }

    @Test
    void writesUnderTheLeaseFollowsFailuresAndNotesHowTheListWasReadAtItsEnd() throws Exception {
        SyncRun run = planned();
        List<String> trail = trail("store-page", "hold-lease", "failed-records", "store-reading");
        storeEachPage();

        assertThat(read(run).getException()).isNull();

        assertThat(trail).startsWith("store-page", "hold-lease", "failed-records", "store-page")
                .endsWith("store-reading")
                .containsOnlyOnce("store-reading");
        assertThat(stored()).isEqualTo(3);
        assertThat(noted("proof, records")).containsExactly("proved 3");
    }

    @Test
    void beginsNoTransactionForAListWithoutNewsButNotesTheReadingsOfManyTogether() throws Exception {
        read(planned());
        clock().advance(Duration.ofMinutes(15));
        jdbc().update("insert into backup_record (instance_id, backup_id, source, first_seen_at, changed_at)"
                + " values (?, 'gone', ?, current_timestamp, current_timestamp)", instance(0), SOURCE);
        SyncRun run = planned();
        List<String> trail = trail("store-page", "hold-lease", "failed-records", "store-reading", "store-readings");

        Exchange read = call("sync-records", null, Map.of("run", run, "task", run.getTasks().get(0)));

        assertThat(read.getException()).isNull();
        assertThat(trail).isNotEmpty().containsOnly("store-page");
        assertThat(run.getSummary().complete()).isZero();
        call("sync-readings", null, Map.of("run", run));
        release(run);

        assertThat(trail).endsWith("store-readings", "hold-lease").containsOnlyOnce("hold-lease");
        assertThat(noted("run_id, proof, records")).containsExactly(run.getId() + " proved 3");
        assertThat(
                jdbc().queryForList("select backup_id from backup_record where vanished_at is not null", String.class))
                .containsExactly("gone");
        assertThat(run.getSummary().complete()).isOne();
        assertThat(run.getSummary().vanished()).isOne();
    }

    @Test
    void storesPagesTogetherUnderOneLease() throws Exception {
        SyncRun run = planned();
        List<String> trail = trail("store-pages", "store-page", "hold-lease", "store-reading");

        assertThat(read(run).getException()).isNull();

        assertThat(trail).containsExactly("store-pages", "store-page", "hold-lease", "store-reading");
        assertThat(stored()).isEqualTo(3);
    }

    @Test
    void storesPagesOneByOneWhenTheyAreRefusedTogether() throws Exception {
        SyncRun run = planned();
        List<String> trail = trail("store-page", "store-reading");
        String last = fleet().recordIds(SimulatedKind.BACKUP, instance(0)).get(2);
        jdbc().execute("alter table backup_record add constraint not_this check (backup_id <> '" + last + "')");

        assertThat(read(run).getException()).hasCauseInstanceOf(DataIntegrityViolationException.class);

        assertThat(trail).containsExactly("store-page", "store-page", "store-page");
        assertThat(stored()).as("the first page").isEqualTo(2);
        assertThat(run.getSummary().inserted()).isEqualTo(2);
        assertThat(noted("proof")).isEmpty();
    }

    @Test
    void notesHowAListWasReadWithTheLastOfItsPagesThatAreStoredOneByOne() throws Exception {
        SyncRun run = planned();
        List<String> trail = trail("store-page", "store-reading");
        calls("failed-records").whenExchangeReceived(1, exchange -> {
            throw new IllegalStateException("not now");
        });

        assertThat(read(run).getException()).isNull();

        assertThat(trail).startsWith("store-page", "store-page").endsWith("store-page", "store-reading")
                .containsOnlyOnce("store-reading");
        assertThat(stored()).isEqualTo(3);
        assertThat(noted("proof, records")).containsExactly("proved 3");
    }

    @Test
    void keepsWhatWasReadOfAListBeforeItFailed() {
        simulator().injectFaults((request, answer) -> request.operation() == Operation.BACKUPS_V1
                && !request.query().get("start").equals("1")
                        ? Answer.json(404, "{\"error_code\":\"DCS.4022\",\"error_msg\":\"gone\"}")
                        : answer);

        SyncRun run = sync();

        assertThat(stored()).as("a page of each instance").isEqualTo(4);
        assertThat(run.getSummary().inserted()).isEqualTo(8);
        assertThat(noted("proof, error_code")).containsExactly("none DCS.4022");
    }

    /** The database goes away when the service has failed; both are dealt with as if they came alone. */
    @ParameterizedTest
    @CsvSource({"store-pages, direct:store-rest", "hold-lease, direct:store-failure"})
    void waitsForTheDatabaseAfterAListHasFailed(String route, String within) {
        answerOnlyTheFirst(1);
        AtomicBoolean away = new AtomicBoolean(true);
        calls(route).whenAnyExchangeReceived(exchange -> {
            if (exchange.getVariable("answer") != null && away.getAndSet(false)) {
                throw new CannotGetJdbcConnectionException("away");
            }
        });

        SyncRun run = sync();

        assertThat(away).as(within).isFalse();
        assertThat(run.getError()).isNull();
        assertThat(stored()).isEqualTo(2 + 3);
        assertThat(noted("proof, error_code")).containsExactly("none DCS.4022");
    }

    /** Which pages were refused together and stored one by one says nothing of why the list failed. */
    @Test
    void judgesWhatHasFailedThoughPagesBeforeItWereDivided() {
        answerOnlyTheFirst(2);
        AtomicBoolean refused = new AtomicBoolean();
        calls("failed-records").whenAnyExchangeReceived(exchange -> {
            if (exchange.getVariable("answer") != null && !refused.getAndSet(true)) {
                throw new DataIntegrityViolationException("refused");
            }
        });

        sync();

        assertThat(refused).isTrue();
        assertThat(stored()).isEqualTo(3 + 3);
        assertThat(noted("proof, error_code")).containsExactly("none DCS.4022");
    }

    /** So many pages of the first instance's backups; neighbours overlap by a record. */
    private void answerOnlyTheFirst(int pages) {
        simulator().injectFaults((request, answer) -> request.operation() == Operation.BACKUPS_V1
                && request.instanceId().equals(instance(0)) && Integer.parseInt(request.query().get("start")) > pages
                        ? Answer.json(404, "{\"error_code\":\"DCS.4022\",\"error_msg\":\"gone\"}")
                        : answer);
    }

    @Test
    void saysWhyWhatWasReadBeforeAFailureCannotBeKept() {
        jdbc().execute("alter table backup_record add constraint none_at_all check (backup_id = '')");
        simulator().injectFaults((request, answer) -> request.operation() == Operation.BACKUPS_V1
                && !request.query().get("start").equals("1")
                        ? Answer.json(404, "{\"error_code\":\"DCS.4022\",\"error_msg\":\"gone\"}")
                        : answer);

        sync();

        assertThat(stored()).isZero();
        assertThat(jdbc().queryForList("select error_msg from instance_sync where endpoint = 'backups'", String.class))
                .hasSize(2).allSatisfy(message -> assertThat(message).containsIgnoringCase("none_at_all"));
    }

    @Test
    void takesAPageBackWhenWhatFollowsFromItFails() throws Exception {
        SyncRun run = planned();
        fail("failed-records", new IllegalStateException("not now"));

        assertThat(read(run).getException()).hasMessage("not now");

        assertThat(stored()).isZero();
        assertThat(noted("proof")).isEmpty();
    }

    @Test
    void writesNothingOnceTheLeaseIsLost() throws Exception {
        SyncRun run = planned();
        calls("store-page").whenAnyExchangeReceived(page -> jdbc().update("update sync_lease set token = token + 1"));

        assertThat(read(run).getException()).isInstanceOf(LeaseLostException.class);

        assertThat(stored()).isZero();
    }

    @Test
    void countsWhatItWouldWriteOfAPlan() {
        List<String> trail = trail("count-page", "hold-lease");

        SyncRun plan = call("plan-" + SOURCE, planRequest(), Map.of()).getMessage().getBody(SyncRun.class);

        assertThat(plan.getSummary().inserted()).isEqualTo(10);
        assertThat(trail).contains("count-page").doesNotContain("hold-lease");
        assertThat(stored()).isZero();
    }

    @Test
    void notesWhyAListCouldNotBeReadAndHowOftenInARow() {
        answerBackups(Answer.json(404, "{\"error_code\":\"DCS.4022\",\"error_msg\":\"gone\"}"));
        sync();
        assertThat(noted("proof, consecutive_failures, http_status, error_code"))
                .containsExactly("none 1 404 DCS.4022");

        sync();

        assertThat(noted("consecutive_failures")).containsExactly("2");
        assertThat(
                jdbc().queryForList("select error_code from sync_error where action = 'skip_instance'", String.class))
                .containsExactly("DCS.4022", "DCS.4022");
    }

    @Test
    void keepsAnAnswerThatCannotBeReadAndTellsWhenItsListIsLeftAlone() {
        answerBackups(Answer.json(200, "no JSON at all"));
        jdbc().update("insert into instance_sync (instance_id, endpoint, source, run_id, attempted_at, proof,"
                + " consecutive_failures) values (?, 'backups', ?, 'before', current_timestamp, 'none', 4)",
                instance(0),
                SOURCE);

        sync();

        assertThat(jdbc().queryForList("select payload from rejected_record", String.class))
                .containsExactly("no JSON at all");
        assertThat(jdbc().queryForList("select kind from alert where instance_id = ?", String.class, instance(0)))
                .containsExactly("instance_quarantined");
    }
}
