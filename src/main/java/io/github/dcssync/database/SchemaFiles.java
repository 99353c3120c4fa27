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
import java.util.stream.Stream;
import java.util.zip.CRC32;

/** The migrations and views that this program has for a database, and what Flyway will have noted of each. */
final class SchemaFiles {

    /** The version that those files have which are run again whenever their text has changed. */
    private static final String REPEATABLE = "R__";

    private final ClassLoader classLoader = SchemaFiles.class.getClassLoader();
    private final Dialect dialect;
    private final Map<String, String> placeholders;

    private SchemaFiles(Dialect dialect, Map<String, String> placeholders) {
        this.dialect = dialect;
        this.placeholders = placeholders;
    }

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
        return new SchemaFiles(dialect, placeholders);
    }

    /** @return what stands in the files for what databases call differently */
    Map<String, String> placeholders() {
        return placeholders;
    }

    /** @return the folders that exist: Flyway warns about others */
    List<String> folders() {
        return Stream.of("migrations/common", "migrations/" + dialect.folder(), "views", "views/" + dialect.folder())
                .filter(folder -> classLoader.getResource(folder) != null).toList();
    }

    /** @return Flyway's checksum of each file, by the file's name */
    Map<String, Integer> checksums() {
        Map<String, Integer> checksums = new HashMap<>();
        try {
            for (String folder : folders()) {
                for (String name : names(classLoader.getResource(folder))) {
                    checksums.put(name, checksum(folder + "/" + name, name.startsWith(REPEATABLE)));
                }
            }
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("The program's own migrations cannot be read", e);
        }
        return checksums;
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
        try (InputStream bytes = classLoader.getResourceAsStream(resource)) {
            String text = new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
            (isFilled ? filled(text) : text).lines().forEach(line -> sum.update(line.getBytes(StandardCharsets.UTF_8)));
        }
        return (int) sum.getValue();
    }

    private String filled(String text) {
        String filled = text;
        for (Map.Entry<String, String> placeholder : placeholders.entrySet()) {
            filled = filled.replace("${" + placeholder.getKey() + "}", placeholder.getValue());
        }
        return filled;
    }
}
