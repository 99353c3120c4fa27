package io.github.dcssync.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files behind TLS. One that was replaced is read before the next connection; while it cannot be read, or has what would
 * be refused at the start, what was read before stays in use, and that is told once. Thread-safe.
 */
public final class TlsFiles {

    /** Trusts whom this Java trusts, and shows nothing. */
    public static final TlsFiles NONE = new TlsFiles(null, null, null, new TlsMaterial(List.of(), null, null));

    private static final Logger LOG = LoggerFactory.getLogger(TlsFiles.class);

    private final @Nullable Path authorities;
    private final @Nullable Path certificate;
    private final @Nullable Path key;
    private TlsMaterial material;
    private List<String> stamps;

    private TlsFiles(@Nullable Path authorities, @Nullable Path certificate, @Nullable Path key, TlsMaterial material) {
        this.authorities = authorities;
        this.certificate = certificate;
        this.key = key;
        this.material = material;
        this.stamps = stamps();
    }

    /**
     * @param authorities PEM, trusted beside those of this Java; null for none
     * @param certificate PEM, shown to whom it may be shown to; null for none
     * @param key         PEM, of the certificate; null exactly where that is
     * @throws PemException when one has not what it is to have: the key, where the others were looked at before
     */
    public static TlsFiles of(@Nullable Path authorities, @Nullable Path certificate, @Nullable Path key)
            throws PemException {
        return authorities == null && certificate == null ? NONE
                : new TlsFiles(authorities, certificate, key, read(authorities, certificate, key));
    }

    /** @throws PemException when no authority could be read out of the file */
    public static void checkAuthorities(Path file) throws PemException {
        valid(PemFile.read(file).certificates());
    }

    /** @throws PemException when no certificate that is good today could be read out of the file */
    public static void checkCertificate(Path file) throws PemException {
        valid(List.of(PemFile.read(file).certificates().get(0)));
    }

    private static TlsMaterial read(@Nullable Path authorities, @Nullable Path certificate, @Nullable Path key)
            throws PemException {
        List<X509Certificate> trusted =
                authorities == null ? List.of() : valid(PemFile.read(authorities).certificates());
        ClientIdentity identity = null;
        if (certificate != null && key != null) {
            identity = ClientIdentity.read(PemFile.read(certificate), PemFile.read(key));
            valid(List.of(identity.chain().get(0)));
        }
        return new TlsMaterial(trusted, Objects.toString(authorities, null), identity);
    }

    /** Some of a bundle may have ended: that is for its keeper. */
    private static List<X509Certificate> valid(List<X509Certificate> certificates) throws PemException {
        Instant now = Instant.now();
        if (certificates.stream().noneMatch(one -> UntrustedException.faultOfTime(one, now) == null)) {
            throw new PemException("replace the certificate: it "
                    + UntrustedException.faultOfTime(certificates.get(0), now));
        }
        return certificates;
    }

    /** @return what has ended, or ends within two weeks, one line each */
    public List<String> endingSoon() {
        return material().endingSoon(Instant.now());
    }

    /**
     * @param showing whether the server may see the program's own certificate
     * @return what a connection is made with
     * @throws SSLException when this Java's own trust store cannot be used
     */
    public SSLContext context(boolean showing) throws SSLException {
        return material().context(showing);
    }

    /** @return whose certificate is shown to whom it may be shown to; empty for none */
    public Optional<String> shown() {
        return Optional.ofNullable(material().identity()).map(identity -> identity + " in " + certificate);
    }

    private synchronized TlsMaterial material() {
        if (this == NONE) {
            return material;
        }
        List<String> now = stamps();
        if (!now.equals(stamps)) {
            stamps = now;
            try {
                material = read(authorities, certificate, key);
                LOG.info("The certificates in {} are read anew", files());
            } catch (PemException e) {
                LOG.warn("The certificates in {} cannot be read anew, and those from before stay in use: {}", files(),
                        e.getMessage());
            }
        }
        return material;
    }

    private List<Path> files() {
        return Stream.of(authorities, certificate, key).filter(Objects::nonNull).distinct().toList();
    }

    private List<String> stamps() {
        return files().stream().map(TlsFiles::stamp).toList();
    }

    /** Another file, or another content: in a container the name may be a link to another one from one moment to the next. */
    private static String stamp(Path file) {
        try {
            BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
            return found.fileKey() + " " + found.size() + " " + found.lastModifiedTime();
        } catch (IOException away) {
            return "away";
        }
    }

    /** The same files are the same, whatever stands in them by now. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TlsFiles files && files().equals(files.files());
    }

    @Override
    public int hashCode() {
        return files().hashCode();
    }

    @Override
    public String toString() {
        return files().toString();
    }
}
