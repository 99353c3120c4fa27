package io.github.dcssync.testkit;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** An HTTPS server that answers 204, with a certificate of its own making. */
public final class TlsServer implements AutoCloseable {

    private static final char[] PASSWORD = "changeit".toCharArray();

    private final HttpsServer server;
    private final KeyStore store;
    private final List<String> asked = new CopyOnWriteArrayList<>();

    /**
     * @param host   whose certificate it is
     * @param days   for how long it is valid
     * @param folder for the certificate
     */
    public TlsServer(String host, int days, Path folder) throws Exception {
        store = certificate(host, days, folder.resolve("server.p12"));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().toString());
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
    }

    /** Made by the JDK's own tool: there is no public API for it. */
    private static KeyStore certificate(String host, int days, Path file) throws Exception {
        Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-keystore", file.toString(), "-storetype", "PKCS12", "-storepass",
                new String(PASSWORD), "-alias", "server", "-keyalg", "EC", "-dname", "CN=server", "-ext",
                "san=dns:" + host, "-validity", Integer.toString(days))
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        if (keytool.waitFor() != 0) {
            throw new IllegalStateException("keytool has made no certificate for " + host);
        }
        KeyStore made = KeyStore.getInstance("PKCS12");
        try (InputStream content = Files.newInputStream(file)) {
            made.load(content, PASSWORD);
        }
        return made;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** What it was asked for, path and query. */
    public List<String> asked() {
        return asked;
    }

    /** What trusts this certificate alone. */
    public SSLContext trusted() throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", store.getCertificate("server"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
