package io.github.dcssync.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.simulator.IamAccount;
import io.github.dcssync.simulator.Operation;
import io.github.dcssync.sync.Summary;
import io.github.dcssync.sync.SyncRun;
import io.github.dcssync.testkit.Certificates;
import io.github.dcssync.testkit.ForwardProxy;
import io.github.dcssync.testkit.SyncFixture;
import io.github.dcssync.testkit.TlsFront;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Syncs of a service, and logins at an IAM, that both want a certificate of the program and show one of the house's own
 * authority, reached by a tunnel through a proxy that alone knows where they are.
 */
class TunnelledSyncTest {

    private static final IamAccount ACCOUNT =
            new IamAccount("reader", "p4ssword-of-reader", "shop", Duration.ofHours(24), 300);
    private static final String SERVICE = "https://" + ForwardProxy.NOWHERE;
    private static final String TUNNEL = "CONNECT " + ForwardProxy.NOWHERE + ":443";

    @TempDir
    static Path folder;

    private static Certificates certificates;

    private ForwardProxy proxy;
    private SyncFixture fixture;
    private TlsFront front;

    @BeforeAll
    static void sign() throws Exception {
        certificates = new Certificates(folder).sign("server", "EC", 90, ForwardProxy.NOWHERE).sign("client", "EC", 90);
    }

    @BeforeEach
    void start() throws Exception {
        proxy = new ForwardProxy().wants("ann", "s3cret");
        fixture = SyncFixture.onAnyDatabase().fleet(2, 3, 2).service(service -> service.iam(ACCOUNT))
                .variable("DCS_ENDPOINT", SERVICE).variable("DCS_HTTP_PROXY", proxy.address("ann:s3cret@"))
                .variable("DCS_TLS_CA_FILE", certificates.authority().toString())
                .variable("DCS_TLS_CERTIFICATE_FILE", certificates.chain("client").toString())
                .variable("DCS_TLS_KEY_FILE", certificates.keyFile("client").toString()).start();
        front = new TlsFront(certificates.server("server"), true, fixture.simulator().endpoint().getPort());
        proxy.leads(ForwardProxy.NOWHERE, front.port());
    }

    @AfterEach
    void end() throws Exception {
        fixture.close();
        front.close();
        proxy.close();
    }

    @Test
    void readAllListsAndFetchTheTokenInTheTunnel() throws Exception {
        for (Map<String, String> credentials : List.of(Map.<String, String>of(), withPassword())) {
            fixture.restart(credentials);

            SyncRun run = fixture.sync();

            assertThat(run.getSummary().status()).as(run.getError()).isEqualTo(Summary.Status.COMPLETE);
        }
        assertThat(fixture.tables().count("backup_record")).isEqualTo(6);
        assertThat(fixture.simulator().traffic().requests(Operation.TOKEN)).isEqualTo(1);
        assertThat(proxy.requests()).containsOnly(TUNNEL);
        assertThat(front.clients()).containsOnly("CN=client");
    }

    @Test
    void endWithTheFirstRequestWhereNobodyTrustsTheCertificate() throws Exception {
        for (Map<String, String> credentials : List.of(Map.<String, String>of(), withPassword())) {
            Map<String, String> variables = new HashMap<>(credentials);
            variables.put("DCS_TLS_CA_FILE", "");
            fixture.restart(variables);

            assertThat(fixture.sync().getError()).contains("nobody whom this program trusts has signed its certificate"
                    + " (CN=House CA); name a PEM file with its CA as dcs.tls.ca-file");
        }

        assertThat(proxy.requests()).containsExactly(TUNNEL, TUNNEL);
        assertThat(fixture.tables().rows("select rule, action from sync_error"))
                .containsOnly(Map.of("rule", "certificate-refused", "action", "fail_source"));
        assertThat(fixture.simulator().requests()).isZero();
    }

    private static Map<String, String> withPassword() {
        return Map.of("DCS_IAM_ENDPOINT", SERVICE + "/v3", "DCS_IAM_USER", ACCOUNT.user(), "DCS_IAM_PASSWORD",
                ACCOUNT.password(), "DCS_IAM_DOMAIN", ACCOUNT.domain(), "DCS_ACCESS_KEY", "", "DCS_SECRET_KEY", "");
    }
}
