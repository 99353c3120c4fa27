package io.github.dcssync.testkit;

import io.github.dcssync.database.DatabaseTarget;
import io.github.dcssync.database.Dialect;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A table that takes no row, with the words of a server that only reads, as after a fail-over, until it is closed. */
public final class ReadOnlyTable implements AutoCloseable {

    private final DatabaseTarget target;
    private final String table;

    /** @param target PostgreSQL or MariaDB */
    public ReadOnlyTable(DatabaseTarget target, String table) throws SQLException {
        this.target = target;
        this.table = table;
        if (target.dialect() == Dialect.MARIADB) {
            execute("create trigger only_reads before insert on " + table + " for each row signal sqlstate '25006'"
                    + " set mysql_errno = 1792, message_text = 'Cannot execute statement in a READ ONLY transaction'");
        } else {
            execute("create function only_reads() returns trigger language plpgsql as $$ begin"
                    + " raise exception 'cannot execute INSERT in a read-only transaction' using errcode = '25006';"
                    + " end $$");
            execute("create trigger only_reads before insert on " + table + " execute function only_reads()");
        }
    }

    @Override
    public void close() throws SQLException {
        execute("drop trigger only_reads" + (target.dialect() == Dialect.MARIADB ? "" : " on " + table));
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(target.url(), target.user(), target.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
