package io.github.dcssync.database;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
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
        try (Connection connection = DriverManager.getConnection(url(), target.user(), target.password())) {
            DatabaseMetaData metaData = connection.getMetaData();
            String product = metaData.getDatabaseProductName() + " " + metaData.getDatabaseProductVersion();
            SchemaHistory history = SchemaHistory.read(connection);
            return new Inspection(product, history.version(), Migrations.KNOWN, problem(history, connection),
                    connections(connection));
        } catch (SQLException e) {
            if (target.dialect() == Dialect.H2 && Problem.of(Dialect.H2, e) == Problem.NO_DATABASE) {
                return newH2File();
            }
            throw diagnosis.of(e);
        }
    }

    private String url() {
        String url = JdbcUrl.complete(target.url());
        return target.dialect() == Dialect.H2 ? JdbcUrl.with(url, List.of("IFEXISTS=TRUE", "ACCESS_MODE_DATA=r")) : url;
    }

    private Optional<String> problem(SchemaHistory history, Connection connection) throws SQLException {
        Optional<String> refusal = history.refusal(target, connection);
        if (refusal.isPresent() || mayWrite(connection)) {
            return refusal;
        }
        return Optional.of("The database " + target.address() + " does not allow user '" + target.user()
                + "' to create and fill tables: " + diagnosis.grant());
    }

    private boolean mayWrite(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(rightsQuery())) {
            return row.next() && row.getBoolean(1);
        }
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

    private String rightsQuery() {
        return switch (target.dialect()) {
            case H2 -> "select bool_or(is_admin) from information_schema.users where user_name = current_user";
            case POSTGRESQL -> """
                    select coalesce(has_schema_privilege(current_schema(), 'CREATE'), false)
                       and coalesce(has_table_privilege(to_regclass('backup_record'), 'INSERT')
                                and has_table_privilege(to_regclass('backup_record'), 'UPDATE'), true)""";
            // A role's rights stand elsewhere: where one is active the first migration has to find out.
            case MARIADB -> """
                    select current_role() is not null or count(distinct privilege_type) = 4
                      from (select grantee, privilege_type, '%' as granted from information_schema.user_privileges
                             union all
                            select grantee, privilege_type, table_schema from information_schema.schema_privileges) g
                     where grantee = concat('''', replace(current_user(), '@', '''@'''), '''')
                       and database() like granted
                       and privilege_type in ('CREATE', 'INDEX', 'INSERT', 'UPDATE')""";
        };
    }

    /** A file that the first start will make, if its folder can be written to. */
    private Inspection newH2File() {
        Path folder = Path.of(target.url().split("[?;]", 2)[0].replaceFirst("(?i)^jdbc:h2:(file:|nio:)?", "")
                .replaceFirst("^~", System.getProperty("user.home"))).toAbsolutePath().normalize();
        do {
            folder = folder.getParent();
        } while (!Files.exists(folder));
        Optional<String> problem = Files.isWritable(folder) ? Optional.empty()
                : Optional.of("The database " + target.address() + " cannot be created: make " + folder
                        + " writable, or correct dcs.db.url");
        return new Inspection("H2", Optional.empty(), Migrations.KNOWN, problem, OptionalInt.empty());
    }
}
