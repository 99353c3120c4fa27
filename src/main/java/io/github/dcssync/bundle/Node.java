package io.github.dcssync.bundle;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** The name of this machine and process. */
final class Node {

    /** The schedule's tables keep 200 characters of a name, which has a number and more behind the host's. */
    private static final int LONGEST = 128;

    private Node() {
    }

    /** @return host name and process id, as in {@code db-tools/4711} */
    static String name() {
        return host() + "/" + ProcessHandle.current().pid();
    }

    /** A container's or machine's name need have no address. */
    private static String host() {
        try {
            return shortened(InetAddress.getLocalHost().getHostName());
        } catch (UnknownHostException e) {
            return shortened(unresolved(Path.of("/proc/sys/kernel/hostname")));
        }
    }

    static String unresolved(Path hostname) {
        try {
            return Files.readString(hostname).strip();
        } catch (IOException e) {
            return Objects.requireNonNullElse(System.getenv("HOSTNAME"), "localhost");
        }
    }

    private static String shortened(String name) {
        return name.substring(0, Math.min(LONGEST, name.length()));
    }
}
