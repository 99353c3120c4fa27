package io.github.dcssync.kit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dcssync.command.RootCommand;
import io.github.dcssync.settings.Settings;
import io.github.dcssync.testkit.Http;
import io.github.dcssync.testkit.SyncFixture;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The Kubernetes examples are what Kubernetes takes, and what this program understands. */
class KubernetesTest {

    /** After which the program ends whatever hangs. */
    private static final int SHUTDOWN_SECONDS = 30;

    @TempDir
    Path folder;

    static List<Manifest> manifests() {
        return Manifest.all();
    }

    static List<Pod> pods() {
        return Manifest.all().stream().flatMap(Manifest::pods).toList();
    }

    private static Pod standing() {
        return Manifest.only("Deployment").pods().findFirst().orElseThrow();
    }

    @Test
    void haveAManifestForEachWayToRun() {
        assertThat(manifests()).extracting(Manifest::toString).containsExactly("config.yaml: ConfigMap dcs-sync-config",
                "network-policy.yaml: NetworkPolicy dcs-sync", "once.yaml: CronJob dcs-sync",
                "once.yaml: CronJob dcs-sync-full", "run.yaml: Deployment dcs-sync", "run.yaml: Service dcs-sync",
                "secret.yaml: Secret dcs-sync");
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void areWhatKubernetesTakes(Manifest manifest) {
        assertThat(manifest.fault()).isNull();
    }

    /** What that is worth. */
    @ParameterizedTest
    @CsvSource({"run.yaml, livenessProbe:, liveProbe:, liveProbe", "run.yaml, containerPort: 8080, port: 8080, port",
        "run.yaml, replicas: 1, replicas: one, one", "once.yaml, concurrencyPolicy, concurrency, concurrency",
        "secret.yaml, stringData, stringsData, stringsData",
        "run.yaml, '        - name: dcs-sync\n', '        - naem: dcs-sync\n', naem"})
    void areNotTakenWithAMistake(String file, String right, String wrong, String named) throws Exception {
        String text = Files.readString(Manifest.FOLDER.resolve(file));
        assertThat(text).contains(right);

        assertThat(Manifest.parse(file, text.replace(right, wrong))).extracting(Manifest::fault)
                .anySatisfy(fault -> assertThat(fault).contains(named));
    }

    @ParameterizedTest
    @MethodSource("pods")
    void setWhatTheProgramKnowsAndNeedsToStart(Pod pod) throws Exception {
        Settings settings = pod.settings(folder);

        assertThat(settings.warnings()).isEmpty();
        assertThat(settings.database().url()).startsWith("jdbc:postgresql:");
        assertThat(settings.sources()).singleElement()
                .satisfies(source -> assertThat(source.credentials().toString()).contains("accessKey=replace-me"));
    }

    @ParameterizedTest
    @MethodSource("pods")
    void giveArgumentsThatTheProgramTakes(Pod pod) {
        String[] arguments = Pod.elements(pod.container().get("args")).map(JsonNode::asText).toArray(String[]::new);

        assertThat(new RootCommand(Map.of(), OutputStream.nullOutputStream()).line().parseArgs(arguments).subcommand()
                .commandSpec().name()).isEqualTo(pod.labels().path("app.kubernetes.io/component").asText());
    }

    @ParameterizedTest
    @MethodSource("pods")
    void haveEverySecretInAFileThatOthersMayNotRead(Pod pod) throws Exception {
        JsonNode secret = Manifest.only("Secret").json();
        Map<String, String> inFiles = pod.environment().entrySet().stream()
                .filter(variable -> variable.getKey().endsWith("_FILE"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

        assertThat(inFiles).containsKeys("CLOUD_SDK_AK_FILE", "CLOUD_SDK_SK_FILE", "DCS_DB_PASSWORD_FILE");
        assertThat(inFiles.values()).allSatisfy(file -> assertThat(secret.at("/stringData").has(Path.of(file)
                .getFileName().toString())).as(file).isTrue());
        assertThat(pod.environment())
                .noneSatisfy((name, value) -> assertThat(name).matches(".*(_SK|_AK|PASSWORD|KEY)"));
        assertThat(pod.mounts().filter(mount -> mount.path("name").asText().equals("secrets")))
                .singleElement().satisfies(mount -> {
                    assertThat(inFiles.values()).allMatch(file -> Path.of(file).getParent()
                            .equals(Path.of(mount.path("mountPath").asText())));
                    assertThat(mount.path("readOnly").asBoolean()).isTrue();
                });
        assertThat(pod.volume("secrets").at("/secret/secretName").asText())
                .isEqualTo(secret.at("/metadata/name").asText());
        assertThat(pod.volume("secrets").at("/secret/defaultMode").asInt()).isEqualTo(0440);
    }

    @Test
    void haveNoSecretThatNobodyReads() {
        Set<String> read = pods().stream().flatMap(pod -> pod.environment().values().stream())
                .filter(value -> value.startsWith("/run/secrets/"))
                .map(file -> Path.of(file).getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));

        assertThat(Manifest.only("Secret").json().get("stringData").properties()).extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrderElementsOf(read);
    }

    @ParameterizedTest
    @MethodSource("pods")
    void runWithoutAnyRightThatIsNotNeeded(Pod pod) {
        assertThat(pod.spec().path("automountServiceAccountToken").asBoolean(true)).isFalse();
        assertThat(pod.spec().path("enableServiceLinks").asBoolean(true)).isFalse();
        assertThat(pod.spec().at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
        assertThat(pod.spec().at("/securityContext/runAsUser").asInt()).isPositive();
        assertThat(pod.spec().at("/securityContext/fsGroup")).isEqualTo(pod.spec().at("/securityContext/runAsGroup"));
        assertThat(pod.spec().at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
        JsonNode rights = pod.container().get("securityContext");
        assertThat(rights.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
        assertThat(rights.path("readOnlyRootFilesystem").asBoolean()).isTrue();
        assertThat(rights.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
        assertThat(pod.container().at("/resources/limits/memory").asText()).isNotEmpty();
        assertThat(pod.mounts().filter(mount -> !mount.path("readOnly").asBoolean())
                .map(mount -> mount.path("mountPath").asText())).containsExactly("/tmp");
        assertThat(pod.mounts().map(mount -> pod.volume(mount.path("name").asText())))
                .hasSameSizeAs(pod.spec().get("volumes"));
    }

    @ParameterizedTest
    @MethodSource("pods")
    void leaveTimeForAnOrderlyEnd(Pod pod) {
        assertThat(pod.spec().path("terminationGracePeriodSeconds").asInt()).isGreaterThan(SHUTDOWN_SECONDS + 5);
    }

    @Test
    void neverRunTwoSyncsOfOneSource() {
        assertThat(manifests()).filteredOn(manifest -> manifest.kind().equals("CronJob")).hasSize(2)
                .allSatisfy(manifest -> assertThat(manifest.json().at("/spec/concurrencyPolicy").asText())
                        .isEqualTo("Forbid"));
        assertThat(standing().owner().json().at("/spec/strategy/type").asText()).isEqualTo("Recreate");
    }

    @Test
    void leadToThePortsThatTheProgramListensOn() throws Exception {
        Settings settings = standing().settings(folder);
        Map<String, Integer> ports = Map.of("page", settings.httpServer().port(), "management",
                settings.management().port());

        assertThat(named(standing().container().get("ports"), "containerPort")).isEqualTo(ports);
        JsonNode service = Manifest.only("Service").json().get("spec");
        assertThat(named(service.get("ports"), "port")).isEqualTo(ports);
        assertThat(Pod.elements(service.get("ports")))
                .allSatisfy(port -> assertThat(port.get("targetPort")).isEqualTo(port.get("name")));
        assertThat(Manifest.only("NetworkPolicy").json().at("/spec/ingress").findValues("port"))
                .extracting(JsonNode::asInt).containsExactlyInAnyOrderElementsOf(ports.values());
    }

    private static Map<String, Integer> named(JsonNode ports, String field) {
        return Pod.elements(ports)
                .collect(Collectors.toMap(port -> port.path("name").asText(), port -> port.path(field).asInt()));
    }

    @Test
    void findTheirPodsByTheirLabels() {
        JsonNode labels = standing().labels();

        assertThat(standing().owner().json().at("/spec/selector/matchLabels")).isEqualTo(labels);
        assertThat(Manifest.only("Service").json().at("/spec/selector")).isEqualTo(labels);
        JsonNode policy = Manifest.only("NetworkPolicy").json().at("/spec/podSelector/matchLabels");
        assertThat(pods()).allSatisfy(pod -> assertThat(pod.labels().properties()).containsAll(policy.properties()));
        assertThat(pods()).filteredOn(pod -> pod.labels().equals(labels)).hasSize(1);
    }

    @Test
    void probeWhatAnswersWithoutAPasswordAndShowThePageToNobodyWithoutOne() throws Exception {
        List<JsonNode> probes = Stream.of("startupProbe", "livenessProbe", "readinessProbe")
                .map(name -> standing().container().path(name).path("httpGet")).toList();
        SyncFixture.Builder program = SyncFixture.onAnyDatabase().fleet(1, 1, 1).scheduled()
                .variable("DCS_SYNC_CRON", "0 0 0 1 1 ? 2099").variable("DCS_FULL_SYNC_CRON", "0 0 0 1 1 ? 2099");
        standing().laid(folder).forEach((name, value) -> {
            if (name.startsWith("DCS_HTTP_SERVER") || name.startsWith("DCS_MANAGEMENT")) {
                program.variable(name, value);
            }
        });

        try (SyncFixture running = program.start()) {
            URI management = running.bundle().management().orElseThrow();
            URI page = running.bundle().page().orElseThrow();

            assertThat(probes).hasSize(3).allSatisfy(probe -> {
                assertThat(probe.path("port").asText()).isEqualTo("management");
                assertThat(Http.get(management, probe.path("path").asText()).statusCode()).isEqualTo(200);
            });
            assertThat(Http.get(page, "/").statusCode()).isEqualTo(401);
            assertThat(Http.get(page, "/", "Authorization", Http.basic("ops", "replace-me")).statusCode())
                    .isEqualTo(200);
        }
    }

    /** Ten minutes are what migrations may take. */
    @Test
    void giveAStartTheTimeThatMigrationsMayTake() {
        JsonNode probe = standing().container().get("startupProbe");

        assertThat(probe.path("periodSeconds").asInt() * probe.path("failureThreshold").asInt()).isGreaterThan(600);
    }

    @Test
    void useTheImageOfThisVersion() throws Exception {
        assertThat(pods()).allSatisfy(pod -> assertThat(pod.container().path("image").asText())
                .endsWith("/dcs-sync:" + Kit.version()));
    }
}
