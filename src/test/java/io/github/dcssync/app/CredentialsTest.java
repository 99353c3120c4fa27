package io.github.dcssync.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.dcssync.simulator.Answer;
import io.github.dcssync.simulator.IamAccount;
import io.github.dcssync.simulator.Operation;
import io.github.dcssync.sync.Summary;
import io.github.dcssync.sync.SyncRun;
import io.github.dcssync.testkit.SyncFixture;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Credentials that are wrong, end or are echoed. */
class CredentialsTest {

    private static final String WRONG = "a-secret-key-that-is-wrong";
    private static final IamAccount ACCOUNT =
            new IamAccount("reader", "p4ssword-of-reader", "shop", Duration.ofHours(24), 300);

    @Test
    void endTheSyncWithTheFirstAnswerWhenTheyAreWrong() throws Exception {
        try (SyncFixture fixture = SyncFixture.onAnyDatabase().fleet(3, 3, 1).variable("DCS_SECRET_KEY", WRONG)
                .start()) {
            SyncRun run = fixture.sync();

            assertThat(run.getSummary().status()).isEqualTo(Summary.Status.FAILED);
            assertThat(fixture.simulator().requests()).isEqualTo(1);
            assertThat(run.getSummary().requests()).isEqualTo(1);
            for (String table : List.of("backup_record", "restore_record", "dcs_instance", "instance_sync")) {
                assertThat(fixture.tables().count(table)).as(table).isZero();
            }
            assertThat(fixture.tables().row("select status, error from sync_run"))
                    .containsEntry("status", "failed").containsEntry("error", run.getError());
            assertThat(run.getError()).contains("401").doesNotContain(WRONG)
                    .doesNotContain("Signature=").hasLineCount(1);
        }
    }

    @Test
    void mayBeSetRightWithoutARestart() throws Exception {
        try (SyncFixture fixture = SyncFixture.onAnyDatabase().fleet(1, 3, 1).start()) {
            fixture.simulator().injectFaults((request, answer) -> Answer.json(401,
                    "{\"error_code\":\"APIGW.0301\",\"error_msg\":\"Incorrect IAM authentication information\"}"));
            assertThat(fixture.sync().getSummary().status()).isEqualTo(Summary.Status.FAILED);
            fixture.simulator().injectFaults((request, answer) -> answer);

            assertThat(fixture.sync().getSummary().status()).isEqualTo(Summary.Status.COMPLETE);
        }
    }

    @Test
    void mayBeAPasswordWhoseTokenServesTheWholeSync() throws Exception {
        try (SyncFixture fixture = withPassword(ACCOUNT.password())) {
            assertThat(fixture.sync().getSummary().fields()).containsEntry("complete", 6L)
                    .containsEntry("inserted", 3L * 6);
            assertThat(fixture.sync().getSummary().status()).isEqualTo(Summary.Status.COMPLETE);
            assertThat(fixture.simulator().traffic().requests(Operation.TOKEN)).isEqualTo(1);
            assertThat(fixture.simulator().traffic().recent(Operation.BACKUPS_V1))
                    .allSatisfy(request -> assertThat(request.headers()).containsKey("x-auth-token")
                            .doesNotContainKey("authorization"));
        }
    }

    @Test
    void askIamOnceWhenThePasswordIsWrong() throws Exception {
        try (SyncFixture fixture = withPassword("not-the-password")) {
            SyncRun run = fixture.sync();

            assertThat(run.getSummary().status()).isEqualTo(Summary.Status.FAILED);
            assertThat(fixture.simulator().requests()).isEqualTo(1);
            assertThat(run.getError()).contains("IAM", "reader").doesNotContain("not-the-password");
        }
    }

    @Test
    void areRenewedWhenTheTokenEndsInMidSync() throws Exception {
        try (SyncFixture fixture = withPassword(ACCOUNT.password())) {
            AtomicBoolean invalidated = new AtomicBoolean();
            fixture.simulator().onRequest(request -> {
                if (request.operation().listsRecords() && !invalidated.getAndSet(true)) {
                    fixture.simulator().invalidateTokens();
                }
            });

            SyncRun run = fixture.sync();

            assertThat(run.getSummary().status()).as(run.getError()).isEqualTo(Summary.Status.COMPLETE);
            assertThat(run.getSummary().inserted()).isEqualTo(3L * 6);
            assertThat(fixture.simulator().traffic().requests(Operation.TOKEN)).isEqualTo(2);
        }
    }

    @Test
    void areNowhereInTheDatabaseEvenWhenTheServiceEchoesThem() throws Exception {
        try (SyncFixture fixture = SyncFixture.onAnyDatabase().fleet(2, 1, 1).start()) {
            String secret = fixture.simulator().secretKey();
            fixture.simulator().injectFaults((request, answer) -> request.operation().listsRecords()
                    ? Answer.json(400, "{\"error_code\":\"DCS.4800\",\"error_msg\":\"%s with %s and %s\"}"
                            .formatted("bad", request.headers().get("authorization"), secret))
                    : answer);

            fixture.sync();

            List<Object> messages = fixture.tables().column("select error_msg from instance_sync");
            assertThat(messages).hasSize(4).allSatisfy(message -> assertThat((String) message).startsWith("bad with")
                    .doesNotContain(secret).doesNotContainPattern("[0-9a-f]{64}"));
        }
    }

    @Test
    void areNeverToldWhateverTheServiceEchoes() throws Exception {
        Set<String> secrets = ConcurrentHashMap.newKeySet();
        Logger logger = (Logger) LoggerFactory.getLogger("io.github.dcssync");
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        try (SyncFixture fixture = SyncFixture.onAnyDatabase().fleet(6, 2, 1)
                .variable("DCS_SECURITY_TOKEN", "token-of-temporary-keys").start()) {
            List<Integer> statuses = List.of(400, 403, 404, 429, 500, 418);
            fixture.simulator().injectFaults((request, answer) -> {
                if (!request.operation().listsRecords()) {
                    return answer;
                }
                String authorization = request.headers().get("authorization");
                String signature = authorization.substring(authorization.indexOf("Signature=") + 10);
                secrets.addAll(List.of(authorization, signature, "token-of-temporary-keys"));
                String echo = "authorization:" + authorization + "|x-security-token:token-of-temporary-keys| computed "
                        + signature + " and the token is token-of-temporary-keys with "
                        + fixture.simulator().secretKey();
                int status = statuses.get(fixture.fleet().instanceIds().indexOf(request.instanceId()));
                return Answer.json(status, "{\"error_code\":\"APIGW.0301\",\"error_msg\":\"" + echo + "\"}")
                        .withHeader("X-Request-Id", signature);
            });
            for (int i = 0; i < 5; i++) {
                fixture.sync();
            }
            secrets.add(fixture.simulator().secretKey());

            assertThat(secrets).hasSize(2 * 6 * 2 + 2);
            String tables = List.of("instance_sync", "sync_error", "alert", "sync_run", "rejected_record").stream()
                    .map(table -> fixture.tables().rows("select * from " + table).toString())
                    .collect(Collectors.joining());
            assertThat(tables).contains("computed xxxxxx and");
            String logged = log.list.stream().map(ILoggingEvent::getFormattedMessage).collect(Collectors.joining());
            assertThat(logged).contains("computed xxxxxx and");
            for (String secret : secrets) {
                assertThat(tables.contains(secret)).as("the tables have " + secret).isFalse();
                assertThat(logged.contains(secret)).as("the log has " + secret).isFalse();
            }
        } finally {
            logger.detachAppender(log);
        }
    }

    private static SyncFixture withPassword(String password) throws Exception {
        SyncFixture fixture = SyncFixture.onAnyDatabase().fleet(3, 4, 2).service(service -> service.iam(ACCOUNT))
                .start();
        fixture.restart(Map.of("DCS_IAM_ENDPOINT", fixture.simulator().endpoint() + "/v3",
                "DCS_IAM_USER", ACCOUNT.user(), "DCS_IAM_PASSWORD", password, "DCS_IAM_DOMAIN", ACCOUNT.domain(),
                "DCS_ACCESS_KEY", "", "DCS_SECRET_KEY", ""));
        return fixture;
    }
}
