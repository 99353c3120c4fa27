package io.github.dcssync.database;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.OptionalInt;

/** Looks at a database over one connection and writes nothing, not even the file of an H2 database that is new. */
final class Inspector {

    private final DatabaseTarget target;
    private final Diagnosis diagnosis;

    Inspector(DatabaseTarget target) {
        this.target = target;
        this.diagnosis = new Diagnosis(target);
    }

    Inspection inspect() {
        // H2 would find no database there and keep the file locked.
        Optional<BlankFile> blank = BlankFile.of(target.url());
        if (blank.isPresent()) {
            return newH2(blank.get());
        }
        try (Connection connection = DriverManager.getConnection(url(), target.login())) {
            DatabaseMetaData metaData = connection.getMetaData();
            String product = metaData.getDatabaseProductName() + " " + metaData.getDatabaseProductVersion();
            SchemaHistory history = SchemaHistory.read(connection);
            return new Inspection(product, session(connection), history.version(), Migrations.KNOWN,
                    history.refusal(target, connection), rights(history, connection), connections(connection));
        } catch (SQLException e) {
            if (target.dialect() == Dialect.H2 && Problem.of(Dialect.H2, e) == Problem.NO_DATABASE
                    && H2Files.file(target.url()).flatMap(H2Files::obstacle).isEmpty()) {
                return newH2();
            }
            throw (Problem.of(target.dialect(), e) == Problem.NO_RIGHT ? new Diagnosis(target, Rights.toRead(target))
                    : diagnosis).of(e);
        }
    }

    private String url() throws SQLException {
        return switch (target.dialect()) {
            case H2 -> JdbcUrl.toRead(target.url());
            case POSTGRESQL -> PostgresSession.of(target).complete(JdbcUrl.complete(target.url()));
            case MARIADB -> JdbcUrl.complete(target.url());
        };
    }

    private Optional<String> session(Connection connection) throws SQLException {
        String query = switch (target.dialect()) {
            case H2, POSTGRESQL -> "select concat('user ''', current_user, ''', schema ''', current_schema, '''')";
            case MARIADB -> "select concat('user ''', current_user(), '''')";
        };
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(query)) {
            return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
        }
    }

    private Optional<String> rights(SchemaHistory history, Connection connection) throws SQLException {
        if (Rights.onlyReads(target.dialect(), connection)) {
            return Optional.of("The database " + target.address() + " only reads: " + Rights.OF_A_STANDBY);
        }
        boolean migrates = history.version().orElse(0) < Migrations.KNOWN;
        return Rights.lacking(target.dialect(), connection, migrates).map(grant -> "The database " + target.address()
                + " does not allow user '" + target.asker()
                + (migrates ? "' to create and fill tables: " : "' to fill tables: ") + grant);
    }

    /** What only speaks the protocol of one of them may not say. */
    private OptionalInt connections(Connection connection) {
        String query = switch (target.dialect()) {
            case H2 -> null;
            case POSTGRESQL -> """
                    select least(current_setting('max_connections')::int
                                   - current_setting('superuser_reserved_connections')::int
                                   - coalesce(current_setting('reserved_connections', true), '0')::int,
                                 nullif(r.rolconnlimit, -1), nullif(d.datconnlimit, -1))
                      from pg_roles r, pg_database d
                     where r.rolname = current_user and d.datname = current_database()""";
            case MARIADB -> """
                    select case when @@max_user_connections between 1 and @@max_connections
                                then @@max_user_connections else @@max_connections end""";
        };
        if (query == null) {
            return OptionalInt.empty();
        }
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(query)) {
            return row.next() && row.getInt(1) > 0 ? OptionalInt.of(row.getInt(1)) : OptionalInt.empty();
        } catch (SQLException unknown) {
            return OptionalInt.empty();
        }
    }

    private Inspection newH2(BlankFile blank) {
        if (blank.isCutOff()) {
            throw diagnosis.of(blank);
        }
        return newH2();
    }

    /** What the first start will fill, if it may write there. */
    private Inspection newH2() {
        Optional<String> problem =
                H2Files.file(target.url()).map(Inspector::nearest).filter(place -> !Files.isWritable(place))
                        .map(place -> "The database " + target.address() + " cannot be created: make "
                                + place + " writable, or correct dcs.db.url");
        return new Inspection("H2", Optional.empty(), Optional.empty(), Migrations.KNOWN, problem, Optional.empty(),
                OptionalInt.empty());
    }

    /** The file, or the folder that is there and in which it will be made. */
    private static Path nearest(Path file) {
        for (Path place = file; place != null; place = place.getParent()) {
            if (Files.exists(place)) {
                return place;
            }
        }
        return file;
    }
}
