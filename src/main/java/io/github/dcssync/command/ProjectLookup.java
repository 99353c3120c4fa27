package io.github.dcssync.command;

import io.github.dcssync.account.FoundProjects;
import io.github.dcssync.account.KnownProjects;
import io.github.dcssync.account.ProjectFinder;
import io.github.dcssync.database.Database;
import io.github.dcssync.database.DatabaseException;
import io.github.dcssync.database.DatabaseTarget;
import io.github.dcssync.database.Inspection;
import io.github.dcssync.settings.Settings;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;

/** Finds the projects of sources that name them, or all of an account, before anything is asked of a source. */
final class ProjectLookup {

    private static final Logger LOG = LoggerFactory.getLogger(ProjectLookup.class);
    private static final int CONNECTIONS = 2;
    private static final int MOST_ATTEMPTS = 5;

    private final Settings settings;
    private final Clock clock;

    ProjectLookup(Settings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * @param database with what is remembered
     * @return the settings with the sources found, which are remembered from now on; what is odd is said
     */
    Settings remembering(Database database) {
        return find(database, true);
    }

    /** The same, and nothing is written. */
    Settings looking(Database database) {
        return find(database, false);
    }

    /** The same as far as it is remembered; IAM is not asked. */
    Settings recalling(Database database) {
        return ProjectFinder.of(settings, clock).recall(new KnownProjects(database.statements()));
    }

    private Settings find(Database database, boolean isKept) {
        if (!settings.isOpen()) {
            return settings;
        }
        KnownProjects memory = new KnownProjects(database.statements());
        ProjectFinder finder = ProjectFinder.of(settings, clock);
        FoundProjects found = isKept ? kept(database, finder, memory) : finder.find(memory);
        found.remarks().forEach(remark -> LOG.warn("{}", remark));
        found.unfound().forEach((source, reason) -> LOG.error("Source {} has no project: {}", source, reason));
        return found.settings();
    }

    /** Another process may find the same at the same time: the one that comes second takes the names that the first gave. */
    private static FoundProjects kept(Database database, ProjectFinder finder, KnownProjects memory) {
        for (int attempt = 1;; attempt++) {
            FoundProjects found = finder.find(memory);
            try {
                database.transaction().executeWithoutResult(status -> found.keep(memory));
                return found;
            } catch (DuplicateKeyException e) {
                if (attempt == MOST_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /** @return what is found, with what is remembered where the database can be asked for it; nothing is written or said */
    FoundProjects trying() {
        ProjectFinder finder = ProjectFinder.of(settings, clock);
        DatabaseTarget target = DatabaseTarget.of(settings.database());
        Inspection inspection = Database.inspect(target);
        if (inspection.problem().isPresent() || inspection.schemaFound().isEmpty() || inspection.needsMigration()) {
            return finder.findAnew();
        }
        try (Database database = Database.openToRead(target, CONNECTIONS)) {
            return finder.find(new KnownProjects(database.statements()));
        } catch (DatabaseException e) {
            LOG.debug("It is not known which projects were found before", e);
            return finder.findAnew();
        }
    }
}
