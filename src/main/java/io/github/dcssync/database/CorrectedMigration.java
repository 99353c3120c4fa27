package io.github.dcssync.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A migration whose text was corrected between two releases: what it makes is the same, and a database in which the former
 * text has run is not to run it again.
 *
 * @param script the file's name
 * @param former Flyway's checksum of the former text
 */
record CorrectedMigration(String script, int former) {

    /** H2 refused one of its statements where there had been syncs before. */
    private static final List<CorrectedMigration> ALL =
            List.of(new CorrectedMigration("V23__keep_totals_and_what_syncs_covered.sql", -1472547214));

    /**
     * Notes the text of today for the former one in the database's history.
     *
     * @param ran   the checksums of what has run there, by the file's name
     * @param files those of the program's files
     * @return whether there was something to note
     */
    static boolean note(Map<String, Integer> ran, Map<String, Integer> files, Connection connection)
            throws SQLException {
        boolean isNoted = false;
        for (CorrectedMigration migration : ALL) {
            Integer today = files.get(migration.script);
            if (today != null && Objects.equals(ran.get(migration.script), migration.former)) {
                migration.note(today, connection);
                isNoted = true;
            }
        }
        return isNoted;
    }

    private void note(int checksum, Connection connection) throws SQLException {
        String quote = connection.getMetaData().getIdentifierQuoteString();
        try (PreparedStatement statement = connection.prepareStatement("update " + quote + SchemaHistory.TABLE + quote
                + " set " + quote + "checksum" + quote + " = ? where " + quote + "script" + quote + " = ?")) {
            statement.setInt(1, checksum);
            statement.setString(2, script);
            statement.executeUpdate();
        }
        if (!connection.getAutoCommit()) {
            connection.commit();
        }
    }
}
