package io.github.dcssync.bench.contender;

import io.github.dcssync.database.Database;
import io.github.dcssync.database.DatabaseTarget;

/** Makes the tables of dcs-sync, so that its first run has what all others have. */
final class Migration {

    private static final int CONNECTIONS = 2;

    private Migration() {
    }

    /** @param arguments the URL of an empty database, with its user */
    public static void main(String[] arguments) {
        try (Database database = Database.open(new DatabaseTarget(arguments[0], "", ""), CONNECTIONS)) {
            database.migrate();
        }
    }
}
