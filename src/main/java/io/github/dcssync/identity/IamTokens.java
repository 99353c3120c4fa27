package io.github.dcssync.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dcssync.api.Authorisation;
import io.github.dcssync.api.TokenAuthorisation;
import io.github.dcssync.secret.Secrets;
import io.github.dcssync.settings.Credentials;
import io.github.dcssync.settings.Settings;
import io.github.dcssync.settings.Source;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.apache.hc.core5.http.HttpStatus;

/**
 * The tokens that IAM gives for a user's password: {@code POST /v3/auth/tokens}, answered with 201, the token in the
 * header {@code X-Subject-Token} and its end in the body.
 */
public final class IamTokens {

    /** Without the catalogue, which would make the answer several times as long. */
    private static final String TARGET = "/v3/auth/tokens?nocatalog=true";

    private final Iam iam;
    private final Credentials.Password login;
    private final Secrets secrets;

    /**
     * @param iam     that knows the user
     * @param login   the user and its password
     * @param secrets where each new token is registered, so that it is never shown
     */
    public IamTokens(Iam iam, Credentials.Password login, Secrets secrets) {
        this.iam = iam;
        this.login = login;
        this.secrets = secrets;
    }

    /**
     * @param source  whose project
     * @param login   the IAM user
     * @param secrets where each new token is registered, so that it is never shown
     * @param http    how long IAM may take
     * @param guard   stands before IAM
     * @return authorisation with this user's tokens for the project
     */
    public static Authorisation authorisation(Source source, Credentials.Password login, Secrets secrets,
            Settings.Http http, UnaryOperator<TokenAuthorisation.Issuer> guard) {
        Iam iam = new Iam(login.iamEndpoint(), source.keyOf("dcs.iam.endpoint"), http, secrets);
        IamTokens tokens = new IamTokens(iam, login, secrets);
        return new TokenAuthorisation(guard.apply(() -> tokens.forProject(source.projectId())));
    }

    /**
     * @param projectId of the project that the token is good for
     * @return a new token
     * @throws io.github.dcssync.api.SourceRefusedException when IAM refuses the user
     * @throws IOException                                  when IAM cannot be reached, or cannot answer now
     */
    public TokenAuthorisation.Token forProject(String projectId) throws IOException {
        ObjectNode scope = JsonNodeFactory.instance.objectNode();
        scope.putObject("project").put("id", projectId);
        return issue(scope);
    }

    /**
     * @return a new token that is good for the account: to ask IAM about it, not to ask the service
     * @throws io.github.dcssync.api.SourceRefusedException when IAM refuses the user
     * @throws IOException                                  when IAM cannot be reached, or cannot answer now
     */
    public TokenAuthorisation.Token forDomain() throws IOException {
        ObjectNode scope = JsonNodeFactory.instance.objectNode();
        scope.putObject("domain").put("name", login.domain());
        return issue(scope);
    }

    private TokenAuthorisation.Token issue(ObjectNode scope) throws IOException {
        IamAnswer answer = iam.post(TARGET, body(scope), IamCaller.ofBody());
        String token = answer.token();
        if (answer.status() != HttpStatus.SC_CREATED || token == null) {
            throw answer.refusal("IAM gave no token to user '" + login.user() + "'");
        }
        secrets.add(token);
        return new TokenAuthorisation.Token(token, expiry(answer));
    }

    private ObjectNode body(ObjectNode scope) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        ObjectNode identity = root.putObject("auth").putObject("identity");
        identity.putArray("methods").add("password");
        ObjectNode user = identity.putObject("password").putObject("user");
        user.put("name", login.user()).put("password", login.password());
        user.putObject("domain").put("name", login.domain());
        root.withObject("/auth").set("scope", scope);
        return root;
    }

    static Instant expiry(IamAnswer answer) throws IOException {
        try {
            JsonNode expiresAt = answer.json().path("token").path("expires_at");
            return Instant.parse(expiresAt.asText());
        } catch (IOException | DateTimeException e) {
            throw new IOException("IAM's answer has no readable token.expires_at", e);
        }
    }
}
