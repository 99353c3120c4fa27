package io.github.dcssync.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A statement in a file, which is read once: those in {@code sql/} itself are the routes' own, the others are read by code,
 * {@link Statements} for the most part, and may have placeholders of {@link SharedExpressions}.
 */
public final class SqlFile {

    private static final Map<String, String> READ = new ConcurrentHashMap<>();

    private SqlFile() {
    }

    /** @param name where it stands below {@code sql/}, without its ending, as in {@code report/sync-runs} */
    public static String read(String name) {
        return READ.computeIfAbsent("sql/" + name + ".sql", path -> SharedExpressions.filled(open(path)));
    }

    /** @param name of a view, whose file has placeholders */
    static String view(String name) {
        return READ.computeIfAbsent("views/R__" + name + ".sql", SqlFile::open);
    }

    private static String open(String path) {
        try (InputStream file = SqlFile.class.getClassLoader().getResourceAsStream(path)) {
            return new String(Objects.requireNonNull(file, path).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
