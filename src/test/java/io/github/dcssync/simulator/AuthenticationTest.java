package io.github.dcssync.simulator;

import static io.github.dcssync.simulator.ApiClient.errorCode;
import static io.github.dcssync.simulator.ApiClient.errorMessage;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.testkit.TestClock;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AuthenticationTest {

    private static final String INSTANCES = ApiClient.instances("v2");

    private final TestClock clock = new TestClock("2026-03-01T12:00:00Z");
    private final Simulator simulator =
            Simulator.start(SimulatorOptions.builder().clock(clock).instances(1).keys("AK", "SK").build());

    @AfterEach
    void close() {
        simulator.close();
    }

    @Test
    void acceptsASignatureUpToFifteenMinutesOldOrAhead() {
        assertThat(signed(Duration.ofMinutes(-15)).statusCode()).isEqualTo(200);
        assertThat(signed(Duration.ofMinutes(15)).statusCode()).isEqualTo(200);
    }

    @Test
    void refusesASignatureMoreThanFifteenMinutesOld() {
        HttpResponse<String> response = signed(Duration.ofMinutes(-15).minusSeconds(1));
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(errorMessage(response)).isEqualTo("Incorrect IAM authentication information: calc aksk signature "
                + "fail:signature expired, signature time:20260301T114459Z,server time:20260301T120000Z");
    }

    @Test
    void refusesASignatureMoreThanFifteenMinutesAhead() {
        assertThat(errorMessage(signed(Duration.ofMinutes(15).plusSeconds(1)))).contains("signature expired");
    }

    @Test
    void refusesARequestWithoutCredentials() {
        HttpResponse<String> response = client().send("GET", INSTANCES, Map.of(), "");
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(errorCode(response)).isEqualTo("APIGW.0301");
        assertThat(errorMessage(response)).endsWith("x-auth-token not found");
        assertThat(ApiClient.json(response).get("request_id").asText())
                .isEqualTo(response.headers().firstValue("X-Request-Id").orElseThrow());
    }

    @Test
    void refusesAnUnknownAccessKey() {
        HttpResponse<String> response =
                new ApiClient(simulator, "OTHER", "SK").signedAt(clock.instant()).get(INSTANCES);
        assertThat(errorMessage(response)).endsWith("Get secretKey failed,ak:OTHER,err:ak not exist");
    }

    @Test
    void echoesItsCanonicalRequestWhenTheSignatureDiffers() {
        HttpResponse<String> response = new ApiClient(simulator, "AK", "WRONG").signedAt(clock.instant())
                .get(INSTANCES + "?offset=0&limit=5");
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(errorMessage(response)).contains("verify aksk signature fail, canonicalRequest:GET|" + INSTANCES
                + "/|limit=5&offset=0|host:" + simulator.endpoint().getAuthority() + "|x-sdk-date:20260301T120000Z||"
                + "host;x-sdk-date|e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    @Test
    void noticesAQueryThatWasChangedAfterSigning() {
        Map<String, String> headers = signature(INSTANCES + "?limit=5");
        assertThat(client().send("GET", INSTANCES + "?limit=5", headers, "").statusCode()).isEqualTo(200);
        assertThat(client().send("GET", INSTANCES + "?limit=6", headers, "").statusCode()).isEqualTo(401);
    }

    @Test
    void refusesADateThatIsNotSigned() {
        Map<String, String> headers = signature(INSTANCES);
        headers.computeIfPresent("Authorization", (name, value) -> value.replace("host;x-sdk-date", "host"));
        HttpResponse<String> response = client().send("GET", INSTANCES, headers, "");
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(errorMessage(response)).endsWith("X-Sdk-Date is not among the signed headers");
    }

    @Test
    void refusesSignedHeadersThatAreNotSorted() {
        Map<String, String> headers = signature(INSTANCES);
        headers.computeIfPresent("Authorization",
                (name, value) -> value.replace("host;x-sdk-date", "x-sdk-date;host"));
        HttpResponse<String> response = client().send("GET", INSTANCES, headers, "");
        assertThat(errorMessage(response)).endsWith("The signed headers are not sorted: x-sdk-date;host");
    }

    @Test
    void refusesAMissingDate() {
        Map<String, String> headers = signature(INSTANCES);
        headers.remove("X-Sdk-Date");
        assertThat(errorMessage(client().send("GET", INSTANCES, headers, ""))).endsWith("X-Sdk-Date not found");
    }

    @Test
    void refusesTheOlderFormWithACredentialScope() {
        Map<String, String> headers = signature(INSTANCES);
        headers.computeIfPresent("Authorization",
                (name, value) -> value.replace("Access=AK", "Credential=AK/20260301///sdk_request"));
        assertThat(client().send("GET", INSTANCES, headers, "").statusCode()).isEqualTo(401);
    }

    @Test
    void locksTheKeyPairForFiveMinutesAfterMoreThanFiveFailures() {
        for (int failure = 0; failure < 6; failure++) {
            assertThat(wronglySigned()).contains("verify aksk signature fail");
        }
        assertThat(errorMessage(signed(Duration.ZERO))).endsWith("AK access failed to reach the limit,forbidden.");
        clock.advance(Duration.ofMinutes(5).minusSeconds(1));
        assertThat(signed(Duration.ZERO).statusCode()).isEqualTo(401);
        clock.advance(Duration.ofSeconds(1));
        assertThat(signed(Duration.ZERO).statusCode()).isEqualTo(200);
    }

    @Test
    void doesNotLockWhenASuccessComesBetweenTheFailures() {
        for (int failure = 0; failure < 12; failure++) {
            assertThat(wronglySigned()).contains("verify aksk signature fail");
            if (failure == 4 || failure == 9) {
                assertThat(signed(Duration.ZERO).statusCode()).isEqualTo(200);
            }
        }
        assertThat(signed(Duration.ZERO).statusCode()).isEqualTo(200);
    }

    @Test
    void acceptsASecurityTokenNobodyAskedFor() {
        assertThat(client().withHeader("X-Security-Token", "any").get(INSTANCES).statusCode()).isEqualTo(200);
    }

    @Test
    void wantsTheSecurityTokenOfTemporaryKeys() {
        try (Simulator temporary = Simulator.start(SimulatorOptions.builder().securityToken("sts").build())) {
            assertThat(new ApiClient(temporary).get(INSTANCES).statusCode()).isEqualTo(401);
            assertThat(new ApiClient(temporary).withHeader("X-Security-Token", "other").get(INSTANCES).statusCode())
                    .isEqualTo(401);
            assertThat(new ApiClient(temporary).withHeader("X-Security-Token", "sts").get(INSTANCES).statusCode())
                    .isEqualTo(200);
        }
    }

    private ApiClient client() {
        return new ApiClient(simulator).signedAt(clock.instant());
    }

    private HttpResponse<String> signed(Duration sinceNow) {
        Instant time = clock.instant().plus(sinceNow);
        return new ApiClient(simulator).signedAt(time).get(INSTANCES);
    }

    private String wronglySigned() {
        return errorMessage(new ApiClient(simulator, "AK", "WRONG").signedAt(clock.instant()).get(INSTANCES));
    }

    private Map<String, String> signature(String pathAndQuery) {
        Map<String, String> headers = new HashMap<>(client().sign("GET", pathAndQuery));
        headers.remove("Host");
        headers.put("X-Sdk-Date", "20260301T120000Z");
        return headers;
    }
}
