package io.github.dcssync.bundle;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** The name of this machine and process. */
final class Node {

    private Node() {
    }

    /** @return host name and process id, as in {@code db-tools/4711} */
    static String name() {
        return host() + "/" + ProcessHandle.current().pid();
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
