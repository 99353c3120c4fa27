package io.github.dcssync.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dcssync.settings.Credentials;
import io.github.dcssync.settings.Secrets;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

/**
 * Gets tokens from IAM for a user's password, scoped to the project: {@code POST /v3/auth/tokens}, answered with 201,
 * the token in the header {@code X-Subject-Token} and its end in the body.
 */
public final class IamTokens implements TokenAuthorisation.Issuer {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Credentials.Password login;
    private final String projectId;
    private final Secrets secrets;
    private final Duration responseTimeout;
    private final HttpClient http;

    private IamTokens(Credentials.Password login, String projectId, Secrets secrets, Duration connectTimeout,
            Duration responseTimeout) {
        this.login = login;
        this.projectId = projectId;
        this.secrets = secrets;
        this.responseTimeout = responseTimeout;
        this.http = HttpClient.newBuilder().connectTimeout(connectTimeout)
                .followRedirects(HttpClient.Redirect.NEVER).build();
    }

    /**
     * @param login   the IAM user
     * @param secrets where each new token is registered, so that it is never shown
     * @return authorisation with this user's tokens for the project
     */
    public static Authorisation authorisation(Credentials.Password login, String projectId, Secrets secrets,
            Duration connectTimeout, Duration responseTimeout) {
        return new TokenAuthorisation(new IamTokens(login, projectId, secrets, connectTimeout, responseTimeout));
    }

    @Override
    public TokenAuthorisation.Token issue() throws IOException {
        // Without the catalogue, which would make the answer several times as long.
        URI uri = URI.create(login.iamEndpoint() + "/v3/auth/tokens?nocatalog=true");
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(responseTimeout)
                .header("Content-Type", "application/json;charset=utf8")
                .POST(HttpRequest.BodyPublishers.ofString(body())).build();
        HttpResponse<String> answer = send(request);
        String token = answer.headers().firstValue("X-Subject-Token").orElse(null);
        if (answer.statusCode() != 201 || token == null) {
            throw refusal(answer);
        }
        secrets.add(token);
        return new TokenAuthorisation.Token(token, expiry(answer.body()));
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Stopped while waiting for IAM");
        } catch (IOException e) {
            throw new IOException("IAM at " + login.iamEndpoint() + " cannot be reached: " + e, e);
        }
    }

    /** IAM answers 401 to a wrong password; a repeated one would lock the user. */
    private IOException refusal(HttpResponse<String> answer) {
        ApiError error = ApiError.of(answer.statusCode(),
                answer.headers().firstValue("X-Request-Id").orElse(null), answer.body());
        String message = "IAM gave no token to user '" + login.user() + "': " + error.line();
        boolean final4xx = answer.statusCode() / 100 == 4 && answer.statusCode() != 429 && answer.statusCode() != 408;
        return final4xx ? new SourceRefusedException(message, error) : new IamException(message, error);
    }

    private String body() {
        ObjectNode root = JSON.createObjectNode();
        ObjectNode identity = root.putObject("auth").putObject("identity");
        identity.putArray("methods").add("password");
        ObjectNode user = identity.putObject("password").putObject("user");
        user.put("name", login.user()).put("password", login.password());
        user.putObject("domain").put("name", login.domain());
        root.withObject("/auth").putObject("scope").putObject("project").put("id", projectId);
        return root.toString();
    }

    private static Instant expiry(String body) throws IOException {
        try {
            JsonNode expiresAt = JSON.readTree(body).path("token").path("expires_at");
            return Instant.parse(expiresAt.asText());
        } catch (JsonProcessingException | DateTimeException e) {
            throw new IOException("IAM's answer has no readable token.expires_at", e);
        }
    }
}
