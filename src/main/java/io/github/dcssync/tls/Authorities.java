package io.github.dcssync.tls;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Those that this Java trusts, and perhaps more. Says of a certificate that they have not signed what is wrong with it. */
final class Authorities extends X509ExtendedTrustManager {

    private final X509ExtendedTrustManager judge;
    private final @Nullable String file;

    private Authorities(X509ExtendedTrustManager judge, @Nullable String file) {
        this.judge = judge;
        this.file = file;
    }

    /**
     * @param more trusted beside those of this Java
     * @param file that has them, or null for none
     */
    static Authorities with(List<X509Certificate> more, @Nullable String file)
            throws GeneralSecurityException, IOException {
        X509ExtendedTrustManager ofJava = judge(null);
        if (more.isEmpty()) {
            return new Authorities(ofJava, file);
        }
        List<X509Certificate> trusted = new ArrayList<>(List.of(ofJava.getAcceptedIssuers()));
        trusted.addAll(more);
        KeyStore all = TlsMaterial.emptyStore();
        for (int number = 0; number < trusted.size(); number++) {
            all.setCertificateEntry("authority-" + number, trusted.get(number));
        }
        return new Authorities(judge(all), file);
    }

    private static X509ExtendedTrustManager judge(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        TrustManager[] managers = factory.getTrustManagers();
        return Arrays.stream(managers).filter(X509ExtendedTrustManager.class::isInstance)
                .map(X509ExtendedTrustManager.class::cast).findFirst()
                .orElseThrow(() -> new GeneralSecurityException("This Java has no trust manager for X.509"));
    }

    private interface Judgement {
        void pass() throws CertificateException;
    }

    /** Of one that is not trusted what is wrong with it. */
    private void judged(X509Certificate[] chain, Judgement judgement) throws CertificateException {
        try {
            judgement.pass();
        } catch (CertificateException e) {
            throw UntrustedException.of(chain, file, e);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        judged(chain, () -> judge.checkServerTrusted(chain, type, socket));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        judged(chain, () -> judge.checkServerTrusted(chain, type, engine));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        judged(chain, () -> judge.checkServerTrusted(chain, type));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        judge.checkClientTrusted(chain, type, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        judge.checkClientTrusted(chain, type, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        judge.checkClientTrusted(chain, type);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return judge.getAcceptedIssuers();
    }
}
