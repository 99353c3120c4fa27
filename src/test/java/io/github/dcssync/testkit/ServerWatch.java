package io.github.dcssync.testkit;

import java.io.IOException;
import java.nio.file.Path;

/** Ends a server with another process, however that one ends, and takes its files along. */
final class ServerWatch {

    /** The arguments: whose end ends the server, the server, by which signal, the folder to delete. */
    private static final String SCRIPT = """
            # The keys that interrupt a build end its processes, not the watch over them.
            trap '' HUP INT QUIT TERM
            runs() { read -r _ _ state _ <"/proc/$1/stat" && [ "$state" != Z ]; }
            while runs "$2" && runs "$1"; do sleep 0.2; done
            runs "$2" || exit 0
            kill -"$3" "$2"
            while runs "$2"; do sleep 0.1; done
            rm -rf "$4"
            """;

    private ServerWatch() {
    }

    /**
     * Starts a watch, which outlives this process.
     *
     * @param owner the process whose end ends the server
     * @param server the server's process id
     * @param signal what ends it at once, as "KILL"
     * @param folder its files, deleted then; kept when it ends by itself
     */
    static void start(ProcessHandle owner, long server, String signal, Path folder) throws IOException {
        new ProcessBuilder("/bin/sh", "-c", SCRIPT, "watch", Long.toString(owner.pid()), Long.toString(server), signal,
                folder.toString())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }
}
