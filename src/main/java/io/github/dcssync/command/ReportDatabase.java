package io.github.dcssync.command;

import io.github.dcssync.database.Database;
import io.github.dcssync.database.DatabaseException;
import io.github.dcssync.database.DatabaseTarget;
import io.github.dcssync.database.Inspection;
import io.github.dcssync.report.InstanceReport;
import io.github.dcssync.report.Reports;
import io.github.dcssync.settings.DatabaseSettings;
import io.github.dcssync.web.ReportApi;
import io.github.dcssync.web.ReportFile;
import java.time.Clock;
import org.springframework.jdbc.core.JdbcTemplate;

/** A database that is only read: it is neither made nor upgraded, and a user who may only read is enough. */
final class ReportDatabase implements AutoCloseable {

    private static final int CONNECTIONS = 2;

    private final Database database;

    private ReportDatabase(Database database) {
        this.database = database;
    }

    /** @throws DatabaseException when it cannot be used or has no tables of this program's version */
    static ReportDatabase open(DatabaseSettings settings) {
        DatabaseTarget target = DatabaseTarget.of(settings);
        Inspection found = Database.inspect(target);
        if (found.schemaFound().isEmpty()) {
            throw new DatabaseException("The database " + target.address() + " has no data yet;"
                    + " dcs-sync once or run fills it");
        }
        if (found.schemaFound().get() > found.schemaKnown()) {
            throw new DatabaseException(found.problem().orElseThrow());
        }
        if (found.needsMigration()) {
            throw new DatabaseException("The schema of " + target.address() + " is older than this program;"
                    + " the next dcs-sync once or run upgrades it");
        }
        return new ReportDatabase(Database.openToRead(target, CONNECTIONS));
    }

    Reports reports() {
        return new Reports(database.patient(), database.dialect());
    }

    /** The report page, to be written to a file. */
    ReportFile page() {
        JdbcTemplate jdbc = new JdbcTemplate(database.patient());
        Clock clock = Clock.systemUTC();
        return new ReportFile(new ReportApi(reports(), new InstanceReport(jdbc, reports(), clock)), clock);
    }

    @Override
    public void close() {
        database.close();
    }
}
