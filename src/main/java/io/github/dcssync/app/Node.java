package io.github.dcssync.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** The name of this machine and process. */
final class Node {

    private static final int LONGEST = 128;
    /** Where the system keeps it; to ask for its address, too, may take as long as a name server that is silent. */
    private static final Path HOSTNAME = Path.of("/proc/sys/kernel/hostname");

    private Node() {
    }

    /** @return host name and process id, as in {@code db-tools/4711}, looked up anew */
    static String name() {
        String host = host(HOSTNAME);
        return host.substring(0, Math.min(LONGEST, host.length())) + "/" + ProcessHandle.current().pid();
    }

    /** A container's or machine's name need have no address. */
    static String host(Path hostname) {
        try {
            return Files.readString(hostname).strip();
        } catch (IOException e) {
            return resolved();
        }
    }

    private static String resolved() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return Objects.requireNonNullElse(System.getenv("HOSTNAME"), "localhost");
        }
    }
}
