package io.github.dcssync.identity;

import io.github.dcssync.api.Authorisation;
import io.github.dcssync.api.CredentialGate;
import io.github.dcssync.api.KeyPairAuthorisation;
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
    private final Map<Credentials, CredentialGate> gates = new ConcurrentHashMap<>();

    /**
     * @param secrets where tokens are registered, so that they are never shown
     * @param http    how long IAM may take
     */
    public CredentialGates(Secrets secrets, Settings.Http http) {
        this.secrets = secrets;
        this.http = http;
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
        String place = signs ? source.endpoint().toString() : source.projectId();
        Authorisation own = credentials instanceof Credentials.KeyPair keys ? new KeyPairAuthorisation(keys)
                : IamTokens.authorisation(source, (Credentials.Password) credentials, secrets, http,
                        issuer -> gate.oneAtATime(issuer, place));
        return Stream.generate(() -> gate.member(own, place, signs)).limit(source.shards()).toList();
    }
}
