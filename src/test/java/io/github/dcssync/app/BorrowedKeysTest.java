package io.github.dcssync.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.dcssync.simulator.Answer;
import io.github.dcssync.simulator.IamAccount;
import io.github.dcssync.simulator.Operation;
import io.github.dcssync.simulator.SimulatedRequest;
import io.github.dcssync.simulator.Simulator;
import io.github.dcssync.sync.Summary.Status;
import io.github.dcssync.sync.SyncRun;
import io.github.dcssync.testkit.SyncFixture;
import io.github.dcssync.testkit.TestClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Keys and tokens that are good for a while: of an agency, of a cloud server, for a token of an identity provider. */
class BorrowedKeysTest {

    private static final Map<String, String> AGENCY =
            Map.of("DCS_AGENCY_NAME", Simulator.AGENCY, "DCS_AGENCY_DOMAIN", Simulator.AGENCY_DOMAIN);

    @TempDir
    Path folder;

    private TestClock clock;
    private final Logger logger = (Logger) LoggerFactory.getLogger("io.github.dcssync");
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void listenNoMore() {
        logger.detachAppender(log);
    }

    @Test
    void ofAnAgencyServeAllRequestsOfASync() throws Exception {
        try (SyncFixture fixture = start(AGENCY)) {
            isComplete(fixture.sync());

            assertThat(asked(fixture, Operation.SECURITY_TOKEN)).hasSize(1).allSatisfy(request -> assertThat(
                    request.headers()).containsKey("authorization").doesNotContainKey("x-auth-token"));
            assertThat(asked(fixture, Operation.INSTANCES_V2)).isNotEmpty().allSatisfy(request -> assertThat(
                    request.headers()).containsKey("x-security-token"));
            isHidden(fixture.simulator().traffic().recent(Operation.INSTANCES_V2).get(0).headers()
                    .get("x-security-token"));
        }
    }

    @Test
    void ofAnAgencyAreForAUserWithAPasswordToo() throws Exception {
        Map<String, String> variables = new HashMap<>(AGENCY);
        variables.putAll(Map.of("DCS_ACCESS_KEY", "", "DCS_SECRET_KEY", "", "DCS_IAM_USER", IamAccount.DEFAULT.user(),
                "DCS_IAM_PASSWORD", IamAccount.DEFAULT.password(), "DCS_IAM_DOMAIN", IamAccount.DEFAULT.domain()));
        try (SyncFixture fixture = start(variables)) {
            isComplete(fixture.sync());

            assertThat(asked(fixture, Operation.SECURITY_TOKEN)).hasSize(1)
                    .allSatisfy(request -> assertThat(request.headers()).containsKey("x-auth-token"));
        }
    }

    @Test
    void areRenewedTenMinutesBeforeTheyEnd() throws Exception {
        try (SyncFixture fixture = start(AGENCY)) {
            isComplete(fixture.sync());
            clock.advance(Duration.ofMinutes(49));
            isComplete(fixture.sync());
            assertThat(asked(fixture, Operation.SECURITY_TOKEN)).hasSize(1);
            clock.advance(Duration.ofMinutes(2));
            isComplete(fixture.sync());

            assertThat(asked(fixture, Operation.SECURITY_TOKEN)).hasSize(2);
            assertThat(fixture.simulator().traffic().answered(401)).isZero();
        }
    }

    @Test
    void ofAnAgencyThatIsWithdrawnWorkUntilTheyEndAndThatIsTold() throws Exception {
        try (SyncFixture fixture = start(AGENCY)) {
            isComplete(fixture.sync());
            fixture.simulator().withdrawAgency(true);
            clock.advance(Duration.ofMinutes(51));
            isComplete(fixture.sync());

            assertThat(warnings()).singleElement().asString().contains("The keys of the agency 'simulator'",
                    "could not be renewed and stays in use until it ends, 2026-03-01T13:00:00Z",
                    "HTTP 403: You are not authorized to assume this agency.");
            assertThat(fixture.simulator().traffic().answered(403)).isEqualTo(1);
            assertThat(fixture.tables().column("select payload from alert where open_key = 'renewal_failed:default'"))
                    .singleElement().asString().contains("2026-03-01T13:00:00Z", "HTTP 403: You are not authorized");

            clock.advance(Duration.ofMinutes(10));
            SyncRun run = fixture.sync();
            assertThat(run.getSummary().status()).isEqualTo(Status.FAILED);
            assertThat(run.getError()).contains("IAM gave no keys for the agency 'simulator' of 'simulator'",
                    "HTTP 403");

            fixture.simulator().withdrawAgency(false);
            isComplete(fixture.sync());
            assertThat(fixture.tables().column("select open_key from alert")).containsOnlyNulls().hasSize(2);
        }
    }

    @Test
    void thatAreWithdrawnInMidSyncAreReplaced() throws Exception {
        try (SyncFixture fixture = start(AGENCY)) {
            AtomicBoolean withdrawn = new AtomicBoolean();
            fixture.simulator().onRequest(request -> {
                if (request.operation().listsRecords() && !withdrawn.getAndSet(true)) {
                    fixture.simulator().invalidateTemporaryKeys();
                }
            });

            isComplete(fixture.sync());
            assertThat(asked(fixture, Operation.SECURITY_TOKEN)).hasSize(2);
        }
    }

    @Test
    void ofACloudServerComeFromItsMetadataService() throws Exception {
        try (SyncFixture fixture = start(Map.of("DCS_CREDENTIALS", "metadata"))) {
            isComplete(fixture.sync());
            clock.advance(Duration.ofHours(23));
            isComplete(fixture.sync());
            assertThat(asked(fixture, Operation.SECURITY_KEY)).hasSize(1)
                    .allSatisfy(request -> assertThat(request.headers()).doesNotContainKeys("authorization"));
            clock.advance(Duration.ofMinutes(51));
            isComplete(fixture.sync());
            assertThat(asked(fixture, Operation.SECURITY_KEY)).hasSize(2);
        }
    }

    @Test
    void ofACloudServerWithoutAnAgencyAreAClearFailure() throws Exception {
        try (SyncFixture fixture = start(Map.of("DCS_CREDENTIALS", "metadata"))) {
            fixture.simulator().withdrawAgency(true);

            assertThat(fixture.sync().getError()).contains("the metadata service at "
                    + fixture.simulator().endpoint() + " has no keys: give this server an agency");
        }
    }

    @Test
    void forATokenOfAnIdentityProviderAreReadFromItsFileEachTime() throws Exception {
        Path file = Files.writeString(folder.resolve("id-token"), Simulator.ID_TOKEN + "\n");
        try (SyncFixture fixture = start(Map.of("DCS_ACCESS_KEY", "", "DCS_SECRET_KEY", "", "HUAWEICLOUD_SDK_IDP_ID",
                Simulator.IDENTITY_PROVIDER, "HUAWEICLOUD_SDK_ID_TOKEN_FILE", file.toString()))) {
            isComplete(fixture.sync());
            assertThat(asked(fixture, Operation.INSTANCES_V2)).isNotEmpty()
                    .allSatisfy(request -> assertThat(request.headers()).containsKey("x-auth-token"));

            Files.writeString(file, "a-token-that-has-ended");
            clock.advance(Duration.ofHours(24));
            SyncRun ended = fixture.sync();
            assertThat(ended.getSummary().status()).isEqualTo(Status.FAILED);
            assertThat(ended.getError()).contains("identity provider 'simulator'", "The ID token is not valid.");
            isHidden("a-token-that-has-ended");

            Files.writeString(file, Simulator.ID_TOKEN);
            isComplete(fixture.sync());
        }
    }

    /** A token that cannot be renewed for want of IAM is as good as a key that cannot. */
    @Test
    void ofAnIamThatIsAwayStayInUseToo() throws Exception {
        try (SyncFixture fixture = start(Map.of("DCS_ACCESS_KEY", "", "DCS_SECRET_KEY", "", "DCS_IAM_USER",
                IamAccount.DEFAULT.user(), "DCS_IAM_PASSWORD", IamAccount.DEFAULT.password(), "DCS_IAM_DOMAIN",
                IamAccount.DEFAULT.domain()))) {
            isComplete(fixture.sync());
            clock.advance(Duration.ofHours(24).minusMinutes(5));
            fixture.simulator().injectFaults((request, answer) -> request.operation() == Operation.TOKEN
                    ? Answer.html(503, "<away>") : answer);

            isComplete(fixture.sync());
            assertThat(warnings()).isNotEmpty().allSatisfy(line -> assertThat(line).contains("could not be renewed"));
            assertThat(fixture.tables().column("select open_key from alert")).containsExactly("renewal_failed:default");

            clock.advance(Duration.ofMinutes(2));
            fixture.simulator().injectFaults((request, answer) -> answer);
            isComplete(fixture.sync());
            assertThat(fixture.tables().column("select open_key from alert")).containsOnlyNulls();
        }
    }

    private SyncFixture start(Map<String, String> variables) throws Exception {
        SyncFixture fixture = SyncFixture.onAnyDatabase().at("2026-03-01T12:00:00Z").fleet(4, 2, 1).start();
        clock = fixture.clock();
        Map<String, String> all = new HashMap<>(variables);
        all.put("DCS_IAM_ENDPOINT", fixture.simulator().endpoint().toString());
        all.put("DCS_METADATA_ENDPOINT", fixture.simulator().endpoint().toString());
        fixture.restart(all);
        return fixture;
    }

    private static List<SimulatedRequest> asked(SyncFixture fixture, Operation operation) {
        return fixture.simulator().traffic().recent(operation);
    }

    private List<String> warnings() {
        return log.list.stream().filter(event -> event.getLevel().levelStr.equals("WARN"))
                .map(ILoggingEvent::getFormattedMessage).toList();
    }

    private void isHidden(String secret) {
        assertThat(log.list).extracting(ILoggingEvent::getFormattedMessage).noneMatch(line -> line.contains(secret));
    }

    private static void isComplete(SyncRun run) {
        assertThat(run.getSummary().status()).as(run.getError()).isEqualTo(Status.COMPLETE);
    }
}
