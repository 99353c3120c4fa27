package io.github.dcssync.tls;

import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A server's certificate is none to go on with. The message says which, why, and what to do about it. */
public final class UntrustedException extends CertificateException {

    private static final long serialVersionUID = 1L;

    private static final String ENDED = "ended on ";

    private UntrustedException(String message, CertificateException cause) {
        super(message, cause);
    }

    /** @param trusted the file with the authorities of the operator's own, or null for none */
    static UntrustedException of(X509Certificate[] chain, @Nullable String trusted, CertificateException cause)
            throws CertificateParsingException {
        for (X509Certificate certificate : chain) {
            String fault = faultOfTime(certificate, Instant.now());
            if (fault != null) {
                String remedy = fault.startsWith(ENDED) ? "; it has to be renewed" : "";
                return new UntrustedException("its certificate " + fault + remedy, cause);
            }
        }
        if (isOfName(cause)) {
            return new UntrustedException("its certificate is for " + names(chain[0]) + " and not for this host; check"
                    + " the host's name in the settings", cause);
        }
        String issuer =
                chain.length == 0 ? "" : " (" + chain[chain.length - 1].getIssuerX500Principal().getName() + ")";
        return new UntrustedException("nobody whom this program trusts has signed its certificate" + issuer + "; "
                + (trusted == null ? "name a PEM file with its CA as dcs.tls.ca-file"
                        : "have its CA in the file of dcs.tls.ca-file, too (" + trusted + ")"),
                cause);
    }

    /** Who has signed it is looked at first, and said by another class. Java has none of its own for a name. */
    private static boolean isOfName(CertificateException cause) {
        String said = String.valueOf(cause.getMessage());
        return said.startsWith("No subject alternative") || said.startsWith("No name matching");
    }

    private static List<String> names(X509Certificate certificate) throws CertificateParsingException {
        Collection<List<?>> names = certificate.getSubjectAlternativeNames();
        return names == null ? List.of(certificate.getSubjectX500Principal().getName())
                : names.stream().map(name -> String.valueOf(name.get(1))).toList();
    }

    /** @return what is wrong with when it is valid, with whose it is; null for nothing */
    static @Nullable String faultOfTime(X509Certificate certificate, Instant now) {
        String name = certificate.getSubjectX500Principal().getName();
        Instant begin = certificate.getNotBefore().toInstant();
        Instant end = certificate.getNotAfter().toInstant();
        return now.isAfter(end) ? ENDED + day(end) + " (" + name + ")"
                : now.isBefore(begin) ? "begins on " + day(begin) + " only (" + name + "); check this machine's clock"
                        : null;
    }

    static String day(Instant instant) {
        return instant.atZone(ZoneOffset.UTC).toLocalDate().toString();
    }
}
