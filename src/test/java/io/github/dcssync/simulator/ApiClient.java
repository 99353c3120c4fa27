package io.github.dcssync.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.huaweicloud.sdk.core.auth.AKSKSigner;
import com.huaweicloud.sdk.core.auth.BasicCredentials;
import com.huaweicloud.sdk.core.http.HttpMethod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** Asks a simulator over HTTP, signing with the vendor's own signer. */
final class ApiClient {

    static final String PROJECT = "0123456789abcdef0123456789abcdef";

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final DateTimeFormatter DATE_FORM =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Simulator simulator;
    private final String accessKey;
    private final String secretKey;
    private final Map<String, String> extraHeaders = new LinkedHashMap<>();

    ApiClient(Simulator simulator) {
        this(simulator, simulator.accessKey(), simulator.secretKey());
    }

    ApiClient(Simulator simulator, String accessKey, String secretKey) {
        this.simulator = simulator;
        this.accessKey = accessKey;
        this.secretKey = secretKey;
    }

    /** Adds a header to each request, signed with the others. */
    ApiClient withHeader(String name, String value) {
        extraHeaders.put(name, value);
        return this;
    }

    ApiClient signedAt(Instant time) {
        return withHeader("X-Sdk-Date", DATE_FORM.format(time));
    }

    static String backups(String version, String instanceId) {
        return "/" + version + "/" + PROJECT + "/instances/" + instanceId + "/backups";
    }

    static String restores(String version, String instanceId) {
        return "/" + version + "/" + PROJECT + "/instances/" + instanceId + "/restores";
    }

    static String instances(String version) {
        return "/" + version + "/" + PROJECT + "/instances";
    }

    HttpResponse<String> get(String pathAndQuery) {
        return send("GET", pathAndQuery);
    }

    HttpResponse<String> send(String method, String pathAndQuery) {
        Map<String, String> headers = new LinkedHashMap<>(extraHeaders);
        sign(method, pathAndQuery).forEach((name, value) -> {
            if (!name.equalsIgnoreCase("Host")) {
                headers.put(name, value);
            }
        });
        return send(method, pathAndQuery, headers, "");
    }

    /** Sends a request without signing it. */
    HttpResponse<String> send(String method, String pathAndQuery, Map<String, String> headers, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(simulator.endpoint().resolve(pathAndQuery))
                .version(HttpClient.Version.HTTP_1_1).method(method, HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    Map<String, String> sign(String method, String pathAndQuery) {
        URI uri = simulator.endpoint().resolve(pathAndQuery);
        com.huaweicloud.sdk.core.http.HttpRequest.HttpRequestBuilder request =
                com.huaweicloud.sdk.core.http.HttpRequest.newBuilder()
                        .withEndpoint(simulator.endpoint().toString()).withPath(uri.getRawPath())
                        .withMethod(HttpMethod.valueOf(method)).addHeaders(extraHeaders);
        QueryParameter.parse(uri.getRawQuery())
                .forEach(parameter -> request.addQueryParam(parameter.name(), List.of(parameter.value())));
        return AKSKSigner.getInstance().sign(request.build(),
                new BasicCredentials().withAk(accessKey).withSk(secretKey).withProjectId(PROJECT));
    }

    static JsonNode json(HttpResponse<String> response) {
        return JsonText.readObject(response.body().getBytes(StandardCharsets.UTF_8));
    }

    static String errorCode(HttpResponse<String> response) {
        return json(response).path("error_code").asText();
    }

    static String errorMessage(HttpResponse<String> response) {
        return json(response).path("error_msg").asText();
    }

    /** The values of one field over the array of an answer. */
    static List<String> values(HttpResponse<String> response, String listField, String field) {
        return StreamSupport.stream(json(response).get(listField).spliterator(), false)
                .map(record -> record.get(field).asText()).toList();
    }
}
