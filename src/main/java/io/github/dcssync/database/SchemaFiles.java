package io.github.dcssync.database;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * The migrations and views that this program has for a database, and what Flyway will have noted of each.
 *
 * @param placeholders what stands in the files for what databases call differently
 */
record SchemaFiles(Dialect dialect, Map<String, String> placeholders) {

    /** The version that those files have which are run again whenever their text has changed. */
    private static final String REPEATABLE = "R__";

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]+)}");
    /** The files are the program's own: for one kind of database they are read once. */
    private static final Map<SchemaFiles, Map<String, Integer>> READ = new ConcurrentHashMap<>();
    private static final ClassLoader LOADER = SchemaFiles.class.getClassLoader();

    /** @param connection to the database that the files are for, which is asked for its name */
    static SchemaFiles of(Dialect dialect, Connection connection) throws SQLException {
        Map<String, String> placeholders = new HashMap<>(dialect.placeholders());
        placeholders.putAll(ViewExpressions.of(dialect));
        // It has no `create index if not exists`, no `drop index if exists`, and another name for the collation.
        if ("MySQL".equals(connection.getMetaData().getDatabaseProductName())) {
            placeholders.put("if_not_exists", "");
            placeholders.replaceAll((name, text) -> text.replace("utf8mb4_nopad_bin", "utf8mb4_0900_bin")
                    .replace("drop index if exists", "drop index"));
        }
        return new SchemaFiles(dialect, Map.copyOf(placeholders));
    }

    /** @return the folders that exist: Flyway warns about others */
    List<String> folders() {
        return Stream.of("migrations/common", "migrations/" + dialect.folder(), "views", "views/" + dialect.folder())
                .filter(folder -> LOADER.getResource(folder) != null).toList();
    }

    /** @return Flyway's checksum of each file, by the file's name */
    Map<String, Integer> checksums() {
        return READ.computeIfAbsent(this, SchemaFiles::read);
    }

    private Map<String, Integer> read() {
        Map<String, Integer> checksums = new HashMap<>();
        try {
            for (String folder : folders()) {
                for (String name : names(LOADER.getResource(folder))) {
                    checksums.put(name, checksum(folder + "/" + name, name.startsWith(REPEATABLE)));
                }
            }
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("The program's own migrations cannot be read", e);
        }
        return Map.copyOf(checksums);
    }

    private static List<String> names(URL folder) throws IOException, URISyntaxException {
        if (folder.openConnection() instanceof JarURLConnection jar) {
            String prefix = jar.getEntryName() + (jar.getEntryName().endsWith("/") ? "" : "/");
            return jar.getJarFile().stream().map(entry -> entry.getName())
                    .filter(name -> name.startsWith(prefix) && name.indexOf('/', prefix.length()) < 0)
                    .map(name -> name.substring(prefix.length())).filter(SchemaFiles::isSql).toList();
        }
        try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
            return files.map(file -> file.getFileName().toString()).filter(SchemaFiles::isSql).toList();
        }
    }

    private static boolean isSql(String name) {
        return name.endsWith(".sql");
    }

    /** A view that says something else on another database is another view; a migration has run and is what it is. */
    private int checksum(String resource, boolean isFilled) throws IOException {
        CRC32 sum = new CRC32();
        try (InputStream bytes = LOADER.getResourceAsStream(resource)) {
            String text = new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
            (isFilled ? filled(text) : text).lines().forEach(line -> sum.update(line.getBytes(StandardCharsets.UTF_8)));
        }
        return (int) sum.getValue();
    }

    private String filled(String text) {
        return PLACEHOLDER.matcher(text).replaceAll(found -> Matcher.quoteReplacement(
                placeholders.getOrDefault(found.group(1), found.group())));
    }
}
