package io.github.dcssync.settings;

import io.github.dcssync.secret.Secrets;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** What a source is asked with. Printing credentials shows no secret. */
public sealed interface Credentials {

    /** Registers what must never be shown. */
    void addTo(Secrets secrets);

    /** Where IAM is asked for what requests carry; empty where it is not. */
    default Optional<URI> iam() {
        return Optional.empty();
    }

    /** What has to be had before a request can be sent, and from whom; empty where nothing has. */
    default Optional<String> issued() {
        return Optional.empty();
    }

    /** Whether requests carry a token, rather than a signature. */
    default boolean isToken() {
        return false;
    }

    /**
     * Requests are signed.
     *
     * @param accessKey AK
     * @param secretKey SK
     * @param securityToken goes with temporary keys; null for permanent ones
     */
    record KeyPair(String accessKey, String secretKey, String securityToken) implements Credentials {
        @Override
        public void addTo(Secrets secrets) {
            secrets.add(secretKey);
            secrets.add(securityToken);
        }

        @Override
        public String toString() {
            return "KeyPair[accessKey=" + accessKey + "]";
        }
    }

    /**
     * Requests carry a token that IAM gives for a password.
     *
     * @param iamEndpoint where IAM answers, without {@code /v3} and without a slash at its end
     * @param user name of the IAM user
     * @param password its password
     * @param domain name of the domain (account) the user belongs to
     */
    record Password(URI iamEndpoint, String user, String password, String domain) implements Credentials {
        @Override
        public Optional<URI> iam() {
            return Optional.of(iamEndpoint);
        }

        @Override
        public Optional<String> issued() {
            return Optional.of("given by IAM to user '" + user + "'");
        }

        @Override
        public void addTo(Secrets secrets) {
            secrets.add(password);
        }

        @Override
        public boolean isToken() {
            return true;
        }

        @Override
        public String toString() {
            return "Password[iamEndpoint=" + iamEndpoint + ", user=" + user + ", domain=" + domain + "]";
        }
    }

    /**
     * Requests carry a token that somebody else was given. Another cannot be had.
     *
     * @param value the text of the header
     */
    record GivenToken(String value) implements Credentials {
        @Override
        public void addTo(Secrets secrets) {
            secrets.add(value);
        }

        @Override
        public boolean isToken() {
            return true;
        }

        @Override
        public String toString() {
            return "GivenToken[]";
        }
    }

    /**
     * Requests carry a token that IAM gives for a token of an identity provider.
     *
     * @param iamEndpoint where IAM answers, without {@code /v3}
     * @param idpId       what IAM calls the provider
     * @param file        has the provider's token, and a new one before that ends
     */
    record IdToken(URI iamEndpoint, String idpId, Path file) implements Credentials {
        @Override
        public Optional<URI> iam() {
            return Optional.of(iamEndpoint);
        }

        @Override
        public Optional<String> issued() {
            return Optional.of("given by IAM for a token of identity provider '" + idpId + "'");
        }

        @Override
        public void addTo(Secrets secrets) {
            // What stands in the file is registered when it is read.
        }

        @Override
        public boolean isToken() {
            return true;
        }
    }

    /**
     * Requests are signed with temporary keys of the agency that this cloud server was given.
     *
     * @param endpoint where the metadata service answers, without a path
     */
    record Metadata(URI endpoint) implements Credentials {
        @Override
        public Optional<String> issued() {
            return Optional.of("given by the metadata service at " + endpoint);
        }

        @Override
        public void addTo(Secrets secrets) {
            // Nothing of it is secret.
        }
    }

    /**
     * Requests are signed with temporary keys of an agency.
     *
     * @param assumedBy   who asks for them
     * @param iamEndpoint where IAM answers, without {@code /v3}
     * @param name        of the agency
     * @param domain      name of the domain (account) that has it
     */
    record Agency(Credentials assumedBy, URI iamEndpoint, String name, String domain) implements Credentials {
        @Override
        public Optional<URI> iam() {
            return Optional.of(iamEndpoint);
        }

        @Override
        public Optional<String> issued() {
            return Optional.of("given by IAM for " + shown());
        }

        @Override
        public void addTo(Secrets secrets) {
            assumedBy.addTo(secrets);
        }

        /** What it is called in messages. */
        public String shown() {
            return "the agency '" + name + "' of '" + domain + "'";
        }
    }
}
