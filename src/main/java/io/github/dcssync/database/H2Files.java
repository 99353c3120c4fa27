package io.github.dcssync.database;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files of an H2 database: what is new is for its owner alone. H2 makes files as the umask lets it, and takes one
 * that is there and empty for a new database. A folder or file that the operator has made keeps its mode.
 */
public final class H2Files {

    /** H2 refuses any other path. */
    private static final Pattern EMBEDDED =
            Pattern.compile("(?i)jdbc:h2:(?:file:|nio:)?((?:/|~/|\\.{1,2}/)[^;]+)(?:;.*)?");
    private static final FileAttribute<?> FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<?> FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private H2Files() {
    }

    /** @param url of a database; nothing is done for any but an H2 file. What cannot be made is left to H2 to tell. */
    public static void prepare(String url) {
        Optional<Path> embedded = file(url);
        if (embedded.isEmpty() || url.toUpperCase(Locale.ROOT).contains("IFEXISTS=TRUE")) {
            return;
        }
        try {
            Files.createDirectories(embedded.get().getParent(), FOLDER);
            Files.createFile(embedded.get(), FILE);
        } catch (FileAlreadyExistsException e) {
            // It keeps its mode.
        } catch (IOException | UnsupportedOperationException e) {
            // H2 says it better.
        }
    }

    /**
     * Removes all that is in a database.
     *
     * @throws SQLException when another process has it open
     */
    public static void empty(String url, String user, String password) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, user, password);
                Statement statement = connection.createStatement()) {
            statement.execute("drop all objects");
        }
    }

    /** @return the file of such a URL, whether it is there or not; empty for every other URL */
    static Optional<Path> file(String url) {
        Matcher embedded = EMBEDDED.matcher(url);
        if (!embedded.matches()) {
            return Optional.empty();
        }
        String path = embedded.group(1).replaceFirst("^~(?=/)", Matcher.quoteReplacement(
                System.getProperty("user.home")));
        try {
            return Optional.of(Path.of(path + ".mv.db").toAbsolutePath().normalize());
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /**
     * What keeps this user from reading a file. H2 takes one for missing that lies in a folder which may not be entered.
     *
     * @return what to do about it; empty where nothing does, or where there is no file
     */
    static Optional<String> obstacle(Path file) {
        Path way = file.getRoot();
        for (Path name : Objects.requireNonNull(file.getParent())) {
            if (!Files.isExecutable(way)) {
                return Optional.of("let the user who runs dcs-sync enter " + way);
            }
            way = way.resolve(name);
            if (Files.notExists(way)) {
                return Optional.empty();
            }
            if (!Files.isDirectory(way)) {
                return Optional.of("make room for a folder: " + way + " is none");
            }
        }
        if (!Files.isExecutable(way)) {
            return Optional.of("let the user who runs dcs-sync enter " + way);
        }
        if (Files.isDirectory(file)) {
            return Optional.of("make room for a file: " + file + " is a folder");
        }
        return Files.notExists(file) || Files.isReadable(file) ? Optional.empty()
                : Optional.of("let the user who runs dcs-sync read " + file);
    }
}
