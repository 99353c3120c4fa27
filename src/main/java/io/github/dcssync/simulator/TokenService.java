package io.github.dcssync.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.function.Function;

/** The part of IAM that gives tokens, for a password or a token of an identity provider. */
final class TokenService {

    private static final DateTimeFormatter MICROSECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private final IamAccount account;
    private final Tokens tokens;

    TokenService(IamAccount account, Tokens tokens) {
        this.account = account;
        this.tokens = tokens;
    }

    /** Answers POST /v3/auth/tokens: 201 with the token in the header X-Subject-Token. */
    Answer answer(SimulatedRequest request, byte[] body) {
        return posted(request, body, this::ofPassword);
    }

    private Answer ofPassword(JsonNode auth) {
        JsonNode user = auth.at("/identity/password/user");
        if (!auth.at("/identity/methods/0").asText().equals("password") || !user.isObject()) {
            return IamErrors.badRequest();
        }
        return isRightfulOwner(user) ? grant(auth.path("scope").path("project"), "password")
                : IamErrors.of(401, "Unauthorized", "The username or password is wrong.");
    }

    /** Answers POST /v3.0/OS-AUTH/id-token/tokens, for a token of the identity provider that the header names. */
    Answer exchange(SimulatedRequest request, byte[] body) {
        return posted(request, body, auth -> ofIdentityProvider(request, auth));
    }

    private static Answer posted(SimulatedRequest request, byte[] body, Function<JsonNode, Answer> answering) {
        if (!request.method().equals("POST")) {
            return IamErrors.of(405, "Method Not Allowed", "The method is not allowed for the requested URL.");
        }
        JsonNode auth;
        try {
            auth = JsonText.readObject(body).path("auth");
        } catch (UncheckedIOException e) {
            return IamErrors.badRequest();
        }
        return answering.apply(auth);
    }

    private Answer ofIdentityProvider(SimulatedRequest request, JsonNode auth) {
        String idToken = auth.at("/id_token/id").asText();
        JsonNode project = auth.at("/scope/project");
        if (idToken.isEmpty() || project.isMissingNode()) {
            return IamErrors.badRequest();
        }
        boolean known = Simulator.IDENTITY_PROVIDER.equals(request.headers().get("x-idp-id"))
                && idToken.equals(Simulator.ID_TOKEN);
        return known ? grant(project, "mapped") : IamErrors.of(401, "Unauthorized", "The ID token is not valid.");
    }

    private boolean isRightfulOwner(JsonNode user) {
        return user.path("name").asText().equals(account.user())
                && user.path("password").asText().equals(account.password())
                && user.at("/domain/name").asText().equals(account.domain());
    }

    /** A project given by its name stands for any id, since the simulator serves any. */
    private Answer grant(JsonNode project, String method) {
        String projectId = project.has("name") && !project.has("id") ? null : project.path("id").asText();
        Tokens.IssuedToken token = tokens.issue(projectId, account.tokenLife(), account.tokenLength());
        return Answer.json(201, JsonText.write(describe(token, method))).withHeader("X-Subject-Token", token.text());
    }

    private ObjectNode describe(Tokens.IssuedToken token, String method) {
        ObjectNode answer = JsonText.MAPPER.createObjectNode();
        ObjectNode node = answer.putObject("token");
        node.putArray("methods").add(method);
        node.put("expires_at", format(token.expiresAt())).put("issued_at", format(token.issuedAt()));
        ObjectNode user = node.putObject("user").put("name", account.user());
        user.putObject("domain").put("name", account.domain());
        if (token.projectId() != null && !token.projectId().isEmpty()) {
            node.putObject("project").put("id", token.projectId());
        }
        node.putArray("catalog");
        node.putArray("roles").addObject().put("name", "dcs_user");
        return answer;
    }

    static String format(Instant time) {
        return MICROSECONDS.format(time);
    }
}
