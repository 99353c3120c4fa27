package io.github.dcssync.database;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a look at the database found; nothing was written.
 *
 * @param product name and version of the server, as in {@code PostgreSQL 16.13}
 * @param session the user who really asks and, where that is not the database, the schema of the tables, as in
 *        {@code user 'dcs', schema 'public'}; empty when nobody could ask yet
 * @param schemaFound the version of the newest migration that ran there, empty for a database without our tables
 * @param schemaKnown the version this program brings
 * @param problem one line with its remedy that will stop the next start, empty when all is well
 * @param rights one line with the grant that lacks to create and fill tables, which reading needs not; empty when all is
 *        well
 * @param connections how many the server takes of this user, empty when it does not say or has no limit
 */
public record Inspection(String product, Optional<String> session, Optional<Integer> schemaFound, int schemaKnown,
        Optional<String> problem, Optional<String> rights, OptionalInt connections) {

    /** Whether the next start will create or upgrade tables. */
    public boolean needsMigration() {
        return schemaFound.orElse(0) < schemaKnown;
    }
}
