package io.github.dcssync.identity;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dcssync.api.TemporaryKeyAuthorisation;
import io.github.dcssync.secret.Secrets;
import io.github.dcssync.settings.Credentials;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;

/** How IAM and the metadata service write temporary keys: an object {@code credential}. */
final class TemporaryKeysJson {

    private TemporaryKeysJson() {
    }

    /**
     * @param whose   what is read, for the message
     * @param secrets where the keys are registered before anything can go wrong
     * @throws IOException when there are no whole keys
     */
    static TemporaryKeyAuthorisation.Keys read(JsonNode answer, String whose, Secrets secrets) throws IOException {
        JsonNode credential = answer.path("credential");
        Credentials.KeyPair pair = new Credentials.KeyPair(credential.path("access").asText(),
                credential.path("secret").asText(), credential.path("securitytoken").asText());
        pair.addTo(secrets);
        if (pair.accessKey().isEmpty() || pair.secretKey().isEmpty() || pair.securityToken().isEmpty()) {
            throw new IOException(whose + " has no credential with access, secret and securitytoken");
        }
        try {
            return new TemporaryKeyAuthorisation.Keys(pair, Instant.parse(credential.path("expires_at").asText()));
        } catch (DateTimeException e) {
            throw new IOException(whose + " has no readable credential.expires_at", e);
        }
    }
}
