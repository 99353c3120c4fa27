package io.github.dcssync.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.simulator.IamAccount;
import io.github.dcssync.simulator.Operation;
import io.github.dcssync.sync.Summary;
import io.github.dcssync.sync.SyncRun;
import io.github.dcssync.testkit.ForwardProxy;
import io.github.dcssync.testkit.ForwardProxy.Mood;
import io.github.dcssync.testkit.SyncFixture;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Syncs of a service, and logins at an IAM, that a proxy leads to and whose address it alone knows. */
class ProxiedSyncTest {

    private static final IamAccount ACCOUNT =
            new IamAccount("reader", "p4ssword-of-reader", "shop", Duration.ofHours(24), 300);
    private static final String SERVICE = "http://" + ForwardProxy.NOWHERE;

    private ForwardProxy proxy;

    @BeforeEach
    void start() throws IOException {
        proxy = new ForwardProxy();
    }

    @AfterEach
    void end() {
        proxy.close();
    }

    @Test
    void readAllListsWithSignaturesThatTheServiceAccepts() throws Exception {
        proxy.wants("ann", "s3cr:t word");
        try (SyncFixture fixture = fixture("ann:s3cr%3At%20word@")) {
            SyncRun run = fixture.sync();
            assertThat(run.getSummary().status()).as(run.getError()).isEqualTo(Summary.Status.COMPLETE);

            assertThat(fixture.tables().count("backup_record")).isEqualTo(6);
            assertThat(fixture.simulator().traffic().answered(401)).isZero();
            assertThat(proxy.requests()).hasSizeGreaterThan(4)
                    .allSatisfy(line -> assertThat(line).startsWith("GET " + SERVICE));
        }
    }

    @Test
    void fetchTheTokenOnTheSameWay() throws Exception {
        try (SyncFixture fixture = fixture("")) {
            fixture.restart(withPassword());

            SyncRun run = fixture.sync();
            assertThat(run.getSummary().status()).as(run.getError()).isEqualTo(Summary.Status.COMPLETE);
            assertThat(proxy.requests()).hasSizeGreaterThan(5).containsOnlyOnce("POST " + SERVICE + "/v3/auth/tokens");
            assertThat(fixture.simulator().traffic().requests(Operation.TOKEN)).isEqualTo(1);
        }
    }

    @Test
    void knockOnceAtAProxyThatRefuses() throws Exception {
        proxy.wants("ann", "right");
        try (SyncFixture fixture = fixture("ann:wr0ng-word@")) {
            for (Map<String, String> credentials : List.of(Map.<String, String>of(), withPassword())) {
                fixture.restart(credentials);

                String error = fixture.sync().getError();

                assertThat(error).contains("the proxy 127.0.0.1:" + proxy.port() + " refuses the user or password of"
                        + " dcs.http.proxy (407)").doesNotContain("wr0ng", "Exception");
            }
            assertThat(proxy.requests()).hasSize(2);
            assertThat(fixture.tables().column("select rule from sync_error")).containsOnly("proxy-refuses");
            assertThat(fixture.simulator().traffic().requests(Operation.TOKEN)).isZero();
        }
    }

    @Test
    void tryAProxyAgainThatIsAwayOrSilentOrDies() throws Exception {
        try (SyncFixture fixture = fixture("")) {
            for (Mood mood : List.of(Mood.SILENT, Mood.DYING)) {
                proxy.is(mood);
                assertThat(fixture.sync().getSummary().status()).isEqualTo(Summary.Status.FAILED);
            }
            assertThat(proxy.requests()).hasSize(4);
            proxy.close();
            assertThat(fixture.sync().getError()).contains("the proxy 127.0.0.1:" + proxy.port()
                    + " cannot be reached: Connection refused");
            assertThat(fixture.tables().column("select rule from sync_error"))
                    .containsExactlyInAnyOrder("timed-out", "timed-out", "connection-lost", "connection-lost",
                            "proxy-away",
                            "proxy-away");
        }
    }

    private SyncFixture fixture(String login) throws Exception {
        SyncFixture fixture = SyncFixture.onAnyDatabase().fleet(2, 3, 2).service(service -> service.iam(ACCOUNT))
                .variable("DCS_ENDPOINT", SERVICE).variable("DCS_ALLOW_INSECURE_HTTP", "true")
                .variable("DCS_HTTP_RESPONSE_TIMEOUT", "2s")
                .variable("DCS_HTTP_PROXY", proxy.address(login)).start();
        proxy.leads(ForwardProxy.NOWHERE, fixture.simulator().endpoint().getPort());
        return fixture;
    }

    private static Map<String, String> withPassword() {
        return Map.of("DCS_IAM_ENDPOINT", SERVICE + "/v3", "DCS_IAM_USER", ACCOUNT.user(), "DCS_IAM_PASSWORD",
                ACCOUNT.password(), "DCS_IAM_DOMAIN", ACCOUNT.domain(), "DCS_ACCESS_KEY", "", "DCS_SECRET_KEY", "");
    }
}
