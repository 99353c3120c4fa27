package io.github.dcssync.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** Which rights the user lacks to create and fill the tables. */
final class Rights {

    /** To make tables and views, to fill them, and to let migrations change what others have made. */
    private static final String POSTGRESQL = """
            select coalesce((
                select format('grant usage, create on schema %I to %I', n.nspname, current_user)
                  from pg_namespace n,
                       unnest(string_to_array(current_setting('search_path'), ',')) with ordinality s (name, place)
                 where current_schema() is null and n.nspname in (trim(both ' "' from s.name),
                           replace(trim(both ' "' from s.name), '$user', current_user::text))
                 order by s.place desc limit 1), (
                select format('grant create on schema %I to %I', current_schema(), current_user)
                 where :migrates and not has_schema_privilege(current_schema(), 'CREATE')), (
                select format('grant %s on all tables in schema %I to %I', string_agg(p.name, ', ' order by p.place),
                           current_schema(), current_user)
                  from unnest(array['select', 'insert', 'update', 'delete']) with ordinality p (name, place)
                 where to_regclass('dcs_sync_schema_history') is not null and exists (
                    select from pg_class c join pg_namespace n on n.oid = c.relnamespace
                     where n.nspname = current_schema() and c.relkind = 'r'
                       and c.relname in ('backup_record', 'dcs_sync_schema_history', 'restore_record', 'sync_run')
                       and not has_table_privilege(c.oid, p.name))
                having count(*) > 0), (
                select format('grant %I to %I', pg_get_userbyid(c.relowner), current_user)
                  from pg_class c
                 where :migrates and c.oid = to_regclass('backup_record') and not pg_has_role(c.relowner, 'USAGE')))""";

    /** A role's rights stand elsewhere: where one is active the first migration has to find out. */
    private static final String MARIADB = """
            select concat('grant ', group_concat(lower(w.name) order by w.place separator ', '), ' on `', database(),
                       '`.* to ''', replace(current_user(), '@', '''@'''), '''')
              from (select 1 as place, 'SELECT' as name union all select 2, 'INSERT' union all select 3, 'UPDATE'
                     union all select 4, 'DELETE' union all select 5, 'CREATE' union all select 6, 'ALTER'
                     union all select 7, 'DROP' union all select 8, 'INDEX' union all select 9, 'CREATE VIEW') w
             where current_role() is null and (:migrates or w.place <= 4) and not exists (
                select 1
                  from (select grantee, privilege_type, '%' as granted from information_schema.user_privileges
                         union all
                        select grantee, privilege_type, table_schema from information_schema.schema_privileges) g
                 where g.grantee = concat('''', replace(current_user(), '@', '''@'''), '''')
                   and database() like g.granted and g.privilege_type = w.name)""";

    /** Administrators write all the same; so did those with SUPER, before MariaDB 10.11. */
    private static final String MARIADB_ONLY_READS = """
            select case when cast(@@global.read_only as char) not in ('0', 'OFF') and not exists (
                select 1 from information_schema.user_privileges
                 where grantee = concat('''', replace(current_user(), '@', '''@'''), '''')
                   and privilege_type in ('READ_ONLY ADMIN', 'SUPER')) then 'on' end""";

    private static final String H2 = """
            select case when bool_or(is_admin) then null else concat('alter user "', current_user, '" admin true') end
              from information_schema.users where user_name = current_user""";

    /** What to do about a server that only reads. */
    static final String OF_A_STANDBY = "wait until it writes again, or name the server that writes in dcs.db.url";

    private Rights() {
    }

    /** Whether the server refuses to write for this user, whatever was granted. */
    static boolean onlyReads(Dialect dialect, Connection connection) throws SQLException {
        String query = switch (dialect) {
            case H2 -> null;
            case POSTGRESQL -> "select current_setting('transaction_read_only')";
            case MARIADB -> MARIADB_ONLY_READS;
        };
        return query != null && single(connection, query).filter("on"::equals).isPresent();
    }

    /** The statement with which an administrator lets a user read all tables, where it is known how they are named. */
    static Optional<String> toRead(DatabaseTarget target) {
        return switch (target.dialect()) {
            case H2 -> Optional.empty();
            case POSTGRESQL -> ask(target, "select format('grant select on all tables in schema %I to %I',"
                    + " current_schema(), current_user)");
            case MARIADB -> ask(target, "select concat('grant select on `', database(), '`.* to ''',"
                    + " replace(current_user(), '@', '''@'''), '''')");
        };
    }

    private static Optional<String> ask(DatabaseTarget target, String query) {
        try (Connection connection = DriverManager.getConnection(JdbcUrl.complete(target.url()), target.login())) {
            return single(connection, query);
        } catch (SQLException unknown) {
            return Optional.empty();
        }
    }

    /**
     * The statement with which an administrator gives what lacks.
     *
     * @param migrates whether tables are to be made or changed, not only filled
     * @return empty when the user may do everything, or the server does not say
     */
    static Optional<String> lacking(Dialect dialect, Connection connection, boolean migrates) throws SQLException {
        String query = switch (dialect) {
            case H2 -> H2;
            case POSTGRESQL -> POSTGRESQL;
            case MARIADB -> MARIADB;
        };
        return single(connection, query.replace(":migrates", String.valueOf(migrates)));
    }

    private static Optional<String> single(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(query)) {
            return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
        }
    }
}
