package io.github.dcssync.settings;

import io.github.dcssync.tls.PemException;
import io.github.dcssync.tls.TlsFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the files with certificates and keys that the settings name. */
final class TlsReader {

    private static final String STORE = "javax.net.ssl.trustStore";
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

    /** Java would say so at the first connection only, and not in these words. */
    void checkStore(@Nullable String store) {
        if (store != null && startsAsPem(Path.of(store))) {
            faults.add("-D" + STORE + "=" + store + ": this is a PEM file, and no trust store; name it as "
                    + SettingTable.CA_FILE.key() + " instead");
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
