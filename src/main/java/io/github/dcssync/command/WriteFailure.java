package io.github.dcssync.command;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/**
 * Why an output could not be written.
 *
 * @param reason     for people, one line
 * @param remedy     what to do about it
 * @param isDiskFull whether there is no room
 */
record WriteFailure(String reason, String remedy, boolean isDiskFull) {

    static WriteFailure of(IOException failure) {
        String reason = reason(failure);
        if (reason.contains("No space left on device") || reason.contains("Disk quota exceeded")) {
            return new WriteFailure(reason, "the disk is full; make room, or give a file on another one", true);
        }
        return new WriteFailure(reason, "give a file in a folder that exists and that you may write to", false);
    }

    private static String reason(IOException failure) {
        if (failure instanceof NoSuchFileException) {
            return "there is no such folder";
        }
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (String.valueOf(failure.getMessage()).contains("Bad file descriptor")) {
            return "it is closed";
        }
        boolean isOfFiles = failure instanceof FileSystemException known && known.getReason() != null;
        return isOfFiles ? ((FileSystemException) failure).getReason() : String.valueOf(failure.getMessage());
    }

    /** @param usual the exit code where the disk is not to blame */
    int exitCode(int usual) {
        return isDiskFull ? ExitCode.DATABASE : usual;
    }
}
