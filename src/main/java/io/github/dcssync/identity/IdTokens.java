package io.github.dcssync.identity;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dcssync.api.TokenAuthorisation;
import io.github.dcssync.secret.Secrets;
import io.github.dcssync.settings.Credentials;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.jspecify.annotations.Nullable;

/**
 * The tokens that IAM gives for a token of an identity provider (OpenID Connect): {@code POST
 * /v3.0/OS-AUTH/id-token/tokens}. The provider's token stands in a file, which is read each time: whoever runs the
 * program there renews it.
 */
final class IdTokens {

    private static final String TARGET = "/v3.0/OS-AUTH/id-token/tokens";

    private final Iam iam;
    private final Credentials.IdToken login;
    private final Secrets secrets;

    /** @param secrets where both tokens are registered, so that they are never shown */
    IdTokens(Iam iam, Credentials.IdToken login, Secrets secrets) {
        this.iam = iam;
        this.login = login;
        this.secrets = secrets;
    }

    /** @return a new token for the project */
    TokenAuthorisation.Token forProject(@Nullable String projectId) throws IOException {
        if (projectId == null) {
            throw new IOException("an ID token is exchanged for a token of one project: set dcs.project-id");
        }
        String idToken = idToken();
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        ObjectNode auth = root.putObject("auth");
        auth.putObject("id_token").put("id", idToken);
        auth.putObject("scope").putObject("project").put("id", projectId);
        IamAnswer answer =
                iam.post(TARGET, root, (request, body) -> request.setHeader("X-Idp-Id", login.idpId()));
        String token = answer.token();
        if (!answer.isSuccess() || token == null) {
            throw answer.refusal("IAM gave no token for the ID token of identity provider '" + login.idpId() + "'");
        }
        secrets.add(token);
        return new TokenAuthorisation.Token(token, IamTokens.expiry(answer));
    }

    private String idToken() throws IOException {
        String text;
        try {
            text = Files.readString(login.file(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new IOException("the file " + login.file() + " with the ID token cannot be read: " + e, e);
        }
        if (text.isEmpty()) {
            throw new IOException("the file " + login.file() + " with the ID token is empty");
        }
        secrets.add(text);
        return text;
    }
}
