package io.github.dcssync.simulator;

import static io.github.dcssync.simulator.ApiClient.PROJECT;
import static io.github.dcssync.simulator.ApiClient.errorCode;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.testkit.TestClock;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TokenTest {

    private static final int LONG_TOKEN = 32_000;

    private final TestClock clock = new TestClock("2026-03-01T12:00:00Z");
    private final IamAccount account = new IamAccount("ann", "secret", "acme", Duration.ofHours(2), LONG_TOKEN);
    private final Simulator simulator =
            Simulator.start(SimulatorOptions.builder().clock(clock).instances(2).iam(account).build());
    private final ApiClient client = new ApiClient(simulator);

    @AfterEach
    void close() {
        simulator.close();
    }

    @Test
    void givesALongTokenThatOpensTheLists() {
        HttpResponse<String> granted = ask("secret", "\"project\":{\"id\":\"" + PROJECT + "\"}");
        assertThat(granted.statusCode()).isEqualTo(201);
        assertThat(tokenOf(granted)).hasSize(LONG_TOKEN);
        assertThat(ApiClient.json(granted).at("/token/expires_at").asText()).isEqualTo("2026-03-01T14:00:00.000000Z");
        assertThat(granted.body()).doesNotContain(tokenOf(granted));
        assertThat(list(tokenOf(granted), PROJECT).statusCode()).isEqualTo(200);
    }

    @Test
    void refusesAWrongPasswordInTheFormOfIam() {
        HttpResponse<String> refused = ask("guess", "\"project\":{\"id\":\"" + PROJECT + "\"}");
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(ApiClient.json(refused).at("/error/code").isInt()).isTrue();
        assertThat(ApiClient.json(refused).at("/error/title").asText()).isEqualTo("Unauthorized");
        assertThat(refused.headers().firstValue("X-Subject-Token")).isEmpty();
    }

    @Test
    void refusesABodyThatIsNoTokenRequest() {
        assertThat(errorCode(post("{\"auth\":"))).isEqualTo("IAM.0011");
        assertThat(errorCode(post("{\"auth\":{\"identity\":{\"methods\":[\"totp\"]}}}"))).isEqualTo("IAM.0011");
    }

    @Test
    void asksForANewTokenWhenTheOldOneIsTooOld() {
        String token = tokenOf(ask("secret", "\"project\":{\"id\":\"" + PROJECT + "\"}"));
        clock.advance(Duration.ofHours(2).minusSeconds(1));
        assertThat(list(token, PROJECT).statusCode()).isEqualTo(200);
        clock.advance(Duration.ofSeconds(1));
        HttpResponse<String> refused = list(token, PROJECT);
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(errorCode(refused)).isEqualTo("APIGW.0307");
        assertThat(ApiClient.errorMessage(refused)).isEqualTo("The token must be updated.");
    }

    @Test
    void refusesUnknownAndInvalidatedTokens() {
        String token = tokenOf(ask("secret", "\"project\":{\"name\":\"eu-de\"}"));
        assertThat(list(token, PROJECT).statusCode()).isEqualTo(200);
        simulator.invalidateTokens();
        assertThat(ApiClient.errorMessage(list(token, PROJECT))).endsWith("decrypt token fail");
        assertThat(list("MIIinvented", PROJECT).statusCode()).isEqualTo(401);
    }

    @Test
    void refusesATokenOfAnotherProjectOrOfNone() {
        String token = tokenOf(ask("secret", "\"project\":{\"id\":\"" + PROJECT + "\"}"));
        String other = "f".repeat(32);
        assertThat(errorCode(list(token, other))).isEqualTo("DCS.1004");
        String unscoped = tokenOf(ask("secret", "\"domain\":{\"name\":\"acme\"}"));
        assertThat(errorCode(list(unscoped, PROJECT))).isEqualTo("DCS.1004");
    }

    private HttpResponse<String> ask(String password, String scope) {
        return post("""
                {"auth":{"identity":{"methods":["password"],"password":{"user":{"name":"ann","password":"%s",
                "domain":{"name":"acme"}}}},"scope":{%s}}}""".formatted(password, scope));
    }

    private HttpResponse<String> post(String body) {
        return client.send("POST", "/v3/auth/tokens", Map.of("Content-Type", "application/json;charset=utf8"), body);
    }

    private HttpResponse<String> list(String token, String project) {
        return client.send("GET", "/v2/" + project + "/instances", Map.of("X-Auth-Token", token), "");
    }

    private static String tokenOf(HttpResponse<String> granted) {
        return granted.headers().firstValue("X-Subject-Token").orElseThrow();
    }
}
