package io.github.dcssync.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.huaweicloud.sdk.core.auth.AKSKSigner;
import com.huaweicloud.sdk.core.auth.BasicCredentials;
import com.huaweicloud.sdk.core.http.HttpMethod;
import com.huaweicloud.sdk.core.http.HttpRequest;
import io.github.dcssync.api.TokenAuthorisation;
import io.github.dcssync.secret.Secrets;
import io.github.dcssync.settings.Credentials;
import io.github.dcssync.settings.Settings;
import io.github.dcssync.simulator.Answer;
import io.github.dcssync.simulator.IamAccount;
import io.github.dcssync.simulator.Operation;
import io.github.dcssync.simulator.SimulatedRequest;
import io.github.dcssync.simulator.Simulator;
import io.github.dcssync.simulator.SimulatorOptions;
import io.github.dcssync.testkit.TestClock;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What IAM is asked for an account: the vendor's own signer signs the same. */
class IamTest {

    private static final Credentials.KeyPair TEMPORARY = new Credentials.KeyPair("AK1", "SK1", "a-token");
    private static final String DOMAIN_ID = "d".repeat(32);

    private final TestClock clock = new TestClock("2026-03-01T12:00:00Z");
    private final Secrets secrets = new Secrets();
    private final Simulator simulator = Simulator.start(SimulatorOptions.builder().clock(clock).instances(1).build());
    private final Iam iam = new Iam(simulator.endpoint(), "dcs.iam.endpoint",
            new Settings.Http(Duration.ofSeconds(20), Duration.ofSeconds(20), 1, false), secrets);

    @AfterEach
    void close() {
        simulator.close();
    }

    @Test
    void isAskedWithASignature() throws IOException {
        answerWith(Answer.json(200, "{\"projects\":[]}"));

        IamAnswer answer = iam.get("/v3/projects?name=eu-de", IamCaller.signing(TEMPORARY, clock));

        assertThat(answer.isSuccess()).isTrue();
        assertThat(answer.json().path("projects").isArray()).isTrue();
        SimulatedRequest asked = asked(Operation.PROJECTS);
        assertThat(asked.headers()).containsEntry("x-security-token", "a-token").doesNotContainKey("x-domain-id")
                .containsEntry("authorization", signedByTheVendor(asked, ""));
    }

    @Test
    void isAskedAboutTheWholeAccountWithASignedBody() throws IOException {
        answerWith(Answer.json(201, "{}"));
        String body = "{\"name\":\"M\u00fcller\"}";

        iam.post("/v3.0/OS-QUOTA/domains", JsonNodeFactory.instance.objectNode().put("name", "M\u00fcller"),
                IamCaller.signing(TEMPORARY, DOMAIN_ID, clock));

        SimulatedRequest asked = asked(Operation.UNKNOWN);
        assertThat(asked.headers()).containsEntry("x-domain-id", DOMAIN_ID)
                .containsEntry("authorization", signedByTheVendor(asked, body));
    }

    @Test
    void isAskedWithTheTokenOfAnAccount() throws IOException {
        IamAccount ann = IamAccount.DEFAULT;
        TokenAuthorisation.Token token = new IamTokens(iam,
                new Credentials.Password(simulator.endpoint(), ann.user(), ann.password(), ann.domain()), secrets)
                .forDomain();
        answerWith(Answer.json(200, "{}"));

        iam.get("/v3/auth/projects", IamCaller.bearing(token.value()));

        assertThat(asked(Operation.AUTH_PROJECTS).headers()).containsEntry("x-auth-token", token.value())
                .doesNotContainKey("authorization");
        assertThat(secrets.mask(token.value())).isEqualTo(Secrets.MASK);
    }

    @Test
    void mayEchoNoSignatureThatItRefused() throws IOException {
        answerWith(Answer.json(401, "{}"));

        IamAnswer answer = iam.get("/v3/projects", IamCaller.signing(TEMPORARY, clock));

        assertThat(answer.isSuccess()).isFalse();
        String signature = asked(Operation.PROJECTS).headers().get("authorization").replaceFirst(".*Signature=", "");
        assertThat(secrets.mask("canonical " + signature)).isEqualTo("canonical " + Secrets.MASK);
    }

    private void answerWith(Answer answer) {
        simulator.injectFaults((request, usual) -> answer);
    }

    private SimulatedRequest asked(Operation operation) {
        return simulator.traffic().recent(operation).get(0);
    }

    /** The headers that were signed come from outside: that all which matter are among them, the tests say. */
    private String signedByTheVendor(SimulatedRequest asked, String body) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String name : List.of("X-Sdk-Date", "X-Domain-Id", "X-Security-Token")) {
            String value = asked.headers().get(name.toLowerCase(Locale.ROOT));
            if (value != null) {
                headers.put(name, value);
            }
        }
        HttpRequest.HttpRequestBuilder request = HttpRequest.newBuilder().withEndpoint(simulator.endpoint().toString())
                .withPath(asked.path()).withMethod(HttpMethod.valueOf(asked.method())).addHeaders(headers)
                .withBodyAsString(body);
        asked.query().forEach((name, value) -> request.addQueryParam(name, List.of(value)));
        return AKSKSigner.getInstance()
                .sign(request.build(),
                        new BasicCredentials().withAk(TEMPORARY.accessKey()).withSk(TEMPORARY.secretKey()))
                .get("Authorization");
    }
}
