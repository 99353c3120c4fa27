package io.github.dcssync.settings;

import io.github.dcssync.tls.PemException;
import io.github.dcssync.tls.TlsFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the files with certificates and keys that the settings name. */
final class TlsReader {

    private static final String STORE = "javax.net.ssl.trustStore";
    /** Where Java is told to have none. */
    private static final String NO_STORE = "NONE";
    private static final String PEM = "-----BEGIN ";

    private final Values values;
    private final Violations faults;
    private final Path home;
    private final List<String> warnings;

    /** @param warnings takes what ends soon */
    TlsReader(Values values, Violations faults, Path home, List<String> warnings) {
        this.values = values;
        this.faults = faults;
        this.home = home;
        this.warnings = warnings;
    }

    TlsFiles read() {
        checkStore(System.getProperty(STORE));
        Path authorities = path(SettingTable.CA_FILE);
        Path certificate = path(SettingTable.CERTIFICATE_FILE);
        Path key = path(SettingTable.KEY_FILE);
        int before = faults.lines().size();
        check(SettingTable.CA_FILE, authorities, TlsFiles::checkAuthorities);
        check(SettingTable.CERTIFICATE_FILE, certificate, TlsFiles::checkCertificate);
        checkPair(certificate, key);
        if (faults.lines().size() > before) {
            return TlsFiles.NONE;
        }
        if (key != null) {
            values.noteIfOpen(key, SettingTable.KEY_FILE.key());
        }
        try {
            TlsFiles files = TlsFiles.of(authorities, certificate, key);
            files.endingSoon().forEach(line -> warnings.add(line + ": replace it"));
            return files;
        } catch (PemException ofKey) {
            refuse(SettingTable.KEY_FILE, ofKey.getMessage());
            return TlsFiles.NONE;
        }
    }

    private interface PemCheck {
        void of(Path file) throws PemException;
    }

    private void check(Setting<String> setting, @Nullable Path file, PemCheck check) {
        try {
            if (file != null) {
                check.of(file);
            }
        } catch (PemException fault) {
            refuse(setting, fault.getMessage());
        }
    }

    private void checkPair(@Nullable Path certificate, @Nullable Path key) {
        if (certificate == null && key != null) {
            faults.missing(SettingTable.CERTIFICATE_FILE.key(),
                    "name the PEM file with the certificate that the key in "
                            + SettingTable.KEY_FILE.key() + " belongs to");
        }
        if (certificate != null && key == null) {
            faults.missing(SettingTable.KEY_FILE.key(), "name the PEM file with the key of the certificate in "
                    + SettingTable.CERTIFICATE_FILE.key());
        }
    }

    private void refuse(Setting<String> setting, String remedy) {
        faults.wrong(setting, setting.key(), values.find(setting, null), remedy);
    }

    private @Nullable Path path(Setting<String> setting) {
        String text = values.read(setting);
        return text == null ? null : home.resolve(text);
    }

    /** Java would say so at the first connection only, not in these words, and of a missing one nothing at all. */
    void checkStore(@Nullable String store) {
        if (store == null || store.equals(NO_STORE) || System.getProperty(STORE + "Type") != null) {
            return;
        }
        Path file = Path.of(store);
        String named = "-D" + STORE + "=" + store + ": ";
        if (!Files.isRegularFile(file)) {
            faults.add(named + "there is no such file: correct the path");
        } else if (startsAsPem(file)) {
            faults.add(named + "this is a PEM file, and no trust store; name it as " + SettingTable.CA_FILE.key()
                    + " instead");
        } else if (!opens(file)) {
            faults.add(
                    named + "cannot be opened: check that it is a trust store that this user may read, and -D" + STORE
                            + "Password");
        }
    }

    private static boolean opens(Path file) {
        String password = System.getProperty(STORE + "Password");
        try (InputStream content = Files.newInputStream(file)) {
            KeyStore.getInstance(KeyStore.getDefaultType()).load(content,
                    password == null ? null : password.toCharArray());
            return true;
        } catch (IOException | GeneralSecurityException e) {
            return false;
        }
    }

    private static boolean startsAsPem(Path file) {
        try {
            String text = Files.size(file) > 1024 * 1024 ? "" : Files.readString(file, StandardCharsets.ISO_8859_1);
            return text.contains(PEM);
        } catch (IOException unreadable) {
            return false;
        }
    }
}
