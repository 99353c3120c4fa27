package io.github.dcssync.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.dcssync.rule.ApiFault;
import io.github.dcssync.rule.ErrorRule;
import io.github.dcssync.rule.ErrorRules;
import io.github.dcssync.simulator.Answer;
import io.github.dcssync.simulator.FaultInjector;
import io.github.dcssync.simulator.Operation;
import io.github.dcssync.simulator.SimulatedKind;
import io.github.dcssync.simulator.SimulatedRequest;
import io.github.dcssync.sync.Summary;
import io.github.dcssync.sync.SyncRun;
import io.github.dcssync.testkit.SyncFixture;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every answer of the service is claimed by a rule, and what the rule says is done. */
class ApiErrorsTest {

    private record Published(int status, String code) {
    }

    private static List<Published> published() throws Exception {
        List<Published> all = new ArrayList<>();
        try (InputStream file = ApiErrorsTest.class.getResourceAsStream("/answers/published-error-codes.yaml")) {
            Map<String, Map<Integer, List<String>>> tables = new YAMLMapper().readValue(file, new TypeReference<>() {
            });
            tables.values().forEach(table -> table
                    .forEach((status, codes) -> codes.forEach(code -> all.add(new Published(status, code)))));
        }
        return all;
    }

    @Test
    void onAListAreEachDealtWithByTheRuleThatClaimsThem() throws Exception {
        ErrorRules rules = ErrorRules.load(SyncFixture.HOME.resolve("config/api-errors.yaml"));
        List<Published> codes = published().stream()
                .filter(code -> !ruleOf(rules, code).exhausted(false).text().equals("fail_source")).toList();
        assertThat(codes).hasSizeGreaterThan(300);
        try (SyncFixture fixture = SyncFixture.onAnyDatabase().fleet(codes.size(), 1, 1).start()) {
            List<String> instances = fixture.fleet().instanceIds();
            Map<String, Published> byInstance = new ConcurrentHashMap<>();
            for (int i = 0; i < codes.size(); i++) {
                byInstance.put(instances.get(i), codes.get(i));
            }
            fixture.simulator().injectFaults((request, answer) -> request.operation() == Operation.BACKUPS_V1
                    ? error(byInstance.get(request.instanceId())) : answer);

            fixture.sync();

            byInstance.forEach((instance, code) -> {
                ErrorRule rule = ruleOf(rules, code);
                List<String> actions = new ArrayList<>();
                if (rule.action(false).text().equals("retry")) {
                    actions.add("retry");
                }
                actions.add(rule.exhausted(false).text());
                // Piles of errors are stored by several threads, and the clock stands still.
                assertThat(fixture.tables().rows("select * from sync_error where instance_id = ?", instance))
                        .as("%s", code).extracting(row -> row.get("action"))
                        .containsExactlyInAnyOrderElementsOf(actions);
                assertThat(fixture.tables().rows("select * from sync_error where instance_id = ?", instance))
                        .as("%s", code).allSatisfy(row -> assertThat(row).containsEntry("rule", rule.name())
                                .containsEntry("http_status", (long) code.status())
                                .containsEntry("error_code", code.code()).containsEntry("endpoint", "backups"));
                assertThat(fixture.tables().row("select http_status, error_code from instance_sync"
                        + " where endpoint = 'backups' and instance_id = ?", instance)).as("%s", code)
                        .isEqualTo(Map.of("http_status", (long) code.status(), "error_code", code.code()));
            });
            assertThat(fixture.tables().column("select instance_id from sync_error where endpoint <> 'backups'"))
                    .isEmpty();
        }
    }

    private static ErrorRule ruleOf(ErrorRules rules, Published code) {
        return rules.ruleFor(new ApiFault(code.status(), code.code(), null, false, false));
    }

    @ParameterizedTest
    @CsvSource({"DCS.4086", "111400086", "DCS.4095", "111400095"})
    void ofAnInstanceWithoutBackupsCountAsAnEmptyListForEver(String code) throws Exception {
        try (SyncFixture fixture = SyncFixture.onAnyDatabase().fleet(2, 3, 2).start()) {
            fixture.sync();
            String single = fixture.instance(0);
            fixture.simulator().injectFaults(only(request -> single.equals(request.instanceId()), 400, code));
            for (int i = 0; i < 6; i++) {
                fixture.clock().advance(Duration.ofMinutes(15));

                Summary summary = fixture.sync().getSummary();

                assertThat(summary.status()).isEqualTo(Summary.Status.COMPLETE);
                assertThat(summary.vanished()).isZero();
            }
            assertThat(fixture.tables().rows("select * from instance_sync where instance_id = ?", single))
                    .hasSize(2).allSatisfy(row -> assertThat(row).containsEntry("proof", "none")
                            .containsEntry("error_code", code).containsEntry("http_status", 400L)
                            .containsEntry("consecutive_failures", 0L).containsEntry("quarantined_until", null)
                            .containsEntry("completed_at", fixture.clock().instant()));
            assertThat(fixture.tables().column("select vanished_at from backup_record")).containsOnlyNulls();
            assertThat(fixture.tables().column("select distinct action from sync_error"))
                    .containsExactly("treat_as_empty");
            String verdict = "select verdict from report_rpo_status where instance_id = '" + single + "'";
            fixture.tables().execute("delete from backup_record");
            assertThat(fixture.tables().column(verdict)).containsExactly("not_applicable");
            fixture.simulator().injectFaults(only(request -> single.equals(request.instanceId()), 500, "DCS.5000"));
            fixture.sync();
            assertThat(fixture.tables().column(verdict)).as("a fault in between").containsExactly("not_applicable");
            assertThat(fixture.tables().column("select open_key from alert where kind = 'rpo_breach'"
                    + " and instance_id = '" + single + "'")).isEmpty();
            fixture.simulator().injectFaults((request, answer) -> answer);
            fixture.sync();
            assertThat(fixture.tables().column(verdict)).doesNotContain("not_applicable");
        }
    }

    @ParameterizedTest
    @CsvSource({"400, DCS.4800, 1", "403, DCS.3001, 1", "404, DCS.4022, 1", "404, 111404022, 1", "418, TEAPOT, 1",
        "302, '', 1", "500, DCS.5078, 3", "503, APIGW.0613, 3", "429, APIC.0308, 3", "400, DCS.4096, 3"})
    void areRepeatedWithinBoundsOnlyWhenTheyMayPass(int status, String code, int requests) throws Exception {
        try (SyncFixture fixture = SyncFixture.onAnyDatabase().fleet(2, 3, 2).variable("DCS_HTTP_MAX_ATTEMPTS", "3")
                .start()) {
            AtomicInteger asked = new AtomicInteger();
            fixture.simulator().injectFaults((request, answer) -> {
                if (request.operation() != Operation.BACKUPS_V1
                        || !request.instanceId().equals(fixture.instance(0))) {
                    return answer;
                }
                asked.incrementAndGet();
                return error(new Published(status, code));
            });

            Summary summary = fixture.sync().getSummary();

            assertThat(asked).hasValue(requests);
            assertThat(summary.fields()).containsEntry("complete", 3L).containsEntry("failed", 1L)
                    .containsEntry("retries", requests - 1L);
        }
    }

    @ParameterizedTest
    @CsvSource({"429, APIGW.0308, throttled", "503, APIGW.0613, server-away", "400, DCS.4096, instance-busy"})
    void areRepeatedWhateverMarkOrCharsetTheyHave(int status, String code, String rule) throws Exception {
        try (SyncFixture fixture = SyncFixture.onAnyDatabase().fleet(1, 3, 0).start()) {
            AtomicInteger asked = new AtomicInteger();
            fixture.simulator().injectFaults((request, answer) -> request.operation() != Operation.BACKUPS_V1
                    || asked.incrementAndGet() > 1 ? answer
                            : Answer.json(status,
                                    "\uFEFF{\"error_code\":\"" + code + "\",\"error_msg\":\"as published\"}")
                                    .withHeader("Content-Type", "application/json; charset=x-nobody-knows"));

            assertThat(fixture.sync().getSummary().status()).isEqualTo(Summary.Status.COMPLETE);

            assertThat(fixture.tables().row("select rule, action, error_code, error_msg from sync_error"))
                    .isEqualTo(
                            Map.of("rule", rule, "action", "retry", "error_code", code, "error_msg", "as published"));
        }
    }

    @Test
    void areNotRepeatedWhenTheSecondIsOfAnotherKindThanTheFirst() throws Exception {
        try (SyncFixture fixture = SyncFixture.onAnyDatabase().fleet(1, 3, 0).variable("DCS_HTTP_MAX_ATTEMPTS", "5")
                .start()) {
            AtomicInteger asked = new AtomicInteger();
            fixture.simulator().injectFaults((request, answer) -> request.operation() != Operation.BACKUPS_V1 ? answer
                    : error(asked.incrementAndGet() == 1 ? new Published(503, "DCS.5000")
                            : new Published(404, "DCS.4022")));

            assertThat(fixture.sync().getSummary().retries()).isEqualTo(1);

            assertThat(asked).hasValue(2);
        }
    }

    @ParameterizedTest
    @CsvSource({"403, DCS.3001", "404, APIGW.0101", "400, DCS.4800", "418, ''"})
    void onDiscoveryEndTheSourceAndAreTold(int status, String code) throws Exception {
        try (SyncFixture fixture = SyncFixture.onAnyDatabase().fleet(2, 3, 2).start()) {
            fixture.simulator().injectFaults(only(request -> request.operation() == Operation.INSTANCES_V2, status,
                    code));

            assertThat(fixture.sync().getSummary().status()).isEqualTo(Summary.Status.FAILED);
            fixture.sync();

            assertThat(fixture.simulator().requests()).isEqualTo(2);
            assertThat(fixture.tables().rows("select * from sync_error")).hasSize(2)
                    .allSatisfy(row -> assertThat(row).containsEntry("action", "fail_source")
                            .containsEntry("instance_id", null)
                            .containsEntry("endpoint", "instances").containsEntry("http_status", (long) status));
            assertThat(openAlerts(fixture)).containsExactly("source_failed:default");

            fixture.simulator().injectFaults((request, answer) -> answer);
            fixture.sync();
            assertThat(openAlerts(fixture)).isEmpty();
            assertThat(fixture.tables().column("select count(*) from alert where kind = 'source_failed'"))
                    .containsExactly(1L);
        }
    }

    private static List<Object> openAlerts(SyncFixture fixture) {
        return fixture.tables().column("select open_key from alert where open_key is not null"
                + " and kind in ('source_failed', 'instance_quarantined') order by open_key");
    }

    @Test
    void thatPassAreNotedAsRepeated() throws Exception {
        try (SyncFixture fixture = SyncFixture.onAnyDatabase().fleet(3, 3, 2).start()) {
            Set<String> failed = new HashSet<>();
            fixture.simulator().injectFaults((request, answer) -> {
                synchronized (failed) {
                    return request.operation().listsRecords() && failed.add(request.path())
                            ? error(new Published(500, "DCS.5000")) : answer;
                }
            });

            assertThat(fixture.sync().getSummary().status()).isEqualTo(Summary.Status.COMPLETE);

            assertThat(fixture.tables().rows("select * from sync_error")).hasSize(6).allSatisfy(
                    row -> assertThat(row).containsEntry("action", "retry").containsEntry("rule", "server-fault"));
        }
    }

    @Test
    void ofAThirdOfAllRequestsLoseNothing() throws Exception {
        try (SyncFixture fixture = SyncFixture.onAnyDatabase().fleet(9, 23, 4)
                .variable("DCS_BACKUPS_PAGE_SIZE", "10").variable("DCS_HTTP_RESPONSE_TIMEOUT", "10s")
                .variable("DCS_HTTP_MAX_ATTEMPTS", "4").start()) {
            Set<String> seen = new HashSet<>();
            fixture.simulator().injectFaults((request, answer) -> {
                synchronized (seen) {
                    boolean first = seen.add(request.path() + "?" + request.rawQuery());
                    return first && seen.size() % 3 == 0 ? broken(seen.size() / 3, answer) : answer;
                }
            });

            Summary summary = fixture.sync().getSummary();

            assertThat(summary.status()).isEqualTo(Summary.Status.COMPLETE);
            assertThat(summary.inserted()).isEqualTo(9 * 27);
            // On a machine with other things to do another answer may be too late as well.
            long delayed = (seen.size() / 3 + 2) / 8;
            long tooLate = fixture.tables().count("sync_error where rule = 'timed-out'");
            assertThat(tooLate).isGreaterThanOrEqualTo(delayed);
            assertThat(summary.retries()).isBetween(seen.size() / 3L, seen.size() / 3 - delayed + tooLate);
            assertThat(summary.requests()).isEqualTo(seen.size() + summary.retries());
            for (String instance : fixture.fleet().instanceIds()) {
                assertThat(fixture.tables().column("select backup_id from backup_record where instance_id = ?",
                        instance)).containsExactlyInAnyOrderElementsOf(
                                new ArrayList<>(fixture.fleet().recordIds(SimulatedKind.BACKUP, instance)));
            }
        }
    }

    private static Answer broken(int number, Answer truth) {
        return switch (number % 8) {
            case 0 -> error(new Published(429, "APIGW.0308")).withHeader("Retry-After", "0");
            case 1 -> error(new Published(500, "DCS.5000"));
            case 2 -> error(new Published(502, "APIGW.0202"));
            case 3 -> Answer.dropped();
            case 4 -> truth.truncatedTo(truth.body().length / 2);
            case 5 -> Answer.html(200, "<html><body>Welcome</body></html>");
            case 6 -> truth.delayedBy(Duration.ofSeconds(12));
            default -> error(new Published(504, "APIGW.0203"));
        };
    }

    @Test
    void ofFourInstancesInTwentyHarmNoOther() throws Exception {
        List<Published> faults = List.of(new Published(400, "DCS.4800"), new Published(403, "DCS.3001"),
                new Published(404, "DCS.4022"), new Published(500, "DCS.5078"));
        try (SyncFixture fixture = SyncFixture.onAnyDatabase().fleet(20, 3, 2).start()) {
            List<String> instances = fixture.fleet().instanceIds();
            fixture.simulator().injectFaults((request, answer) -> {
                int position = request.instanceId() == null ? -1 : instances.indexOf(request.instanceId());
                return position >= 0 && position < faults.size() ? error(faults.get(position)) : answer;
            });

            Summary summary = fixture.sync().getSummary();

            assertThat(summary.status()).isEqualTo(Summary.Status.PARTIAL);
            assertThat(summary.fields()).containsEntry("complete", 32L).containsEntry("failed", 8L)
                    .containsEntry("inserted", 16L * 5);
            for (int i = 0; i < faults.size(); i++) {
                assertThat(fixture.tables().column("select error_code from instance_sync where instance_id = ?",
                        instances.get(i))).containsExactly(faults.get(i).code(), faults.get(i).code());
            }
        }
    }

    @Test
    void doNotMakeADyingServiceTheTargetOfAStorm() throws Exception {
        try (SyncFixture fixture = SyncFixture.onAnyDatabase().fleet(60, 1, 1).variable("DCS_HTTP_MAX_ATTEMPTS", "5")
                .variable("DCS_PARALLELISM", "32").start()) {
            fixture.simulator().injectFaults((request, answer) -> request.operation().listsRecords()
                    ? error(new Published(503, "DCS.5000")).withHeader("Retry-After", "0") : answer);

            Summary summary = fixture.sync().getSummary();

            assertThat(summary.failed()).isEqualTo(120);
            long discovery = fixture.simulator().traffic().requests(Operation.INSTANCES_V2);
            // Fifty repetitions are granted and one for each good answer; else each list would be asked for five times.
            assertThat(summary.retries()).isEqualTo(50 + discovery);
            assertThat(summary.requests()).isEqualTo(discovery + 120 + summary.retries());
        }
    }

    @Test
    void areObeyedWhenTheySayHowLongToWait() throws Exception {
        try (SyncFixture fixture = SyncFixture.onAnyDatabase().fleet(1, 1, 0).start()) {
            List<Long> asked = new CopyOnWriteArrayList<>();
            fixture.simulator().injectFaults((request, answer) -> {
                if (request.operation() != Operation.BACKUPS_V1) {
                    return answer;
                }
                asked.add(System.nanoTime());
                return asked.size() > 1 ? answer
                        : error(new Published(429, "APIGW.0308")).withHeader("Retry-After", "1");
            });

            assertThat(fixture.sync().getSummary().status()).isEqualTo(Summary.Status.COMPLETE);

            assertThat(Duration.ofNanos(asked.get(1) - asked.get(0))).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        }
    }

    @Test
    void ofAListThatFailsTimeAndAgainPutItAsideForEverLonger() throws Exception {
        try (SyncFixture fixture = SyncFixture.onAnyDatabase().fleet(3, 3, 2).start()) {
            String bad = fixture.instance(0);
            fixture.simulator().injectFaults(only(request -> bad.equals(request.instanceId()), 403, "DCS.3001"));
            for (int i = 1; i < 5; i++) {
                fixture.sync();
                assertThat(quarantine(fixture, bad)).as("failure %d", i).containsOnlyNulls();
            }
            for (int hours : new int[] {1, 2, 4, 8, 16, 24, 24}) {
                SyncRun failing = fixture.sync();
                assertThat(failing.getSummary().failed()).isEqualTo(2);
                assertThat(quarantine(fixture, bad)).hasSize(2)
                        .containsOnly(fixture.clock().instant().plus(Duration.ofHours(hours)));

                long before = askedFor(fixture, bad);
                fixture.clock().advance(Duration.ofHours(hours).minusSeconds(1));
                Summary spared = fixture.sync().getSummary();
                assertThat(askedFor(fixture, bad)).as("asked during the pause of %d h", hours).isEqualTo(before);
                assertThat(spared.fields()).containsEntry("complete", 4L).containsEntry("failed", 2L);
                fixture.clock().advance(Duration.ofSeconds(1));
            }
            assertThat(openAlerts(fixture)).containsExactly("instance_quarantined:" + bad + "/backups",
                    "instance_quarantined:" + bad + "/restores");
            assertThat(fixture.tables().column("select count(*) from alert where kind = 'instance_quarantined'"))
                    .containsExactly(2L);
        }
    }

    @Test
    void ofTheWayToTheServiceLeaveNoAlertBehindOfAListThatWasPutAside() throws Exception {
        try (SyncFixture fixture = SyncFixture.onAnyDatabase().fleet(1, 3, 2).start()) {
            fixture.simulator().injectFaults(only(request -> request.instanceId() != null, 403, "DCS.3001"));
            for (int i = 0; i < 5; i++) {
                fixture.sync();
            }
            assertThat(openAlerts(fixture)).hasSize(2);
            fixture.clock().advance(Duration.ofHours(1));
            fixture.simulator().injectFaults((request, answer) -> request.instanceId() == null ? answer
                    : Answer.dropped());
            assertThat(fixture.sync().getSummary().failed()).isEqualTo(2);
            assertThat(quarantine(fixture, fixture.instance(0))).containsOnlyNulls();

            fixture.simulator().injectFaults((request, answer) -> answer);
            fixture.sync();

            assertThat(openAlerts(fixture)).isEmpty();
        }
    }

    @Test
    void ofAListPutAsideAreLookedAtWhenItsInstanceIsAskedForById() throws Exception {
        try (SyncFixture fixture = SyncFixture.onAnyDatabase().fleet(3, 3, 2).start()) {
            String bad = fixture.instance(0);
            fixture.simulator().injectFaults(only(request -> bad.equals(request.instanceId()), 403, "DCS.3001"));
            for (int i = 0; i < 5; i++) {
                fixture.sync();
            }
            assertThat(quarantine(fixture, bad)).doesNotContainNull();
            fixture.simulator().injectFaults((request, answer) -> answer);
            assertThat(fixture.sync().getSummary().failed()).isEqualTo(2);

            assertThat(fixture.syncInstances(bad).getSummary().status()).isEqualTo(Summary.Status.COMPLETE);

            assertThat(quarantine(fixture, bad)).containsOnlyNulls();
            assertThat(openAlerts(fixture)).isEmpty();
            assertThat(fixture.tables().column("select consecutive_failures from instance_sync"))
                    .containsOnly(0L);
            assertThat(fixture.sync().getSummary().status()).isEqualTo(Summary.Status.COMPLETE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>welcome</html>", "{\"backup_record_response\":[{\"backup_id\":\"half", "[]",
        "\"text\"", "a NUL: \u0000",
        "{\"backup_record_response\":" + "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["})
    void ofAPageThatStaysUnreadableKeepIt(String page) throws Exception {
        try (SyncFixture fixture = SyncFixture.onAnyDatabase().fleet(2, 3, 2).start()) {
            String bad = fixture.instance(0);
            fixture.simulator().injectFaults((request, answer) -> request.operation() == Operation.BACKUPS_V1
                    && bad.equals(request.instanceId()) ? Answer.json(200, page) : answer);

            Summary summary = fixture.sync().getSummary();
            fixture.clock().advance(Duration.ofMinutes(1));
            fixture.sync();

            assertThat(summary.fields()).containsEntry("complete", 3L).containsEntry("failed", 1L)
                    .containsEntry("rejected", 0L).containsEntry("retries", 1L);
            assertThat(fixture.tables().row("select * from rejected_record")).containsEntry("instance_id", bad)
                    .containsEntry("endpoint", "backups").containsEntry("payload", page.replace('\0', '\ufffd'))
                    .containsEntry("last_seen_at", fixture.clock().instant())
                    .containsEntry("rejected_at", fixture.clock().instant().minus(Duration.ofMinutes(1)));
            assertThat(fixture.tables().row("select http_status, error_msg from instance_sync"
                    + " where error_msg is not null")).containsEntry("http_status", null);
        }
    }

    @Test
    void ofAPageThatIsEndlessKeepItsFirstMebibyte() throws Exception {
        try (SyncFixture fixture = SyncFixture.onAnyDatabase().fleet(1, 3, 2).start()) {
            fixture.simulator().injectFaults((request, answer) -> request.operation() == Operation.BACKUPS_V1
                    ? Answer.json(200, "\u00e4".repeat(1 << 20)) : answer);

            fixture.sync();

            assertThat(fixture.tables().column("select payload from rejected_record"))
                    .containsExactly("\u00e4".repeat(1 << 19));
        }
    }

    @Test
    void ofTheWayToTheServicePutNoListAside() throws Exception {
        try (SyncFixture fixture = SyncFixture.onAnyDatabase().fleet(1, 1, 1).variable("DCS_HTTP_MAX_ATTEMPTS", "1")
                .start()) {
            fixture.simulator()
                    .injectFaults((request, answer) -> request.operation().listsRecords() ? Answer.dropped() : answer);
            for (int i = 0; i < 6; i++) {
                fixture.sync();
            }
            assertThat(fixture.tables().rows("select consecutive_failures, quarantined_until from instance_sync"))
                    .hasSize(2).allSatisfy(row -> assertThat(row).containsEntry("consecutive_failures", 6L)
                            .containsEntry("quarantined_until", null));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ofASourceLeaveTheOtherSourcesAlone(boolean refused) throws Exception {
        try (SyncFixture fixture = SyncFixture.onAnyDatabase().source("one", 2, 3, 1).source("two", 2, 3, 1).start()) {
            fixture.simulator("one").injectFaults((request,
                    answer) -> error(refused ? new Published(401, "APIGW.0301") : new Published(403, "DCS.3001")));

            assertThat(fixture.sync("one").getSummary().status()).isEqualTo(Summary.Status.FAILED);
            assertThat(fixture.sync("two").getSummary().status()).isEqualTo(Summary.Status.COMPLETE);

            assertThat(fixture.simulator("one").requests()).isEqualTo(1);
            assertThat(openAlerts(fixture)).containsExactly("source_failed:one");
        }
    }

    private static long askedFor(SyncFixture fixture, String instance) {
        return fixture.simulator().traffic().recent(Operation.BACKUPS_V1).stream()
                .filter(request -> request.instanceId().equals(instance)).count();
    }

    private static List<Object> quarantine(SyncFixture fixture, String instance) {
        return fixture.tables().column("select quarantined_until from instance_sync where instance_id = ?", instance)
                .stream().map(value -> (Object) (value == null ? null : (Instant) value)).toList();
    }

    private static FaultInjector only(Predicate<SimulatedRequest> condition, int status,
            String code) {
        return (request, answer) -> condition.test(request) ? error(new Published(status, code)) : answer;
    }

    private static Answer error(Published code) {
        return Answer.json(code.status(), "{\"error_code\":\"" + code.code() + "\",\"error_msg\":\"as published\"}");
    }
}
