package io.github.dcssync.settings;

import io.github.dcssync.secret.Secrets;
import java.net.URI;

/** What a source is asked with. Printing credentials shows no secret. */
public sealed interface Credentials {

    /** Registers what must never be shown. */
    void addTo(Secrets secrets);

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
        public void addTo(Secrets secrets) {
            secrets.add(password);
        }

        @Override
        public String toString() {
            return "Password[iamEndpoint=" + iamEndpoint + ", user=" + user + ", domain=" + domain + "]";
        }
    }
}
