package io.github.dcssync.web;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;

/**
 * Where the user wants something written. Links are followed, and pipes and devices are written to as they are. A file
 * is replaced when the new one is whole, and keeps its mode and owner; a new one gets the mode that the umask leaves.
 */
final class OutputFile {

    private static final int MOST_LINKS = 40;

    private final Path target;

    /** @throws IOException when links lead round in a circle */
    OutputFile(Path file) throws IOException {
        target = behindLinks(file.toAbsolutePath());
    }

    /** @throws IOException when it cannot be written; a file that was there is then as it was */
    void write(byte[] content) throws IOException {
        if (Files.isDirectory(target)) {
            throw new FileSystemException(target.toString(), null, "it is a folder");
        }
        if (!Files.exists(target)) {
            replace(content, null);
        } else if (Files.isRegularFile(target) && !isOfTheSystem(target)) {
            replace(content, Files.readAttributes(target, PosixFileAttributes.class));
        } else {
            write(content, target, Set.of(StandardOpenOption.WRITE));
        }
    }

    private static Path behindLinks(Path file) throws IOException {
        Path path = file;
        for (int links = 0; Files.isSymbolicLink(path) && !isOfTheSystem(path); links++) {
            if (links == MOST_LINKS) {
                throw new FileSystemException(file.toString(), null, "its links lead round in a circle");
            }
            path = path.resolveSibling(Files.readSymbolicLink(path));
        }
        return path;
    }

    /** {@code /dev/stdout} leads to what a shell has opened: a new file in its place would reach nobody. */
    private static boolean isOfTheSystem(Path path) {
        return path.startsWith("/dev") || path.startsWith("/proc");
    }

    /** @param before what the file is like, or null where there is none */
    private void replace(byte[] content, PosixFileAttributes before) throws IOException {
        if (before != null && !Files.isWritable(target)) {
            throw new AccessDeniedException(target.toString());
        }
        Path whole = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".new");
        try {
            FileAttribute<?>[] first = before == null ? new FileAttribute<?>[0] : new FileAttribute<?>[] {
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))};
            write(content, whole, Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW), first);
            if (before != null) {
                makeAlike(whole, before);
            }
            move(whole);
        } finally {
            Files.deleteIfExists(whole);
        }
    }

    private static void makeAlike(Path whole, PosixFileAttributes before) throws IOException {
        PosixFileAttributeView now = Files.getFileAttributeView(whole, PosixFileAttributeView.class);
        if (!now.readAttributes().owner().equals(before.owner())) {
            now.setOwner(before.owner());
        }
        if (!now.readAttributes().group().equals(before.group())) {
            now.setGroup(before.group());
        }
        now.setPermissions(before.permissions());
    }

    private static void write(byte[] content, Path file, Set<StandardOpenOption> how, FileAttribute<?>... attributes)
            throws IOException {
        try (FileChannel out = FileChannel.open(file, how, attributes)) {
            for (ByteBuffer left = ByteBuffer.wrap(content); left.hasRemaining();) {
                out.write(left);
            }
        }
    }

    private void move(Path whole) throws IOException {
        try {
            Files.move(whole, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(whole, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
