package io.github.dcssync.identity;

import io.github.dcssync.api.Authorisation;
import io.github.dcssync.api.CredentialGate;
import io.github.dcssync.api.GivenTokenAuthorisation;
import io.github.dcssync.api.KeyPairAuthorisation;
import io.github.dcssync.api.TemporaryKeyAuthorisation;
import io.github.dcssync.api.TokenAuthorisation;
import io.github.dcssync.secret.Secrets;
import io.github.dcssync.settings.Credentials;
import io.github.dcssync.settings.Settings;
import io.github.dcssync.settings.Source;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Authorises the sources of a process. Those with the same key pair, or the same IAM user and password, learn from each
 * other's refusals: see {@link CredentialGate}.
 */
public final class CredentialGates {

    private final Secrets secrets;
    private final Settings.Http http;
    private final IamCallers callers;
    private final Map<Credentials, CredentialGate> gates = new ConcurrentHashMap<>();

    /**
     * @param secrets where tokens are registered, so that they are never shown
     * @param http    how long IAM may take
     */
    public CredentialGates(Secrets secrets, Settings.Http http) {
        this.secrets = secrets;
        this.http = http;
        this.callers = new IamCallers(secrets, http);
    }

    /** @return what makes a source's requests acceptable, once for each of its shards; they share one login */
    public List<Authorisation> of(Source source) {
        if (source.projectId() == null) {
            Authorisation none = new UnfoundProject(source.name());
            return Stream.generate(() -> none).limit(source.shards()).toList();
        }
        Supplier<Credentials> files = source.choice().again();
        return files == null ? of(source, source.credentials())
                : new RotatedCredentials(source.name(), source.credentials(), files, now -> of(source, now)).members();
    }

    private List<Authorisation> of(Source source, Credentials credentials) {
        CredentialGate gate = gates.computeIfAbsent(credentials, unknown -> new CredentialGate());
        boolean signs = credentials instanceof Credentials.KeyPair;
        String place = credentials.isToken() ? source.projectId() : source.endpoint().toString();
        Authorisation own = own(source, credentials, gate, place);
        return Stream.generate(() -> gate.member(own, place, signs)).limit(source.shards()).toList();
    }

    private Authorisation own(Source source, Credentials credentials, CredentialGate gate, String place) {
        if (credentials instanceof Credentials.KeyPair keys) {
            return new KeyPairAuthorisation(keys);
        }
        if (credentials instanceof Credentials.Password login) {
            return IamTokens.authorisation(source, login, secrets, http, issuer -> gate.oneAtATime(issuer, place));
        }
        if (credentials instanceof Credentials.IdToken login) {
            IdTokens tokens = callers.idTokens(source, login);
            return new TokenAuthorisation("the token for identity provider '" + login.idpId() + "'",
                    gate.oneAtATime(() -> tokens.forProject(source.projectId()), place));
        }
        if (credentials instanceof Credentials.GivenToken token) {
            return new GivenTokenAuthorisation(token);
        }
        if (credentials instanceof Credentials.Metadata metadata) {
            return new TemporaryKeyAuthorisation("the keys of this server's agency",
                    gate.oneAtATime(callers.metadataKeys(metadata), place));
        }
        Credentials.Agency agency = (Credentials.Agency) credentials;
        return new TemporaryKeyAuthorisation("the keys of " + agency.shown(), gate.oneAtATime(
                callers.agencyKeys(source, agency), place));
    }
}
