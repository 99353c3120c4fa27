package io.github.dcssync.check;

import io.github.dcssync.database.Database;
import io.github.dcssync.database.DatabaseException;
import io.github.dcssync.database.DatabaseTarget;
import io.github.dcssync.database.Inspection;
import java.util.function.Consumer;

/** Whether a sync could store what it reads. */
final class DatabaseCheck {

    private final DatabaseTarget target;

    DatabaseCheck(DatabaseTarget target) {
        this.target = target;
    }

    boolean isUsable(Consumer<Finding> findings) {
        Inspection inspection;
        try {
            inspection = Database.inspect(target);
        } catch (DatabaseException e) {
            findings.accept(Finding.problem("server", e.getMessage()));
            return false;
        }
        findings.accept(Finding.ok("server", inspection.product()));
        if (inspection.problem().isPresent()) {
            findings.accept(Finding.problem("schema", inspection.problem().get()));
            return false;
        }
        findings.accept(Finding.ok("schema", schema(inspection)));
        return true;
    }

    private static String schema(Inspection inspection) {
        if (inspection.schemaFound().isEmpty()) {
            return "no tables yet; the next sync creates them, version " + inspection.schemaKnown();
        }
        String found = "version " + inspection.schemaFound().get();
        return inspection.needsMigration()
                ? found + "; the next sync brings it to version " + inspection.schemaKnown() : found + ", up to date";
    }
}
