package io.github.dcssync.kit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonDeserializer;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.github.dcssync.testkit.Launcher;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1CronJob;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1Secret;
import io.kubernetes.client.openapi.models.V1Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * An object of the Kubernetes examples.
 *
 * @param file it stands in
 * @param json as Kubernetes reads its YAML
 */
record Manifest(String file, JsonNode json) {

    static final Path FOLDER = Launcher.checkout().resolve("src/main/dist/kubernetes");

    private static final ObjectMapper MAPPER = new ObjectMapper();
    /** The model's times are never in a manifest; Java lets nobody look into that class. */
    private static final Gson GSON = new GsonBuilder().registerTypeAdapter(OffsetDateTime.class,
            (JsonDeserializer<OffsetDateTime>) (text, type, context) -> OffsetDateTime.parse(text.getAsString()))
            .create();
    private static final Map<String, Kind> KINDS = Map.of(
            "v1 ConfigMap", new Kind(V1ConfigMap::validateJsonElement, V1ConfigMap.class),
            "v1 Secret", new Kind(V1Secret::validateJsonElement, V1Secret.class),
            "v1 Service", new Kind(V1Service::validateJsonElement, V1Service.class),
            "apps/v1 Deployment", new Kind(V1Deployment::validateJsonElement, V1Deployment.class),
            "batch/v1 CronJob", new Kind(V1CronJob::validateJsonElement, V1CronJob.class),
            "networking.k8s.io/v1 NetworkPolicy",
            new Kind(V1NetworkPolicy::validateJsonElement, V1NetworkPolicy.class));

    /** What is known of a kind: {@code fields} knows names, {@code type} the types of their values. */
    private record Kind(Fields fields, Class<?> type) {
    }

    private interface Fields {
        void check(JsonElement json) throws IOException;
    }

    static List<Manifest> all() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().flatMap(file -> read(file.getFileName().toString()).stream()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Manifest> read(String file) {
        try {
            return parse(file, Files.readString(FOLDER.resolve(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Manifest> parse(String file, String text) {
        return documents(text).map(json -> new Manifest(file, json)).toList();
    }

    /** With YAML 1.1's numbers, as Kubernetes reads them: 0440 is octal. */
    static Stream<JsonNode> documents(String yaml) {
        Yaml reader = new Yaml(new SafeConstructor(new LoaderOptions()));
        return StreamSupport.stream(reader.loadAll(yaml).spliterator(), false).map(MAPPER::<JsonNode>valueToTree);
    }

    static Manifest only(String kind) {
        return all().stream().filter(manifest -> manifest.kind().equals(kind)).reduce((one, other) -> {
            throw new AssertionError("More than one " + kind);
        }).orElseThrow();
    }

    String kind() {
        return json.path("kind").asText();
    }

    String name() {
        return json.at("/metadata/name").asText();
    }

    /** @return what pods it makes, if any */
    Stream<Pod> pods() {
        return Stream.of("/spec/template", "/spec/jobTemplate/spec/template").map(json::at)
                .filter(template -> !template.isMissingNode())
                .map(template -> new Pod(this, template.at("/metadata/labels"), template.get("spec")));
    }

    /** @return what is wrong with it for Kubernetes' own description of the kind, null for nothing */
    String fault() {
        Kind kind = KINDS.get(json.path("apiVersion").asText() + " " + kind());
        assertThat(kind).as("a kind that the examples have: %s", this).isNotNull();
        try {
            kind.fields().check(JsonParser.parseString(json.toString()));
            return GSON.fromJson(json.toString(), kind.type()) == null ? "there is nothing" : null;
        } catch (IllegalArgumentException | JsonParseException refused) {
            return refused.getMessage();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return file + ": " + kind() + " " + name();
    }
}
