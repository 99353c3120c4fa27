package io.github.dcssync.kit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dcssync.settings.Settings;
import io.github.dcssync.testkit.Operator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The compose file starts this program as it wants to be started, beside a PostgreSQL that lets it in. */
class ComposeTest {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+):\\?[^}]+}");
    private static final String IN_CONTAINER = "/run/secrets/";

    @TempDir
    Path folder;

    private JsonNode file;
    private JsonNode program;
    private JsonNode database;

    @BeforeEach
    void read() throws Exception {
        List<JsonNode> documents = Manifest.documents(Files.readString(Kit.dist("compose.yaml"))).toList();
        assertThat(documents).hasSize(1);
        file = documents.get(0);
        program = file.at("/services/dcs-sync");
        database = file.at("/services/db");
    }

    @Test
    void setsWhatTheProgramKnowsAndNeedsToStart() throws Exception {
        Settings settings = settings(program.get("environment"));

        assertThat(settings.warnings()).isEmpty();
        assertThat(settings.httpServer().isLoopback()).isFalse();
        assertThat(settings.httpServer().asksForPassword()).isTrue();
        assertThat(program.get("command")).singleElement().extracting(JsonNode::asText).isEqualTo("run");
    }

    @Test
    void leadsToTheDatabaseThatItStarts() throws Exception {
        Settings settings = settings(program.get("environment"));

        assertThat(settings.database().url())
                .isEqualTo("jdbc:postgresql://db/" + database.at("/environment/POSTGRES_DB").asText());
        assertThat(settings.database().user()).isEqualTo(database.at("/environment/POSTGRES_USER").asText());
        assertThat(program.at("/environment/DCS_DB_PASSWORD_FILE"))
                .isEqualTo(database.at("/environment/POSTGRES_PASSWORD_FILE"));
        assertThat(program.at("/depends_on/db/condition").asText()).isEqualTo("service_healthy");
        assertThat(database.has("healthcheck")).isTrue();
    }

    @Test
    void publishesThePageOnThisMachineAlone() throws Exception {
        assertThat(program.get("ports")).singleElement().extracting(JsonNode::asText)
                .isEqualTo("127.0.0.1:8080:" + settings(program.get("environment")).httpServer().port());
        assertThat(database.has("ports")).isFalse();
    }

    @Test
    void handsEverySecretOverInAFile() {
        Set<String> secrets = Set.of("access-key", "secret-key", "db-password", "page-password");

        assertThat(file.get("secrets").properties()).extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrderElementsOf(secrets);
        assertThat(file.get("secrets").properties())
                .allSatisfy(secret -> assertThat(secret.getValue().path("file").asText())
                        .isEqualTo("secrets/" + secret.getKey()));
        assertThat(program.get("secrets")).extracting(JsonNode::asText).containsExactlyInAnyOrderElementsOf(secrets);
        assertThat(program.get("environment").properties())
                .filteredOn(variable -> variable.getKey().endsWith("_FILE"))
                .extracting(variable -> variable.getValue().asText().replaceFirst("^" + IN_CONTAINER, ""))
                .containsExactlyInAnyOrderElementsOf(secrets);
    }

    @Test
    void runsTheProgramWithoutAnyRightThatIsNotNeeded() throws Exception {
        assertThat(program.path("read_only").asBoolean()).isTrue();
        assertThat(program.get("tmpfs")).extracting(JsonNode::asText).containsExactly("/tmp");
        assertThat(program.get("cap_drop")).extracting(JsonNode::asText).containsExactly("ALL");
        assertThat(program.get("security_opt")).extracting(JsonNode::asText).containsExactly("no-new-privileges:true");
        assertThat(program.get("volumes")).extracting(JsonNode::asText).allMatch(volume -> volume.endsWith(":ro"));
        assertThat(program.path("image").asText()).isEqualTo("dcs-sync:" + Kit.version());
        assertThat(Duration.parse("PT" + program.path("stop_grace_period").asText()))
                .isGreaterThan(Duration.ofSeconds(35));
    }

    @Test
    void namesOnlyVolumesAndSecretsThatItHas() {
        for (JsonNode service : file.get("services")) {
            for (JsonNode secret : service.path("secrets")) {
                assertThat(file.get("secrets").has(secret.asText())).as(secret.asText()).isTrue();
            }
            for (JsonNode volume : service.path("volumes")) {
                String from = volume.asText().split(":")[0];
                assertThat(from.startsWith("./") || file.get("volumes").has(from)).as(from).isTrue();
            }
        }
    }

    /** Its environment as compose would set it, with the secrets in files of a folder. */
    private Settings settings(JsonNode environment) throws Exception {
        Map<String, String> asked = Map.of("DCS_ENDPOINT", "https://dcs.example.com", "DCS_PROJECT_ID",
                Operator.PROJECT);
        Map<String, String> variables = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> variable : environment.properties()) {
            String value = VARIABLE.matcher(variable.getValue().asText())
                    .replaceAll(match -> asked.getOrDefault(match.group(1), "nobody sets it"));
            if (value.startsWith(IN_CONTAINER)) {
                value = Files.writeString(folder.resolve(value.substring(IN_CONTAINER.length())), "a-secret")
                        .toString();
            }
            variables.put(variable.getKey(), value);
        }
        return Settings.load(null, variables, folder);
    }
}
