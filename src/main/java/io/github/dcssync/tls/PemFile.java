package io.github.dcssync.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The blocks of a PEM file: what stands between {@code -----BEGIN X-----} and {@code -----END X-----}. */
final class PemFile {

    private static final int MOST_BYTES = 8 * 1024 * 1024;
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);
    private static final byte[] JKS = {(byte) 0xfe, (byte) 0xed, (byte) 0xfe, (byte) 0xed};
    private static final byte[] JCEKS = {(byte) 0xce, (byte) 0xce, (byte) 0xce, (byte) 0xce};
    private static final byte DER_SEQUENCE = 0x30;

    private final Path file;
    private final List<Block> blocks = new ArrayList<>();

    /**
     * One block.
     *
     * @param kind such as {@code CERTIFICATE}
     * @param text what stands in it
     */
    record Block(String kind, String text) {

        /** @throws PemException when it is no Base64 */
        byte[] der() throws PemException {
            try {
                return Base64.getMimeDecoder().decode(text);
            } catch (IllegalArgumentException damaged) {
                throw new PemException("give a file that is whole: its " + kind + " is damaged");
            }
        }
    }

    private PemFile(Path file, byte[] bytes) {
        this.file = file;
        Matcher block = BLOCK.matcher(new String(bytes, StandardCharsets.ISO_8859_1));
        while (block.find()) {
            blocks.add(new Block(block.group(1), block.group(2)));
        }
    }

    /** @throws PemException when it cannot be read, or is a file of another kind */
    static PemFile read(Path file) throws PemException {
        byte[] bytes = bytes(file);
        if (startsWith(bytes, JKS) || startsWith(bytes, JCEKS)) {
            throw new PemException("give a PEM file, this is a Java key store: keytool -exportcert -rfc -keystore "
                    + file + " -alias ALIAS; or name the store by -Djavax.net.ssl.trustStore in JAVA_OPTS");
        }
        if (bytes.length > 0 && bytes[0] == DER_SEQUENCE) {
            throw new PemException(isCertificate(bytes)
                    ? "give a PEM file, this is a certificate in DER: openssl x509 -inform der -in " + file
                    : "give a PEM file, this is a PKCS#12 store or a key in DER: openssl pkcs12 -in " + file
                            + " -nodes, or openssl pkey -inform der -in " + file);
        }
        return new PemFile(file, bytes);
    }

    private static byte[] bytes(Path file) throws PemException {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new PemException("give a PEM file, this is larger than one can be");
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException missing) {
            throw new PemException("the file does not exist: create it, or correct the path");
        } catch (IOException unreadable) {
            throw new PemException("the file cannot be read: make it a file that this user may read");
        }
    }

    private static boolean startsWith(byte[] bytes, byte[] magic) {
        return bytes.length >= magic.length && Arrays.equals(Arrays.copyOf(bytes, magic.length), magic);
    }

    private static boolean isCertificate(byte[] bytes) {
        try {
            return certificate(bytes) != null;
        } catch (GeneralSecurityException other) {
            return false;
        }
    }

    private static X509Certificate certificate(byte[] der) throws CertificateException {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(der));
    }

    List<Block> blocks() {
        return blocks;
    }

    /**
     * @return at least one certificate, in the file's order
     * @throws PemException when there is none, or one that cannot be read
     */
    List<X509Certificate> certificates() throws PemException {
        List<X509Certificate> certificates = new ArrayList<>();
        for (Block block : blocks) {
            if (block.kind().equals("CERTIFICATE") || block.kind().equals("X509 CERTIFICATE")
                    || block.kind().equals("TRUSTED CERTIFICATE")) {
                try {
                    certificates.add(certificate(block.der()));
                } catch (CertificateException damaged) {
                    throw new PemException("give a file that is whole: certificate " + (certificates.size() + 1)
                            + " in it cannot be read");
                }
            }
        }
        if (certificates.isEmpty()) {
            throw new PemException("give a PEM file with a certificate (-----BEGIN CERTIFICATE-----); "
                    + (blocks.isEmpty() ? "this is none" : "this has " + blocks.get(0).kind()));
        }
        return certificates;
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
