package io.github.dcssync.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.simulator.Answer;
import io.github.dcssync.simulator.FaultInjector;
import io.github.dcssync.simulator.Operation;
import io.github.dcssync.sync.Summary;
import io.github.dcssync.testkit.SyncFixture;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An answer with HTTP 200 that is not the list that was asked for. */
class NoListTest {

    private static final String LOGIN_PAGE = "<!DOCTYPE html><html><title>Log in</title></html>";

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"error_code\":\"DCS.5000\",\"error_msg\":\"No.\"} | no-list | 200 | DCS.5000",
        "{\"records\":[{\"backup_id\":\"a\"}],\"total_num\":1} | no-list | 200 | ",
        "{\"records\":[{\"backup_id\":\"a\"}],\"total_num\":0} | no-list | 200 | ",
        "{\"total_num\":3} | no-list | 200 | ",
        "<html><title>Log in</title></html> | web-page | | "})
    void failsAListAndDoesNotMakeItLookRead(String body, String rule, Long status, String code) throws Exception {
        try (SyncFixture fixture = SyncFixture.onAnyDatabase().fleet(2, 3, 2).start()) {
            fixture.fullSync();
            Instant read = fixture.clock().instant();
            fixture.clock().advance(Duration.ofMinutes(15));
            String bad = fixture.instance(0);
            fixture.simulator().injectFaults((request, answer) -> request.operation() == Operation.BACKUPS_V1
                    && bad.equals(request.instanceId()) ? Answer.json(200, body) : answer);

            Summary summary = fixture.fullSync().getSummary();

            assertThat(summary.status()).isEqualTo(Summary.Status.PARTIAL);
            assertThat(summary.fields()).containsEntry("complete", 3L).containsEntry("failed", 1L)
                    .containsEntry("vanished", 0L).containsEntry("retries", 1L);
            assertThat(fixture.tables().row("select completed_at, consecutive_failures from instance_sync"
                    + " where endpoint = 'backups' and instance_id = ?", bad)).containsEntry("completed_at", read)
                    .containsEntry("consecutive_failures", 1L);
            assertThat(fixture.tables().rows("select rule, action, http_status, error_code from sync_error"))
                    .hasSize(2).allSatisfy(row -> assertThat(row).containsEntry("rule", rule)
                            .containsEntry("http_status", status).containsEntry("error_code", code))
                    .extracting(row -> row.get("action")).containsExactlyInAnyOrder("retry", "skip_instance");
            assertThat(fixture.tables().column("select as_of from report_rpo_status where instance_id = ?", bad))
                    .containsExactly(read);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"error_code\":\"DCS.5000\",\"error_msg\":\"No.\"}", "{\"caches\":[{\"instance_id\":\"a\"}]}",
                "{\"instance_num\":3}", "{\"instances\":[],\"instance_num\":3}", LOGIN_PAGE, "{}"})
    void failsTheSourceWhoseInstancesItWasAskedFor(String body) throws Exception {
        try (SyncFixture fixture = SyncFixture.onAnyDatabase().fleet(2, 3, 2).start()) {
            fixture.sync();
            fixture.simulator().injectFaults(onDiscovery(Answer.json(200, body)));

            Summary summary = fixture.sync().getSummary();

            assertThat(summary.status()).isEqualTo(Summary.Status.FAILED);
            assertThat(summary.retries()).isEqualTo(1);
            assertThat(fixture.tables().column("select gone_at from dcs_instance")).containsOnlyNulls();
            assertThat(fixture.tables().column("select error from sync_run where status = 'failed'"))
                    .singleElement().asString()
                    .contains(body.equals(LOGIN_PAGE) ? "a web page answered: a proxy or login page?" : "is no list");
        }
    }

    @Test
    void isWhatDiscoverySaysWithoutAWordWhereInstancesAreKnown() throws Exception {
        try (SyncFixture fixture = SyncFixture.onAnyDatabase().fleet(2, 3, 2).start()) {
            fixture.sync();
            fixture.simulator().injectFaults(onDiscovery(Answer.empty(204)));

            assertThat(fixture.sync().getSummary().status()).isEqualTo(Summary.Status.FAILED);
            assertThat(fixture.tables().column("select distinct rule from sync_error")).containsExactly("no-list");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"instance_num\":0}"})
    void isNoneOfTheAnswersOfAnAccountThatNeverHadAnInstance(String body) throws Exception {
        try (SyncFixture fixture = SyncFixture.onAnyDatabase().fleet(2, 3, 2).start()) {
            fixture.simulator().injectFaults(onDiscovery(body.isEmpty() ? Answer.empty(204) : Answer.json(200, body)));

            Summary summary = fixture.sync().getSummary();

            assertThat(summary.status()).isEqualTo(Summary.Status.COMPLETE);
            assertThat(summary.instances()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"total_num\":0}"})
    void isNoneOfTheAnswersOfAnInstanceWithoutBackups(String body) throws Exception {
        try (SyncFixture fixture = SyncFixture.onAnyDatabase().fleet(2, 3, 2).start()) {
            fixture.sync();
            fixture.simulator().injectFaults((request, answer) -> request.operation() != Operation.BACKUPS_V1 ? answer
                    : body.isEmpty() ? Answer.empty(204) : Answer.json(200, body));

            Summary summary = fixture.sync().getSummary();

            assertThat(summary.status()).isEqualTo(Summary.Status.COMPLETE);
            assertThat(summary.vanished()).isEqualTo(body.contains("total_num") ? 6 : 0);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {LOGIN_PAGE, "{\"error_code\":\"DCS.5000\"}", "{\"backup_record_response\":[{\"backup_id\":\"ha"})
    void buysNoRepetitions(String body) throws Exception {
        try (SyncFixture fixture = SyncFixture.onAnyDatabase().fleet(60, 1, 1).variable("DCS_HTTP_MAX_ATTEMPTS", "5")
                .variable("DCS_PARALLELISM", "32").start()) {
            fixture.simulator().injectFaults((request, answer) -> request.operation().listsRecords()
                    ? Answer.json(200, body) : answer);

            Summary summary = fixture.sync().getSummary();

            assertThat(summary.failed()).isEqualTo(120);
            assertThat(summary.retries())
                    .isEqualTo(50 + fixture.simulator().traffic().requests(Operation.INSTANCES_V2));
        }
    }

    private static FaultInjector onDiscovery(Answer instead) {
        return (request, answer) -> request.operation() == Operation.INSTANCES_V2 ? instead : answer;
    }
}
