package io.github.dcssync.database;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files of an H2 database: what is new is for its owner alone. H2 makes files as the umask lets it, and takes one
 * that is there and empty for a new database. A folder or file that the operator has made keeps its mode.
 */
public final class H2Files {

    /** H2 refuses any other path. */
    private static final Pattern EMBEDDED =
            Pattern.compile("(?i)jdbc:h2:(?:file:)?((?:/|~/|\\.{1,2}/)[^;]+)(?:;.*)?");
    private static final FileAttribute<?> FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<?> FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private H2Files() {
    }

    /** @param url of a database; nothing is done for any but an H2 file. What cannot be made is left to H2 to tell. */
    public static void prepare(String url) {
        Matcher embedded = EMBEDDED.matcher(url);
        if (!embedded.matches() || url.toUpperCase(Locale.ROOT).contains("IFEXISTS=TRUE")) {
            return;
        }
        String path = embedded.group(1).replaceFirst("^~(?=/)", Matcher.quoteReplacement(
                System.getProperty("user.home")));
        try {
            Path file = Path.of(path + ".mv.db").toAbsolutePath();
            Files.createDirectories(file.getParent(), FOLDER);
            Files.createFile(file, FILE);
        } catch (FileAlreadyExistsException e) {
            // It keeps its mode.
        } catch (IOException | UnsupportedOperationException e) {
            // H2 says it better.
        }
    }
}
