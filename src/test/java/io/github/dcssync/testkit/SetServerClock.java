package io.github.dcssync.testkit;

import java.sql.Connection;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.function.Supplier;

/** Has a database's clock show the time of a test to statements that ask for it. */
public final class SetServerClock implements WatchedJdbc.Watch {

    private static final DateTimeFormatter SQL =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);

    private final TestDatabase kind;
    private final Supplier<Instant> time;
    private int statements;

    public SetServerClock(TestDatabase kind, Supplier<Instant> time) {
        this.kind = kind;
        this.time = time;
    }

    @Override
    public String statement(String sql) {
        String now = SQL.format(time.get());
        return sql.replace("current_timestamp(6)", kind == TestDatabase.MARIADB
                ? "cast('" + now + "' as datetime(6))" : "timestamp with time zone '" + now + "+00:00'");
    }

    @Override
    public void before(Connection connection, String deed) {
        statements++;
    }

    /** How many statements there were. */
    public int statements() {
        return statements;
    }
}
