package io.github.dcssync.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A server that all test processes of a build share. The first that needs it starts it, while the others wait; it
 * outlives that process and ends with the build (see {@link ServerWatch}). Without a build, as in an IDE, it belongs
 * to the process that started it.
 */
final class BuildServer {

    /** Where a build's processes tell each other of their servers; the build sets it. */
    private static final String FOLDER = System.getProperty("dcs.test.servers");

    private BuildServer() {
    }

    /** Starts a server that ends with a process; gives its port on the loopback address when it serves. */
    interface Starter {

        int start(ProcessHandle owner) throws IOException;
    }

    /**
     * The port of the server of that name on the loopback address.
     *
     * @param starter asked when no process has started it yet
     */
    static int port(String name, Starter starter) {
        try {
            return FOLDER == null ? starter.start(ProcessHandle.current()) : shared(name, starter);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One thread at a time: the lock is one of processes. */
    private static synchronized int shared(String name, Starter starter) throws IOException {
        ProcessHandle build = build();
        Path note = Files.createDirectories(Path.of(FOLDER)).resolve(name + "-of-" + build.pid());
        try (FileChannel channel = FileChannel.open(note, StandardOpenOption.CREATE, StandardOpenOption.READ,
                StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            String noted = text(channel);
            // An earlier build may have had the same process id.
            if (!noted.isEmpty() && isOpen(Integer.parseInt(noted))) {
                return Integer.parseInt(noted);
            }
            int port = starter.start(build);
            channel.truncate(0).write(StandardCharsets.UTF_8.encode(Integer.toString(port)), 0);
            return port;
        }
    }

    /** By the channel itself: the system takes the lock away as soon as this process closes the file anywhere. */
    private static String text(FileChannel channel) throws IOException {
        ByteBuffer read = ByteBuffer.allocate((int) channel.size());
        channel.read(read, 0);
        return StandardCharsets.UTF_8.decode(read.flip()).toString();
    }

    private static boolean isOpen(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** Maven starts its test processes through a shell or not. */
    private static ProcessHandle build() {
        return Stream.iterate(ProcessHandle.current().parent(), Optional::isPresent,
                process -> process.flatMap(ProcessHandle::parent))
                .flatMap(Optional::stream)
                .filter(process -> process.info().command().orElse("").endsWith("/java"))
                .findFirst().orElseThrow(() -> new IllegalStateException("No build started this process"));
    }
}
