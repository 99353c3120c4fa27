package io.github.dcssync.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dcssync.client.AnswerTimeoutException;
import io.github.dcssync.client.HttpBounds;
import io.github.dcssync.secret.Secrets;
import io.github.dcssync.settings.Credentials;
import io.github.dcssync.settings.Settings;
import io.github.dcssync.settings.Source;
import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/**
 * Gets tokens from IAM for a user's password, scoped to the project: {@code POST /v3/auth/tokens}, answered with 201,
 * the token in the header {@code X-Subject-Token} and its end in the body.
 */
public final class IamTokens implements TokenAuthorisation.Issuer {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** With its catalogue, which is not asked for, an answer has some 100 KiB. */
    private static final int MOST_BYTES = 1024 * 1024;

    private final Credentials.Password login;
    private final Source source;
    private final Secrets secrets;
    private final HttpBounds bounds;

    private IamTokens(Credentials.Password login, Source source, Secrets secrets, HttpBounds bounds) {
        this.login = login;
        this.source = source;
        this.secrets = secrets;
        this.bounds = bounds;
    }

    /** IAM's answer, whole. */
    private record Reply(int status, String token, String requestId, String body) {

        static Reply of(ClassicHttpResponse response) throws IOException {
            HttpEntity entity = response.getEntity();
            String body = entity == null ? ""
                    : new String(entity.getContent().readAllBytes(), StandardCharsets.UTF_8);
            return new Reply(response.getCode(), header(response, "X-Subject-Token"), header(response, "X-Request-Id"),
                    body);
        }

        private static String header(ClassicHttpResponse response, String name) {
            Header header = response.getFirstHeader(name);
            return header == null ? null : header.getValue();
        }
    }

    /**
     * @param source  whose project and, as its credentials, the IAM user
     * @param secrets where each new token is registered, so that it is never shown
     * @param http    how long IAM may take
     * @param guard   stands before IAM
     * @return authorisation with this user's tokens for the project
     */
    public static Authorisation authorisation(Source source, Secrets secrets, Settings.Http http,
            UnaryOperator<TokenAuthorisation.Issuer> guard) {
        return new TokenAuthorisation(guard.apply(new IamTokens((Credentials.Password) source.credentials(), source,
                secrets, HttpBounds.of(http, MOST_BYTES))));
    }

    @Override
    public TokenAuthorisation.Token issue() throws IOException {
        Reply reply = send();
        if (reply.status() != HttpStatus.SC_CREATED || reply.token() == null) {
            throw refusal(reply);
        }
        secrets.add(reply.token());
        return new TokenAuthorisation.Token(reply.token(), expiry(reply.body()));
    }

    /** A token is asked for once a day: a connection is not kept. */
    private Reply send() throws IOException {
        // Without the catalogue, which would make the answer several times as long.
        HttpPost request = new HttpPost(login.iamEndpoint() + "/v3/auth/tokens?nocatalog=true");
        request.setHeader("Content-Type", "application/json;charset=utf8");
        request.setEntity(new ByteArrayEntity(body().getBytes(StandardCharsets.UTF_8), null));
        try (CloseableHttpClient http = bounds.client()) {
            return http.execute(request, Reply::of);
        } catch (AnswerTimeoutException e) {
            throw new IOException("IAM at " + login.iamEndpoint() + " gave " + e.getMessage(), e);
        } catch (UnknownHostException e) {
            throw new IOException(
                    "IAM at " + login.iamEndpoint() + " cannot be reached: the host has no address; check "
                            + source.keyOf("dcs.iam.endpoint") + " and the DNS",
                    e);
        } catch (IOException e) {
            throw new IOException("IAM at " + login.iamEndpoint() + " cannot be reached: " + e, e);
        }
    }

    /** IAM answers 401 to a wrong password; a repeated one would lock the user. */
    private IOException refusal(Reply reply) {
        ApiError error = ApiError.of(reply.status(), reply.requestId(), reply.body());
        String message = "IAM gave no token to user '" + login.user() + "': " + error.line();
        boolean final4xx = reply.status() / 100 == 4 && reply.status() != 429 && reply.status() != 408;
        return final4xx ? new SourceRefusedException(message, error) : new IamException(message, error);
    }

    private String body() {
        ObjectNode root = JSON.createObjectNode();
        ObjectNode identity = root.putObject("auth").putObject("identity");
        identity.putArray("methods").add("password");
        ObjectNode user = identity.putObject("password").putObject("user");
        user.put("name", login.user()).put("password", login.password());
        user.putObject("domain").put("name", login.domain());
        root.withObject("/auth").putObject("scope").putObject("project").put("id", source.projectId());
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
