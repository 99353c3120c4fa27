package io.github.dcssync.tls;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/**
 * What the program shows of itself.
 *
 * @param chain its own certificate, then those of who has signed it
 * @param key   of its own certificate; printing this shows nothing of it
 */
record ClientIdentity(List<X509Certificate> chain, PrivateKey key) {

    /** @throws PemException when the two files do not go together, or the certificate is not valid today */
    static ClientIdentity read(PemFile certificates, PemFile key) throws PemException {
        List<X509Certificate> all = certificates.certificates();
        X509Certificate own = all.get(0);
        return new ClientIdentity(chain(own, all), KeyReader.read(key, own));
    }

    /** Servers want each signed by the next; what is not needed for that is left out. */
    private static List<X509Certificate> chain(X509Certificate own, List<X509Certificate> all) {
        List<X509Certificate> chain = new ArrayList<>(List.of(own));
        X509Certificate last = own;
        while (last != null) {
            X509Certificate signed = last;
            last = all.stream().filter(one -> !chain.contains(one)
                    && one.getSubjectX500Principal().equals(signed.getIssuerX500Principal())).findFirst().orElse(null);
            if (last != null) {
                chain.add(last);
            }
        }
        return List.copyOf(chain);
    }

    @Override
    public String toString() {
        return chain.get(0).getSubjectX500Principal().getName();
    }
}
