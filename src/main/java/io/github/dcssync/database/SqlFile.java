package io.github.dcssync.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** A statement in a file: those in {@code sql/} itself are the routes' own, the others are read by code. */
public final class SqlFile {

    private SqlFile() {
    }

    /** @param name where it stands below {@code sql/}, without its ending, as in {@code report/runs} */
    public static String read(String name) {
        return text("sql/" + name + ".sql");
    }

    /** @param name of a view, whose file has placeholders */
    static String view(String name) {
        return text("views/R__" + name + ".sql");
    }

    private static String text(String path) {
        try (InputStream file = SqlFile.class.getClassLoader().getResourceAsStream(path)) {
            return new String(Objects.requireNonNull(file, path).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
