package io.github.dcssync.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/** What was read of the files, and what connections are made with of it: built when the first one is, and kept. */
final class TlsMaterial {

    /** Enough to have a certificate replaced in. */
    private static final Duration SOON = Duration.ofDays(14);
    private static final char[] NO_PASSWORD = {};

    private final List<X509Certificate> authorities;
    private final @Nullable String file;
    private final @Nullable ClientIdentity identity;
    private @Nullable SSLContext silent;
    private @Nullable SSLContext shown;

    /**
     * @param authorities trusted beside those of this Java
     * @param file        that has them, or null
     * @param identity    what is shown to whom it may be shown to, or null for nothing
     */
    TlsMaterial(List<X509Certificate> authorities, @Nullable String file, @Nullable ClientIdentity identity) {
        this.authorities = authorities;
        this.file = file;
        this.identity = identity;
    }

    @Nullable
    ClientIdentity identity() {
        return identity;
    }

    /** @return what ends within two weeks, one line each */
    List<String> endingSoon(Instant now) {
        List<X509Certificate> all = new ArrayList<>(authorities);
        if (identity != null) {
            all.add(identity.chain().get(0));
        }
        return all.stream().filter(one -> one.getNotAfter().toInstant().isBefore(now.plus(SOON)))
                .map(one -> "the certificate " + one.getSubjectX500Principal().getName()
                        + (one.getNotAfter().toInstant().isBefore(now) ? " ended on " : " ends on ")
                        + UntrustedException.day(one.getNotAfter().toInstant()))
                .toList();
    }

    /** @param showing whether the server may see the program's own certificate */
    synchronized SSLContext context(boolean showing) throws SSLException {
        if (showing && identity != null) {
            shown = shown == null ? build(identity) : shown;
            return shown;
        }
        silent = silent == null ? build(null) : silent;
        return silent;
    }

    private SSLContext build(@Nullable ClientIdentity self) throws SSLException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(self == null ? null : keys(self), new TrustManager[] {Authorities.with(authorities, file)},
                    null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new SSLException("this Java cannot set up TLS: " + e.getMessage(), e);
        }
    }

    /** @return what certificates and keys are put into that never lie in a file of its own */
    static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static KeyManager[] keys(ClientIdentity self) throws GeneralSecurityException, IOException {
        KeyStore store = emptyStore();
        store.setKeyEntry("self", self.key(), NO_PASSWORD, self.chain().toArray(new Certificate[0]));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        return factory.getKeyManagers();
    }
}
