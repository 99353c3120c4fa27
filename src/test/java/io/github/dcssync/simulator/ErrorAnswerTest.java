package io.github.dcssync.simulator;

import static io.github.dcssync.simulator.ApiClient.PROJECT;
import static io.github.dcssync.simulator.ApiClient.errorCode;
import static io.github.dcssync.simulator.ApiClient.errorMessage;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorAnswerTest {

    private static final String UNKNOWN_ID = "00000000-0000-4000-8000-000000000000";

    private static Simulator simulator;

    @BeforeAll
    static void start() {
        simulator = Simulator.start(SimulatorOptions.builder().instances(1).build());
    }

    @AfterAll
    static void close() {
        simulator.close();
    }

    @ParameterizedTest
    @CsvSource({
        "v1.0, start=0, 111400800, start",
        "v1.0, start=-1, 111400800, start",
        "v1.0, start=one, 111400800, start",
        "v1.0, start=, 111400800, start",
        "v1.0, limit=0, 111400800, limit",
        "v1.0, limit=2147483648, 111400800, limit",
        "v1.0, beginTime=2026-01-01, 111400800, beginTime",
        "v1.0, beginTime=20260230000000, 111400800, beginTime",
        "v1.0, endTime=202601010000, 111400800, endTime",
        "v2, offset=-1, DCS.4800, offset",
        "v2, offset=x, DCS.4800, offset",
        "v2, limit=0, DCS.4800, limit",
        "v2, limit=1001, DCS.4800, limit",
        "v2, begin_time=x, DCS.4800, begin_time",
        "v2, end_time=20261301000000, DCS.4800, end_time"})
    void namesTheParameterThatIsWrong(String version, String query, String code, String name) {
        for (String list : new String[] {"backups", "restores"}) {
            HttpResponse<String> response =
                    get("/%s/%s/instances/%s/%s?%s".formatted(version, PROJECT, id(), list, query));
            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(errorCode(response)).isEqualTo(code);
            assertThat(errorMessage(response)).isEqualTo("Invalid " + name + " in the request.");
            assertThat(response.headers().firstValue("X-Request-Id").orElseThrow()).matches("[0-9a-f]{32}");
        }
    }

    @ParameterizedTest
    @CsvSource({"v1.0, start=0", "v1.0, limit=2001", "v2, offset=-1", "v2, limit=1001", "v2, limit=0"})
    void checksThePageOfTheInstanceListsToo(String version, String query) {
        assertThat(get("/" + version + "/" + PROJECT + "/instances?" + query).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({"v1.0, limit=5000", "v2, limit=1000", "v2, limit=1"})
    void acceptsLimitsUpToTheGreatest(String version, String query) {
        assertThat(get("/%s/%s/instances/%s/backups?%s".formatted(version, PROJECT, id(), query)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void refusesAnEndBeforeTheBeginning() {
        HttpResponse<String> response = get("/v2/" + PROJECT + "/instances/" + id()
                + "/restores?begin_time=20260102000000&end_time=20260101000000");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(errorCode(response)).isEqualTo("DCS.4025");
    }

    @ParameterizedTest
    @CsvSource({"v1.0, 111400002, 111400061, 111404022", "v2, DCS.4002, DCS.4061, DCS.3022"})
    void tellsMalformedFromUnknownIds(String version, String badProject, String badInstance, String unknown) {
        HttpResponse<String> project = get("/" + version + "/my-project/instances/" + id() + "/backups");
        assertThat(project.statusCode()).isEqualTo(400);
        assertThat(errorCode(project)).isEqualTo(badProject);
        HttpResponse<String> instance = get("/" + version + "/" + PROJECT + "/instances/42/backups");
        assertThat(instance.statusCode()).isEqualTo(400);
        assertThat(errorCode(instance)).isEqualTo(badInstance);
        HttpResponse<String> nobody = get("/" + version + "/" + PROJECT + "/instances/" + UNKNOWN_ID + "/restores");
        assertThat(nobody.statusCode()).isEqualTo(404);
        assertThat(errorCode(nobody)).isEqualTo(unknown);
    }

    @Test
    void servesAnyWellFormedProject() {
        assertThat(get("/v2/" + "9aF0".repeat(8) + "/instances/" + id() + "/restores").statusCode()).isEqualTo(200);
        assertThat(get("/v2/" + simulator.fleet().projectId() + "/instances").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/v2", "/v3/PROJECT/instances", "/v2/PROJECT/clusters", "/v1.0/PROJECT/instances/ID",
        "/v2/PROJECT/instances/ID/tasks", "/v2/PROJECT/instances/ID/backups/1"})
    void knowsNoOtherAddress(String path) {
        HttpResponse<String> response = get(path.replace("PROJECT", PROJECT).replace("ID", id()));
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(errorCode(response)).isEqualTo("APIGW.0101");
        assertThat(ApiClient.json(response).get("request_id").asText())
                .isEqualTo(response.headers().firstValue("X-Request-Id").orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({"v1.0, 111405001", "v2, DCS.5001"})
    void refusesToChangeAnything(String version, String code) {
        HttpResponse<String> response = new ApiClient(simulator).send("DELETE",
                "/" + version + "/" + PROJECT + "/instances/" + id() + "/backups");
        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(errorCode(response)).isEqualTo(code);
    }

    @Test
    void toleratesASlashAtTheEnd() {
        assertThat(get("/v2/" + PROJECT + "/instances/").statusCode()).isEqualTo(200);
    }

    private static String id() {
        return simulator.fleet().instanceIds().get(0);
    }

    private static HttpResponse<String> get(String pathAndQuery) {
        return new ApiClient(simulator).get(pathAndQuery);
    }
}
