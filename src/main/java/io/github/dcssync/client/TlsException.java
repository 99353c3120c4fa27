package io.github.dcssync.client;

import io.github.dcssync.tls.UntrustedException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** No secure connection, for a reason that will be the same next time: a certificate, its names, or what is spoken there. */
public final class TlsException extends SSLException {

    private static final long serialVersionUID = 1L;

    private static final Pattern ALERT = Pattern.compile("Received fatal alert: (\\w+)");
    /** What a server says of the certificate that it was shown, or that it misses. */
    private static final Set<String> OF_CERTIFICATE = Set.of("certificate_required", "bad_certificate",
            "certificate_unknown", "certificate_expired", "certificate_revoked", "unsupported_certificate",
            "unknown_ca", "access_denied");
    private static final Set<String> OF_AGREEMENT = Set.of("handshake_failure", "protocol_version",
            "insufficient_security", "unrecognized_name");
    private static final Pattern NAMES = Pattern.compile(".*doesn't match (?:any of the subject alternative names|"
            + "common name of the certificate subject): (.*)", Pattern.DOTALL);

    private TlsException(String target, String reason, SSLException cause) {
        super("no secure connection to " + target + ": " + reason, cause);
    }

    /**
     * @param target host and port of whom was to be connected with
     * @param shown  what was shown to it, or would have been; empty for nothing
     * @return the same fault with what it means, where that is known to last; else the fault itself
     */
    public static SSLException orSame(SSLException fault, String target, Optional<String> shown) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof UntrustedException) {
                return new TlsException(target, String.valueOf(cause.getMessage()), fault);
            }
        }
        String text = String.valueOf(fault.getMessage());
        if (fault instanceof SSLPeerUnverifiedException) {
            Matcher names = NAMES.matcher(text);
            return new TlsException(target, names.matches() ? "its certificate is for " + names.group(1)
                    + " and not for this host; check the host's name in the settings" : text, fault);
        }
        if (text.contains("Unsupported or unrecognized SSL message") || text.contains("plaintext connection")) {
            return new TlsException(target, "no TLS is spoken there; check the port, and http or https", fault);
        }
        Matcher alert = ALERT.matcher(text);
        return alert.find() ? alerted(fault, target, alert.group(1), shown) : fault;
    }

    private static SSLException alerted(SSLException fault, String target, String alert, Optional<String> shown) {
        if (OF_CERTIFICATE.contains(alert)) {
            return new TlsException(target, shown.map(own -> "it refuses the certificate that it was shown (" + alert
                    + "): " + own).orElse("it wants a client certificate (" + alert
                            + "); name one as dcs.tls.certificate-file and dcs.tls.key-file"),
                    fault);
        }
        return OF_AGREEMENT.contains(alert) ? new TlsException(target, "both sides do not agree (" + alert + ")"
                + shown.map(own -> "; it was offered the certificate " + own)
                        .orElse("; it may want a client certificate"),
                fault)
                : fault;
    }
}
