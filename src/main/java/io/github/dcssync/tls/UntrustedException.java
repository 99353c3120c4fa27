package io.github.dcssync.tls;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** A server's certificate is none to go on with. The message says which, why, and what to do about it. */
public final class UntrustedException extends CertificateException {

    private static final long serialVersionUID = 1L;

    private UntrustedException(String message, CertificateException cause) {
        super(message, cause);
    }

    /** @param trusted the file with the authorities of the operator's own, or null for none */
    static UntrustedException of(X509Certificate[] chain, @Nullable String trusted, CertificateException cause) {
        for (X509Certificate certificate : chain) {
            String fault = faultOfTime(certificate, Instant.now());
            if (fault != null) {
                return new UntrustedException("its certificate " + fault, cause);
            }
        }
        String issuer =
                chain.length == 0 ? "" : " (" + chain[chain.length - 1].getIssuerX500Principal().getName() + ")";
        return new UntrustedException("nobody whom this program trusts has signed its certificate" + issuer + "; "
                + (trusted == null ? "name a PEM file with its CA as dcs.tls.ca-file"
                        : "have its CA in the file of dcs.tls.ca-file, too (" + trusted + ")"),
                cause);
    }

    /** @return what is wrong with when it is valid, with whose it is; null for nothing */
    static @Nullable String faultOfTime(X509Certificate certificate, Instant now) {
        String name = certificate.getSubjectX500Principal().getName();
        Instant begin = certificate.getNotBefore().toInstant();
        Instant end = certificate.getNotAfter().toInstant();
        return now.isAfter(end) ? "ended on " + day(end) + " (" + name + ")"
                : now.isBefore(begin) ? "begins on " + day(begin) + " only (" + name + "); check this machine's clock"
                        : null;
    }

    static String day(Instant instant) {
        return instant.atZone(ZoneOffset.UTC).toLocalDate().toString();
    }
}
