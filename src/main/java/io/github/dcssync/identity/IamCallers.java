package io.github.dcssync.identity;

import io.github.dcssync.client.HttpBounds;
import io.github.dcssync.secret.Secrets;
import io.github.dcssync.settings.Credentials;
import io.github.dcssync.settings.Settings;
import io.github.dcssync.settings.Source;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/** Makes of credentials of any kind somebody whom IAM knows. */
final class IamCallers {

    private static final int MOST_OF_METADATA = 1024 * 1024;

    private final Secrets secrets;
    private final Settings.Http http;

    /**
     * @param secrets where keys and tokens are registered, so that they are never shown
     * @param http    how long IAM may take
     */
    IamCallers(Secrets secrets, Settings.Http http) {
        this.secrets = secrets;
        this.http = http;
    }

    /** Somebody who is known once the credentials have been had. */
    @FunctionalInterface
    interface Caller {
        /** @throws IOException when IAM cannot be told who that is */
        IamCaller at(Instant now) throws IOException;
    }

    /**
     * @param source      whose they are
     * @param credentials of any kind
     * @return who has them
     */
    Caller of(Source source, Credentials credentials) {
        if (credentials instanceof Credentials.KeyPair keys) {
            return now -> signing(keys, now);
        }
        if (credentials instanceof Credentials.Password login) {
            IamTokens tokens = new IamTokens(iam(source, login.iamEndpoint()), login, secrets);
            return now -> IamCaller.bearing(tokens.forDomain().value());
        }
        if (credentials instanceof Credentials.IdToken login) {
            return now -> IamCaller.bearing(idTokens(source, login).forProject(source.projectId()).value());
        }
        if (credentials instanceof Credentials.GivenToken token) {
            return now -> IamCaller.bearing(token.value());
        }
        if (credentials instanceof Credentials.Metadata metadata) {
            return now -> signing(metadataKeys(metadata).issue(now).pair(), now);
        }
        Credentials.Agency agency = (Credentials.Agency) credentials;
        return now -> signing(agencyKeys(source, agency).issue(now).pair(), now);
    }

    AgencyKeys agencyKeys(Source source, Credentials.Agency agency) {
        return new AgencyKeys(iam(source, agency.iamEndpoint()), agency, of(source, agency.assumedBy()), secrets);
    }

    IdTokens idTokens(Source source, Credentials.IdToken login) {
        return new IdTokens(iam(source, login.iamEndpoint()), login, secrets);
    }

    MetadataKeys metadataKeys(Credentials.Metadata metadata) {
        return new MetadataKeys(metadata, metadataBounds(), secrets);
    }

    /** It answers on this machine's own link, and would give a proxy's keys to whoever asks through that. */
    private HttpBounds metadataBounds() {
        return HttpBounds.of(http, MOST_OF_METADATA).straight();
    }

    private Iam iam(Source source, URI endpoint) {
        return new Iam(endpoint, source.keyOf("dcs.iam.endpoint"), http, secrets);
    }

    private static IamCaller signing(Credentials.KeyPair keys, Instant now) {
        return IamCaller.signing(keys, Clock.fixed(now, ZoneOffset.UTC));
    }
}
