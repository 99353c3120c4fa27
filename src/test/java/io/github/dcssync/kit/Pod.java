package io.github.dcssync.kit;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dcssync.settings.OperatorFiles;
import io.github.dcssync.settings.Settings;
import io.github.dcssync.testkit.Launcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What a manifest starts.
 *
 * @param owner  that makes it
 * @param labels by which others find it
 * @param spec   of the pod
 */
record Pod(Manifest owner, JsonNode labels, JsonNode spec) {

    private static final String SECRETS = "secrets";

    JsonNode container() {
        return spec.path("containers").path(0);
    }

    /** @return the volume that is mounted there, by its name */
    JsonNode volume(String name) {
        return elements(spec.path("volumes")).filter(volume -> volume.path("name").asText().equals(name)).findFirst()
                .orElseThrow(() -> new AssertionError(owner + " mounts a volume that there is not: " + name));
    }

    Stream<JsonNode> mounts() {
        return elements(container().path("volumeMounts"));
    }

    /** @return the environment's values by name; what Kubernetes would fill in is its field's path */
    Map<String, String> environment() {
        Map<String, String> variables = new LinkedHashMap<>();
        elements(container().path("env")).forEach(variable -> variables.put(variable.path("name").asText(),
                variable.path("value").asText(variable.at("/valueFrom/fieldRef/fieldPath").asText())));
        return variables;
    }

    /**
     * @param folder to lay the secrets and files of the operator into
     * @return the environment with the mounts in that folder
     */
    Map<String, String> laid(Path folder) throws IOException {
        Path overlay = Files.createDirectories(folder.resolve("overlay/config")).getParent();
        for (var file : Manifest.only("ConfigMap").json().get("data").properties()) {
            Files.writeString(overlay.resolve("config").resolve(file.getKey()), file.getValue().asText());
        }
        Path secrets = Files.createDirectories(folder.resolve(SECRETS));
        for (var secret : Manifest.only("Secret").json().get("stringData").properties()) {
            Files.writeString(secrets.resolve(secret.getKey()), secret.getValue().asText() + "\n");
        }
        String mounted = mounts().filter(mount -> mount.path("name").asText().equals(SECRETS)).findFirst()
                .orElseThrow().path("mountPath").asText();
        Map<String, String> variables = environment();
        variables.replaceAll((name, value) -> value.replace(mounted + "/", secrets + "/"));
        variables.put(OperatorFiles.OVERLAY, overlay.toString());
        return variables;
    }

    /** @return the settings that the program reads in it */
    Settings settings(Path folder) throws IOException {
        Map<String, String> variables = laid(folder);
        Path home = Launcher.checkout();
        return Settings.load(OperatorFiles.of(home, variables).file("config/application.properties"), variables, home);
    }

    static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    @Override
    public String toString() {
        return owner.toString();
    }
}
