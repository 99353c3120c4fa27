package io.github.dcssync.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;

/** A file that a secret stands in, and who else may read it. */
public final class SecretFile {

    /** Where containers are given theirs, in which nobody else is: with any mode. */
    private static final Path OF_CONTAINERS = Path.of("/run/secrets");

    private SecretFile() {
    }

    /**
     * A group may read it: that is how a service is let in which does not own it. A folder that is closed on the way to it
     * keeps others out, too.
     *
     * @param secret what stands in it, such as a key of the settings
     * @return a warning when every user of the machine may read it; none where that cannot be told
     */
    public static Optional<String> warning(Path file, String secret) {
        try {
            Path real = file.toRealPath();
            return !real.startsWith(OF_CONTAINERS) && othersMay(real, PosixFilePermission.OTHERS_READ)
                    && isOpen(real.getParent())
                            ? Optional.of(file + " holds a secret (" + secret
                                    + ") that every user of this machine may read: chmod o= " + file)
                            : Optional.empty();
        } catch (IOException | UnsupportedOperationException unknown) {
            return Optional.empty();
        }
    }

    private static boolean isOpen(Path folder) throws IOException {
        for (Path place = folder; place != null; place = place.getParent()) {
            if (!othersMay(place, PosixFilePermission.OTHERS_EXECUTE)) {
                return false;
            }
        }
        return true;
    }

    private static boolean othersMay(Path place, PosixFilePermission permission) throws IOException {
        return Files.getPosixFilePermissions(place).contains(permission);
    }
}
