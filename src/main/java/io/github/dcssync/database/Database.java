package io.github.dcssync.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;

/** The reporting database: a pool of connections to it, and its schema. */
public final class Database implements AutoCloseable {

    /** Flyway holds one connection for its lock while it migrates with another. */
    private static final int SMALLEST_POOL = 2;
    /** A database that is away for longer is the routes' to wait for: they know what can be tried again. */
    private static final long LONGEST_WAIT_MILLIS = 5_000;
    /** One attempt: a database that is not there at the start, or a wrong password, is said at once. */
    private static final long ONE_ATTEMPT = 1;

    private final DatabaseTarget target;
    private final HikariDataSource pool;

    private Database(DatabaseTarget target, HikariDataSource pool) {
        this.target = target;
        this.pool = pool;
    }

    /**
     * Connects to the database, which for H2 makes its file when there is none. Writes nothing else.
     *
     * @param poolSize the most connections at a time, at least 2 whatever is given
     * @throws DatabaseException when it cannot be reached or used
     * @throws IllegalArgumentException when the URL names no supported database
     */
    public static Database open(DatabaseTarget target, int poolSize) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("dcs-sync");
        config.setJdbcUrl(JdbcUrl.complete(target.url()));
        config.setUsername(target.user());
        config.setPassword(target.password());
        config.setMaximumPoolSize(Math.max(SMALLEST_POOL, poolSize));
        config.setMinimumIdle(SMALLEST_POOL);
        config.setConnectionTimeout(LONGEST_WAIT_MILLIS);
        config.setInitializationFailTimeout(ONE_ATTEMPT);
        // The same everywhere: MariaDB's own default would not see what another transaction has just stored.
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.setConnectionInitSql(target.dialect().sessionStart());
        try {
            return new Database(target, new HikariDataSource(config));
        } catch (RuntimeException e) {
            // Also of a URL that the driver does not accept, which the pool would quote.
            throw new Diagnosis(target).of(e);
        }
    }

    /**
     * Looks at the database and writes nothing.
     *
     * @throws DatabaseException when it cannot be reached or refuses the user
     * @throws IllegalArgumentException when the URL names no supported database
     */
    public static Inspection inspect(DatabaseTarget target) {
        return new Inspector(target).inspect();
    }

    /**
     * Creates or upgrades the tables. A database that is up to date is not written to.
     *
     * @throws DatabaseException when its schema is newer than the program, was made by other migrations, has tables of
     *         others under our names, or when the user lacks a right
     */
    public void migrate() {
        new Migrations(target, pool).run();
        if (target.dialect() == Dialect.POSTGRESQL) {
            // Migrations may take their time; what follows may not.
            pool.getHikariPoolMXBean().softEvictConnections();
        }
    }

    /** The pool. A connection is handed out in autocommit mode, at READ COMMITTED, with a session in UTC. */
    public DataSource dataSource() {
        return pool;
    }

    /** The SQL this database speaks. */
    public Dialect dialect() {
        return target.dialect();
    }

    /** Whether no other process can have the database open: what looks like another's work is a dead one's. */
    public boolean isEmbedded() {
        return target.dialect() == Dialect.H2 && !target.url().matches("(?i)jdbc:h2:(tcp|ssl):.*");
    }

    /** Closes all connections; an H2 file is then free for others. */
    @Override
    public void close() {
        pool.close();
    }
}
