package io.github.dcssync.database;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.h2.mvstore.MVStore;

/**
 * The file of an H2 database in which H2 finds nothing: it begins anew there, whatever was in it.
 *
 * @param file     which is there
 * @param isCutOff whether something was stored there once; else a start was killed in its first moment
 */
record BlankFile(Path file, boolean isCutOff) {

    /** H2 writes the head of a file twice and alone, before anything else. */
    private static final long HEAD_BYTES = 2 * 4096;
    /** What a head says once something is stored. */
    private static final String LAST_CHUNK = "chunk";

    /**
     * Looks at what H2 would find, in some milliseconds; nothing is written. For a process that has not opened it: the
     * operating system ends all locks of a process on a file with the first that is given up.
     *
     * @param url of a database; only an H2 file is looked at
     * @return nothing where there is no file, where something is in it, or where H2 cannot open it, which H2 says better
     */
    static Optional<BlankFile> of(String url) {
        return H2Files.file(url).filter(Files::isRegularFile).flatMap(BlankFile::of);
    }

    private static Optional<BlankFile> of(Path file) {
        long bytes = file.toFile().length();
        if (bytes == 0) {
            return Optional.of(new BlankFile(file, false));
        }
        try (MVStore store = new MVStore.Builder().fileName(file.toString()).readOnly().open()) {
            return store.getMapNames().isEmpty() ? Optional.of(
                    new BlankFile(file, bytes > HEAD_BYTES || store.getStoreHeader().containsKey(LAST_CHUNK)))
                    : Optional.empty();
        } catch (RuntimeException e) {
            // In use, encrypted, not to be read, or no database.
            return Optional.empty();
        }
    }
}
