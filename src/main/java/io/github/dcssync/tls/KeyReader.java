package io.github.dcssync.tls;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Reads private keys: PKCS#8, and the older forms of RSA (PKCS#1) and of elliptic curves (SEC 1). */
final class KeyReader {

    private static final String PKCS8 = "PRIVATE KEY";
    private static final String PKCS1 = "RSA PRIVATE KEY";
    private static final String SEC1 = "EC PRIVATE KEY";
    private static final String NOT_ITS_KEY = "give the key of the certificate in dcs.tls.certificate-file (%s),"
            + " this is another's";
    private static final byte[] VERSION_0 = {2, 1, 0};
    private static final int SEQUENCE = 0x30;
    private static final int OCTETS = 0x04;
    private static final Map<String, String> SIGNATURES =
            Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "EdDSA", "EdDSA", "Ed25519", "Ed25519");

    private KeyReader() {
    }

    /**
     * @param file  that has the key
     * @param owner the certificate that it belongs to
     * @throws PemException when there is no such key in it
     */
    static PrivateKey read(PemFile file, X509Certificate owner) throws PemException {
        PemFile.Block block = keyOf(file.blocks());
        String name = owner.getSubjectX500Principal().getName();
        try {
            byte[] der = block.der();
            PublicKey open = owner.getPublicKey();
            PrivateKey key = KeyFactory.getInstance(open.getAlgorithm())
                    .generatePrivate(new PKCS8EncodedKeySpec(block.kind().equals(PKCS8) ? der : wrapped(der, open)));
            if (!belongs(key, open)) {
                throw new PemException(NOT_ITS_KEY.formatted(name));
            }
            return key;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new PemException(NOT_ITS_KEY.formatted(name) + ", of another kind, or damaged");
        }
    }

    private static PemFile.Block keyOf(List<PemFile.Block> blocks) throws PemException {
        for (PemFile.Block block : blocks) {
            if (block.kind().equals("ENCRYPTED PRIVATE KEY") || block.text().contains("ENCRYPTED")) {
                throw new PemException("give a key that is not encrypted, in a file that only this user may read:"
                        + " openssl pkey -in FILE -out NEW_FILE");
            }
            if (List.of(PKCS8, PKCS1, SEC1).contains(block.kind())) {
                return block;
            }
        }
        throw new PemException("give a PEM file with a private key (-----BEGIN PRIVATE KEY-----); "
                + (blocks.isEmpty() ? "this is none" : "this has " + blocks.get(0).kind()));
    }

    /** PKCS#8 is the older form with its kind before it, and the certificate says which that is. */
    private static byte[] wrapped(byte[] der, PublicKey open) {
        byte[] whole = open.getEncoded();
        byte[] inside = Arrays.copyOfRange(whole, headerLength(whole, 0), whole.length);
        byte[] kind = Arrays.copyOf(inside, headerLength(inside, 0) + length(inside));
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.writeBytes(VERSION_0);
        content.writeBytes(kind);
        content.writeBytes(tagged(OCTETS, der));
        return tagged(SEQUENCE, content.toByteArray());
    }

    private static int headerLength(byte[] der, int at) {
        int first = der[at + 1] & 0xff;
        return first < 0x80 ? 2 : 2 + (first & 0x7f);
    }

    private static int length(byte[] der) {
        int first = der[1] & 0xff;
        if (first < 0x80) {
            return first;
        }
        int length = 0;
        for (int at = 2; at < 2 + (first & 0x7f); at++) {
            length = length << 8 | der[at] & 0xff;
        }
        return length;
    }

    private static byte[] tagged(int tag, byte[] content) {
        ByteArrayOutputStream der = new ByteArrayOutputStream();
        der.write(tag);
        if (content.length < 0x80) {
            der.write(content.length);
        } else if (content.length < 0x100) {
            der.write(0x81);
            der.write(content.length);
        } else {
            der.write(0x82);
            der.write(content.length >> 8);
            der.write(content.length);
        }
        der.writeBytes(content);
        return der.toByteArray();
    }

    /** What one has signed the other one must know. */
    private static boolean belongs(PrivateKey key, PublicKey open) throws GeneralSecurityException {
        String algorithm = SIGNATURES.get(key.getAlgorithm());
        if (algorithm == null) {
            return true;
        }
        byte[] text = open.getEncoded();
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(key);
        signature.update(text);
        byte[] signed = signature.sign();
        signature.initVerify(open);
        signature.update(text);
        return signature.verify(signed);
    }
}
