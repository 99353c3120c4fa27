package io.github.dcssync.observe;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Statements in files beside the program. */
final class Sql {

    private Sql() {
    }

    /** @param name path of the resource, as in {@code management/last-syncs.sql} */
    static String read(String name) {
        try (InputStream file = Sql.class.getClassLoader().getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
