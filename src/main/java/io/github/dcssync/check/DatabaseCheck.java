package io.github.dcssync.check;

import io.github.dcssync.database.Database;
import io.github.dcssync.database.DatabaseException;
import io.github.dcssync.database.DatabaseTarget;
import io.github.dcssync.database.Inspection;
import io.github.dcssync.lease.Cut;
import io.github.dcssync.lease.Cuts;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Whether a sync could store what it reads. */
final class DatabaseCheck {

    private final DatabaseTarget target;
    private final int connections;
    private final List<Cut> cuts;

    /**
     * @param connections how many a process may open
     * @param cuts        how the sources would be cut
     */
    DatabaseCheck(DatabaseTarget target, int connections, List<Cut> cuts) {
        this.target = target;
        this.connections = connections;
        this.cuts = cuts;
    }

    /** @return whether it can be used */
    boolean run(Consumer<Finding> findings) {
        Inspection inspection;
        try {
            inspection = Database.inspect(target);
        } catch (DatabaseException e) {
            findings.accept(Finding.problem("server", e.getMessage()));
            return false;
        }
        findings.accept(Finding.ok("server", inspection.product()
                + inspection.session().map(session -> ", " + session).orElse("")));
        Optional<String> problem = inspection.problem().or(inspection::rights);
        if (problem.isPresent()) {
            findings.accept(Finding.problem("schema", problem.get()));
            return false;
        }
        findings.accept(Finding.ok("schema", schema(inspection)));
        inspection.connections().ifPresent(taken -> findings.accept(connections(taken)));
        return inspection.schemaFound().orElse(0) < Cuts.SINCE_SCHEMA || compareCuts(findings);
    }

    /** Processes that are running would have to be restarted. */
    private boolean compareCuts(Consumer<Finding> findings) {
        try (Database database = Database.openToRead(target, 1)) {
            Cuts inForce = Cuts.of(database);
            cuts.stream().map(inForce::change).flatMap(Optional::stream)
                    .forEach(change -> findings.accept(Finding.warning("shards", change)));
            return true;
        } catch (DatabaseException e) {
            findings.accept(Finding.problem("server", e.getMessage()));
            return false;
        }
    }

    private Finding connections(int taken) {
        String both = "a process opens up to " + connections + ", the server takes " + taken + " from this user";
        return connections <= taken ? Finding.ok("connections", both)
                : Finding.warning("connections", both + ": raise max_connections there, or lower dcs.parallelism");
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
