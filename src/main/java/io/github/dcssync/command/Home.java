package io.github.dcssync.command;

import java.nio.file.Path;

/** Where the program lies: the folder that has {@code routes} and {@code config}. */
final class Home {

    private Home() {
    }

    /** @return an absolute path, told by the launcher, else the current directory */
    static Path path() {
        return Path.of(System.getProperty("dcs.home", "")).toAbsolutePath().normalize();
    }
}
