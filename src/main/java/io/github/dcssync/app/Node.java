package io.github.dcssync.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The name of this machine and process, for people: what must not be mistaken for another has an id of its own. */
final class Node {

    private static final int LONGEST = 128;
    /** Where the system keeps it; to ask for its address, too, may take as long as a name server that is silent. */
    private static final Path HOSTNAME = Path.of("/proc/sys/kernel/hostname");

    private Node() {
    }

    /**
     * @param given what the settings call the machine, or null for the name that it has
     * @return that and the process id, as in {@code db-tools/4711}
     */
    static String name(@Nullable String given) {
        String host = given == null || given.isBlank() ? host(HOSTNAME) : given.strip();
        return host.substring(0, Math.min(LONGEST, host.length())) + "/" + ProcessHandle.current().pid();
    }

    /** A container's or machine's name need have no address, and there need be none. */
    static String host(Path hostname) {
        try {
            String name = Files.readString(hostname).strip();
            return name.isEmpty() ? random() : name;
        } catch (IOException e) {
            return resolved();
        }
    }

    private static String resolved() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return random();
        }
    }

    private static String random() {
        return "node-" + UUID.randomUUID().toString().substring(0, 8);
    }
}
