package io.github.dcssync.testkit;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** An authority of its own, and what it signs. Made by the JDK's own tool: there is no public API for it. */
public final class Certificates {

    private static final String PASSWORD = "changeit";

    private final Path store;
    private final Path folder;

    /** @param folder for the store and the files that are asked for */
    public Certificates(Path folder) throws Exception {
        this.folder = Files.createDirectories(folder);
        store = folder.resolve("store.p12");
        keytool("-genkeypair", "-alias", "ca", "-keyalg", "EC", "-dname", "CN=House CA", "-ext", "bc:c=ca:true");
    }

    /**
     * Signs a certificate.
     *
     * @param name      its alias and common name
     * @param algorithm RSA or EC
     * @param days      how long it is valid from now on; negative for one that ended so many days ago
     * @param hosts     that it is for
     */
    public Certificates sign(String name, String algorithm, int days, String... hosts) throws Exception {
        List<String> validity = days > 0 ? List.of("-validity", Integer.toString(days))
                : List.of("-startdate", (days - 10) + "d", "-validity", "10");
        List<String> arguments = new ArrayList<>(List.of("-genkeypair", "-alias", name, "-keyalg", algorithm, "-dname",
                "CN=" + name, "-signer", "ca"));
        arguments.addAll(validity);
        if (hosts.length > 0) {
            arguments.addAll(List.of("-ext", "san=" + String.join(",",
                    Arrays.stream(hosts).map(host -> "dns:" + host).toList())));
        }
        keytool(arguments.toArray(new String[0]));
        return this;
    }

    private void keytool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                        "-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (keytool.waitFor() != 0) {
            throw new IllegalStateException("keytool: " + said);
        }
    }

    private KeyStore loaded() throws Exception {
        KeyStore loaded = KeyStore.getInstance("PKCS12");
        try (InputStream content = Files.newInputStream(store)) {
            loaded.load(content, PASSWORD.toCharArray());
        }
        return loaded;
    }

    /** A file of the chain of that name, its own certificate first. */
    public Path chain(String name) throws Exception {
        StringBuilder text = new StringBuilder("Subject: " + name + "\n");
        for (Certificate one : loaded().getCertificateChain(name)) {
            text.append(pem("CERTIFICATE", one.getEncoded()));
        }
        return Files.writeString(folder.resolve(name + ".crt"), text);
    }

    /** A file of the authority's certificate. */
    public Path authority() throws Exception {
        return Files.writeString(folder.resolve("ca.pem"),
                pem("CERTIFICATE", loaded().getCertificate("ca").getEncoded()));
    }

    public PrivateKey key(String name) throws Exception {
        return (PrivateKey) loaded().getKey(name, PASSWORD.toCharArray());
    }

    /** A file of the key in PKCS#8. */
    public Path keyFile(String name) throws Exception {
        return Files.writeString(folder.resolve(name + ".key"), pem("PRIVATE KEY", key(name).getEncoded()));
    }

    /** The store itself, which is no PEM file. */
    public Path store() {
        return store;
    }

    public static String pem(String kind, byte[] der) {
        return "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                + "\n-----END " + kind + "-----\n";
    }

    /** What a server has that shows the certificate of this name, and trusts the authority. */
    public SSLContext server(String name) throws Exception {
        KeyStore own = KeyStore.getInstance("PKCS12");
        own.load(null, null);
        own.setKeyEntry(name, key(name), new char[0], loaded().getCertificateChain(name));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, new char[0]);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("ca", loaded().getCertificate("ca"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
