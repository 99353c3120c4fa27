package io.github.dcssync.kit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * An image in the layout of the Open Container Initiative.
 *
 * @param folder   that its archive was unpacked into
 * @param platform what it runs on
 * @param config   how it wants to be started
 * @param layers   its layers, the lowest first
 */
record BuiltImage(Path folder, JsonNode platform, JsonNode config, List<Path> layers) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Unpacks the archive of one. */
    static BuiltImage unpack(Path archive, Path folder) throws Exception {
        tar(archive, Files.createDirectories(folder));
        JsonNode index = JSON.readTree(folder.resolve("index.json").toFile());
        assertThat(index.get("manifests")).hasSize(1);
        JsonNode manifest = read(folder, index.at("/manifests/0/digest"));
        JsonNode platform = read(folder, manifest.at("/config/digest"));
        List<Path> layers = new ArrayList<>();
        manifest.get("layers").forEach(layer -> layers.add(blob(folder, layer.get("digest"))));
        return new BuiltImage(folder, platform, platform.get("config"), layers);
    }

    private static JsonNode read(Path folder, JsonNode digest) throws IOException {
        return JSON.readTree(blob(folder, digest).toFile());
    }

    private static Path blob(Path folder, JsonNode digest) {
        return folder.resolve("blobs/" + digest.asText().replace(':', '/'));
    }

    /** Lays the layers one over the other. */
    Path root(Path target) throws Exception {
        Files.createDirectories(target);
        for (Path layer : layers) {
            tar(layer, target);
        }
        return target;
    }

    /** @return the words that start it, without those of a command */
    List<String> entrypoint() {
        return texts("Entrypoint");
    }

    List<String> texts(String field) {
        return Pod.elements(config.path(field)).map(JsonNode::asText).toList();
    }

    /** @return its variables */
    Map<String, String> environment() {
        Map<String, String> variables = new TreeMap<>();
        texts("Env").forEach(text -> variables.put(text.replaceFirst("=.*", ""), text.replaceFirst("[^=]*=", "")));
        return variables;
    }

    private static void tar(Path archive, Path target) throws Exception {
        Process tar = new ProcessBuilder("tar", "--warning=no-unknown-keyword", "--same-permissions", "-xf",
                archive.toString(), "-C", target.toString()).inheritIO().start();
        assertThat(tar.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(tar.exitValue()).as("tar -xf %s", archive).isZero();
    }
}
