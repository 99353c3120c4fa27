package io.github.dcssync.database;

import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Turns what a driver or Flyway threw into one line that an operator can act on. */
final class Diagnosis {

    private final DatabaseTarget target;
    private final Optional<String> lacking;

    Diagnosis(DatabaseTarget target) {
        this(target, Optional.empty());
    }

    /** @param lacking the statement that gives the user what it lacks, where that is known */
    Diagnosis(DatabaseTarget target, Optional<String> lacking) {
        this.target = target;
        this.lacking = lacking;
    }

    /** The exception to throw instead of this one, which becomes its cause. */
    DatabaseException of(Throwable error) {
        Optional<SQLException> sql = sqlError(error);
        Problem problem = sql.map(known -> Problem.of(target.dialect(), known)).orElse(Problem.OTHER);
        String reason = problem == Problem.DISK_FULL ? target.masked(DatabaseFaults.rootMessage(error))
                : firstLine(sql.isPresent() ? sql.get() : error);
        return new DatabaseException("The database " + target.address() + " "
                + obstacle(problem).orElseGet(() -> sentence(problem, reason)), error);
    }

    /** The exception to throw where H2 finds nothing in a file in which something was. */
    DatabaseException of(BlankFile blank) {
        return new DatabaseException("The database " + target.address() + " "
                + sentence(Problem.DAMAGED, "H2 finds nothing in " + blank.file()));
    }

    /** H2 says of a file that it may not open what it would say of one that is not there, or of its own code. */
    private Optional<String> obstacle(Problem problem) {
        return problem != Problem.NO_DATABASE && problem != Problem.OTHER ? Optional.empty()
                : H2Files.file(target.url()).flatMap(H2Files::obstacle)
                        .map(remedy -> "cannot be read: " + remedy + ", or correct dcs.db.url");
    }

    private String sentence(Problem problem, String reason) {
        return switch (problem) {
            case IN_USE -> "is in use by another process: stop that process, or use PostgreSQL or MariaDB,"
                    + " which serve many (dcs.db.url)";
            case NO_ACCESS -> "refuses user '" + target.asker() + "' (" + reason + "):"
                    + " correct " + (target.login().containsKey("user") ? "dcs.db.user" : "the user in dcs.db.url")
                    + (target.login().containsKey("password") ? " and dcs.db.password" : " and its password there");
            case NO_DATABASE -> "does not exist (" + reason + "): create it" + creation() + ", or correct dcs.db.url";
            case NO_RIGHT -> "does not allow user '" + target.asker() + "' to do that (" + reason + "): "
                    + lacking.orElseGet(this::grant);
            case READ_ONLY -> "only reads (" + reason + "): " + (target.dialect() == Dialect.H2
                    ? "make its file writable, and leave out ACCESS_MODE_DATA and what INIT writes"
                    : Rights.OF_A_STANDBY);
            case POOLER -> "is behind a pooler that refuses this (" + reason
                    + "): let it pool transactions or sessions,"
                    + " ignore parameters that it does not know (PgBouncer: ignore_startup_parameters), and name a schema"
                    + " with alter role \"" + target.asker() + "\" set search_path instead of in dcs.db.url";
            case UNREACHABLE -> "cannot be reached (" + reason + "): start it, or correct dcs.db.url";
            case LOCKED -> "has a lock that somebody else holds (" + reason + "): end that transaction and try again";
            case DISK_FULL -> DiskFull.sentence(reason);
            case DAMAGED -> "is damaged (" + reason + "): restore the file from a backup, save what H2's tool Recover"
                    + " finds in it, or move it away to begin anew";
            case OTHER -> "cannot be used: " + reason;
        };
    }

    private String creation() {
        return switch (target.dialect()) {
            case H2 -> "";
            case POSTGRESQL -> " (create database " + name() + " encoding 'UTF8' template template0)";
            case MARIADB -> " (create database " + name() + " character set utf8mb4)";
        };
    }

    /** Where nobody can be asked. */
    private String grant() {
        return switch (target.dialect()) {
            case H2 -> "alter user " + target.asker() + " admin true";
            case POSTGRESQL -> "grant usage, create on schema public to \"" + target.asker() + "\"";
            case MARIADB -> "grant all privileges on " + name() + ".* to '" + target.asker() + "'";
        };
    }

    private String name() {
        return target.name().orElse("DATABASE");
    }

    /** The innermost error of the driver: what is wrapped around it tells less. */
    private static Optional<SQLException> sqlError(Throwable error) {
        return Stream.iterate(error, Objects::nonNull, Throwable::getCause).filter(SQLException.class::isInstance)
                .map(SQLException.class::cast).reduce((outer, inner) -> inner);
    }

    /** What the error says, in one line and without secrets. */
    String firstLine(Throwable error) {
        String message = String.valueOf(error.getMessage()).strip().lines().findFirst().orElse("no reason given")
                .replaceFirst("; SQL statement:$", "");
        return target.masked(message);
    }
}
