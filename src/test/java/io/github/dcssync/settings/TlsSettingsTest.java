package io.github.dcssync.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.testkit.Certificates;
import io.github.dcssync.testkit.Operator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The files with certificates and keys, as they are read at the start. */
class TlsSettingsTest {

    @TempDir
    static Path folder;

    private static Certificates certificates;

    private final Operator operator = Operator.ready(folder.resolve("home"));

    @BeforeAll
    static void make() throws Exception {
        certificates = new Certificates(folder.resolve("pki")).sign("rsa", "RSA", 90).sign("ec", "EC", 90)
                .sign("ended", "EC", -3).sign("soon", "EC", 5);
    }

    @ParameterizedTest
    @CsvSource({"rsa,PRIVATE KEY", "ec,PRIVATE KEY", "rsa,RSA PRIVATE KEY", "ec,EC PRIVATE KEY"})
    void takesKeysInTheirOldFormsToo(String name, String kind) throws Exception {
        byte[] der = certificates.key(name).getEncoded();
        Path key = write("key.pem", "Bag Attributes\n" + Certificates.pem("EC PARAMETERS", new byte[] {5, 0})
                + Certificates.pem(kind, kind.equals("PRIVATE KEY") ? der : inside(der)));

        assertThat(pair(certificates.chain(name), key).faults()).isEmpty();
        assertThat(operator.load().http().tls().shown()).hasValueSatisfying(
                shown -> assertThat(shown).startsWith("CN=" + name + " in "));
    }

    @Test
    void refusesTheKeyOfAnotherCertificate() throws Exception {
        Certificates others = new Certificates(folder.resolve("others")).sign("ec2", "EC", 90);

        for (Path key : List.of(certificates.keyFile("rsa"), others.keyFile("ec2"))) {
            assertThat(pair(certificates.chain("ec"), key).faults()).singleElement().asString()
                    .startsWith("dcs.tls.key-file=" + key + " (environment DCS_TLS_KEY_FILE): give the key of the"
                            + " certificate in dcs.tls.certificate-file (CN=ec)");
        }
    }

    @Test
    void refusesAnEncryptedKey() throws Exception {
        for (String text : List.of(Certificates.pem("ENCRYPTED PRIVATE KEY", new byte[] {1, 2, 3}),
                "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,AA\n\nAQID\n"
                        + "-----END RSA PRIVATE KEY-----\n")) {
            assertThat(pair(certificates.chain("rsa"), write("locked.key", text)).faults()).singleElement().asString()
                    .contains("give a key that is not encrypted").contains("openssl pkey");
        }
    }

    @Test
    void refusesACertificateThatHasEnded() throws Exception {
        assertThat(pair(certificates.chain("ended"), certificates.keyFile("ended")).faults()).singleElement()
                .asString().matches("dcs\\.tls\\.certificate-file=.*: replace the certificate: it ended on"
                        + " \\d{4}-\\d\\d-\\d\\d \\(CN=ended\\)");
        Path ca = Files.copy(certificates.chain("ended"), folder.resolve("ended-ca.pem"));
        Files.writeString(ca, Files.readString(ca).replaceFirst("(?s)(-----END CERTIFICATE-----).*", "$1"));
        assertThat(Operator.ready(folder.resolve("home2")).variable("DCS_TLS_CA_FILE", ca.toString()).faults())
                .singleElement().asString().contains("it ended on");
    }

    @Test
    void warnsOfACertificateThatEndsSoon() throws Exception {
        assertThat(pair(certificates.chain("soon"), certificates.keyFile("soon")).load().warnings())
                .anySatisfy(warning -> assertThat(warning)
                        .matches("the certificate CN=soon ends on \\d{4}-\\d\\d-\\d\\d: replace it"));
    }

    @Test
    void wantsBothOrNone() throws Exception {
        assertThat(operator.variable("DCS_TLS_CERTIFICATE_FILE", certificates.chain("ec").toString()).faults())
                .singleElement().asString().startsWith("dcs.tls.key-file is not set: ");
    }

    @Test
    void tellsOtherKindsOfFiles() throws Exception {
        Path jks = Files.write(folder.resolve("trust.jks"), new byte[] {-2, -19, -2, -19, 0, 0, 0, 2});
        Path inDer = folder.resolve("ca.der");
        String pem = Files.readString(certificates.authority());
        Files.write(inDer, Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", "")));

        assertThat(ca(jks)).contains("this is a Java key store").contains("keytool -exportcert -rfc -keystore " + jks);
        assertThat(ca(certificates.store())).contains("this is a PKCS#12 store");
        assertThat(ca(inDer)).contains("this is a certificate in DER: openssl x509 -inform der -in " + inDer);
        assertThat(ca(certificates.keyFile("ec"))).contains("this has PRIVATE KEY");
        assertThat(ca(write("words", "no certificate"))).contains("this is none");
        assertThat(ca(write("torn.pem", pem.replaceFirst("(?s)(BEGIN CERTIFICATE-----\n.{20})", "$1AAAA"))))
                .contains("certificate 1 in it cannot be read");
        assertThat(ca(folder.resolve("nowhere"))).contains("does not exist");
        assertThat(ca(folder)).contains("cannot be read");
    }

    @Test
    void saysThatAPemFileIsNoTrustStoreAndWhatCannotBeOpened() throws Exception {
        Violations faults = new Violations();
        TlsReader reader = new TlsReader(null, faults, folder, new ArrayList<>());

        reader.checkStore(certificates.authority().toString());
        reader.checkStore(certificates.store().toString());
        reader.checkStore(null);
        reader.checkStore("NONE");
        reader.checkStore(folder.resolve("nowhere.p12").toString());
        Path broken = Files.writeString(folder.resolve("broken.p12"), "no store");
        reader.checkStore(broken.toString());

        assertThat(faults.lines()).containsExactly("-Djavax.net.ssl.trustStore=" + certificates.authority()
                + ": this is a PEM file, and no trust store; name it as dcs.tls.ca-file instead",
                "-Djavax.net.ssl.trustStore=" + folder.resolve("nowhere.p12")
                        + ": there is no such file: correct the path",
                "-Djavax.net.ssl.trustStore=" + broken + ": cannot be opened: check that it is a trust store that this"
                        + " user may read, and -Djavax.net.ssl.trustStorePassword");
    }

    @Test
    void readsNoFileForWhatAsksNobody() {
        assertThat(operator.variable("DCS_TLS_CA_FILE", "/nowhere").load(Settings.Purpose.REPORT).http().tls().shown())
                .isEmpty();
    }

    private String ca(Path file) {
        return Operator.ready(folder.resolve("home3")).variable("DCS_TLS_CA_FILE", file.toString()).faults().get(0);
    }

    private Operator pair(Path certificate, Path key) {
        return operator.variable("DCS_TLS_CERTIFICATE_FILE", certificate.toString())
                .variable("DCS_TLS_KEY_FILE", key.toString());
    }

    private static Path write(String name, String text) throws Exception {
        return Files.writeString(folder.resolve(name), text);
    }

    /** What PKCS#8 has in its last part, behind a version and the kind of key: the older form. */
    private static byte[] inside(byte[] pkcs8) {
        int at = contentAt(pkcs8, 0);
        at = contentAt(pkcs8, at) + lengthAt(pkcs8, at);
        at = contentAt(pkcs8, at) + lengthAt(pkcs8, at);
        int content = contentAt(pkcs8, at);
        return Arrays.copyOfRange(pkcs8, content, content + lengthAt(pkcs8, at));
    }

    private static int contentAt(byte[] der, int at) {
        return at + 2 + ((der[at + 1] & 0x80) == 0 ? 0 : der[at + 1] & 0x7f);
    }

    private static int lengthAt(byte[] der, int at) {
        int length = 0;
        if ((der[at + 1] & 0x80) == 0) {
            return der[at + 1];
        }
        for (int next = at + 2; next < contentAt(der, at); next++) {
            length = length << 8 | der[next] & 0xff;
        }
        return length;
    }
}
