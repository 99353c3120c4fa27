package io.github.dcssync.bench;

import java.nio.file.Path;

/** A database that is copied into. */
enum Product {

    POSTGRESQL, H2, MARIADB;

    /** Starts a server, with its files in a folder of its own. */
    Server start(Path folder) throws Exception {
        return switch (this) {
            case POSTGRESQL -> new PostgresServer(folder.resolve("postgresql"));
            case H2 -> new H2Server(folder);
            case MARIADB -> new MariaServer();
        };
    }
}
