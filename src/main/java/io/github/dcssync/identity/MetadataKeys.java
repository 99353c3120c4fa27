package io.github.dcssync.identity;

import io.github.dcssync.api.SourceRefusedException;
import io.github.dcssync.api.TemporaryKeyAuthorisation;
import io.github.dcssync.client.HttpBounds;
import io.github.dcssync.secret.Secrets;
import io.github.dcssync.settings.Credentials;
import java.io.IOException;
import java.time.Instant;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.HttpStatus;

/** The temporary keys of the agency that a cloud server was given, from the metadata service on its own link. */
final class MetadataKeys implements TemporaryKeyAuthorisation.KeyIssuer {

    private static final String PATH = "/openstack/latest/securitykey";

    private final Credentials.Metadata metadata;
    private final HttpBounds bounds;
    private final Secrets secrets;

    /**
     * @param bounds  of a call that never goes through a proxy
     * @param secrets where the keys are registered, so that they are never shown
     */
    MetadataKeys(Credentials.Metadata metadata, HttpBounds bounds, Secrets secrets) {
        this.metadata = metadata;
        this.bounds = bounds;
        this.secrets = secrets;
    }

    @Override
    public TemporaryKeyAuthorisation.Keys issue(Instant now) throws IOException {
        String where = "the metadata service at " + metadata.endpoint();
        IamAnswer answer;
        try (CloseableHttpClient http = bounds.client()) {
            answer = http.execute(new HttpGet(metadata.endpoint() + PATH), IamAnswer::of);
        } catch (IOException e) {
            throw new IOException(where + " cannot be reached: " + e.getMessage()
                    + "; dcs.credentials=metadata is for a cloud server alone", e);
        }
        if (answer.status() == HttpStatus.SC_NOT_FOUND) {
            throw new SourceRefusedException(where + " has no keys: give this server an agency");
        }
        if (answer.status() != HttpStatus.SC_OK) {
            throw answer.refusal(where + " gave no keys");
        }
        return TemporaryKeysJson.read(answer.json(), where, secrets);
    }
}
