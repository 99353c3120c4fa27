package io.github.dcssync.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.MetricsTrackerFactory;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The reporting database: a pool of connections to it, and its schema. */
public final class Database implements AutoCloseable {

    /** Flyway holds one connection for its lock while it migrates with another. */
    private static final int SMALLEST_POOL = 2;
    /** A database that is away for longer is the routes' to wait for: they know what can be tried again. */
    private static final long LONGEST_WAIT_MILLIS = 5_000;
    /** One attempt: a database that is not there at the start, or a wrong password, is said at once. */
    private static final long ONE_ATTEMPT = 1;
    private static final long LATER = -1;
    /** An idle connection that says nothing for so long is given up. */
    private static final long VALIDATION_MILLIS = 1_000;

    /** The page takes three; health and metrics ask beside it. */
    private static final int READERS = 5;
    private static final long READERS_WAIT_MILLIS = 1_000;
    /** A heartbeat that hangs keeps its connection for as long as it hangs; the others need another. */
    private static final int HEARTBEATS = 4;
    private static final Duration SHORT_WAIT = Duration.ofSeconds(3);

    /** What a process may open beside the pool of the syncs: the readers, whom one asks for, and the heartbeats. */
    static final int BESIDE_SYNCS = READERS + 1 + HEARTBEATS;

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    private final DatabaseTarget target;
    /** Whether others are given a session between two transactions. */
    private final boolean isPooled;
    private final HikariDataSource pool;
    private final Outage connections;
    private @Nullable Readers readers;
    private @Nullable HikariDataSource heartbeats;

    private Database(DatabaseTarget target, boolean isPooled, HikariDataSource pool) {
        this.target = target;
        this.isPooled = isPooled;
        this.pool = pool;
        this.connections = new Outage(pool);
    }

    /**
     * Connects to the database, which for H2 makes its file when there is none. Writes nothing else.
     *
     * @param poolSize the most connections at a time, at least 2 whatever is given
     * @throws DatabaseException when it cannot be reached or used
     * @throws IllegalArgumentException when the URL names no supported database
     */
    public static Database open(DatabaseTarget target, int poolSize) {
        H2Files.prepare(target.url());
        return connect(target, poolSize);
    }

    /**
     * Connects to a database that is only read, which must be there: the right to read is enough.
     *
     * @param poolSize the most connections at a time, at least 2 whatever is given
     * @throws DatabaseException when it cannot be reached or used
     * @throws IllegalArgumentException when the URL names no supported database
     */
    public static Database openToRead(DatabaseTarget target, int poolSize) {
        boolean h2 = target.dialect() == Dialect.H2;
        return connect(h2 ? target.by(JdbcUrl::toRead) : target, poolSize);
    }

    private static Database connect(DatabaseTarget target, int poolSize) {
        Optional<BlankFile> cutOff = BlankFile.of(target.url()).filter(BlankFile::isCutOff);
        if (cutOff.isPresent()) {
            // H2 would begin anew there, over what its tool might still save.
            throw new Diagnosis(target).of(cutOff.get());
        }
        try {
            PostgresSession session = target.dialect() == Dialect.POSTGRESQL ? PostgresSession.of(target) : null;
            boolean isPooled = session != null && session.isPooled();
            DatabaseTarget reached = session == null ? target : target.by(session::complete);
            if (session != null && session.isOvertaken() && !isPooled) {
                LOG.info(
                        "The tables in schema '{}' are used, though schema '{}' comes first; dcs.db.url says it otherwise"
                                + " with currentSchema",
                        session.ours(), session.schema());
            }
            HikariConfig config = pool(reached, isPooled, "dcs-sync", Math.max(SMALLEST_POOL, poolSize),
                    LONGEST_WAIT_MILLIS);
            config.setMinimumIdle(SMALLEST_POOL);
            config.setInitializationFailTimeout(ONE_ATTEMPT);
            return new Database(reached, isPooled, new HikariDataSource(config));
        } catch (SQLException | RuntimeException e) {
            // Also of a URL that the driver does not accept, which the pool would quote.
            throw new Diagnosis(target).of(e);
        }
    }

    /** A pool that asks for nothing until it is asked. */
    private static HikariConfig pool(DatabaseTarget target, boolean isPooled, String name, int size, long waitMillis) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setDataSource(new FreshLogin(target));
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(waitMillis);
        config.setValidationTimeout(VALIDATION_MILLIS);
        config.setInitializationFailTimeout(LATER);
        if (!isPooled) {
            // The same everywhere: MariaDB's own default would not see what another transaction has just stored.
            config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        }
        config.setExceptionOverride(new LeaveReadOnlyServer());
        config.setConnectionInitSql(target.dialect().sessionStart(isPooled));
        return config;
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
        LeaveReadOnlyServer readOnly = (LeaveReadOnlyServer) pool.getExceptionOverride();
        readOnly.stay(true);
        boolean hasMigrated;
        try {
            hasMigrated = new Migrations(target, isPooled ? new NothingLeftBehind(pool) : pool, isPooled).run();
        } finally {
            readOnly.stay(false);
        }
        if (hasMigrated && target.dialect() != Dialect.H2) {
            // Migrations may take their time; what follows may not. An H2 database in memory ends with its connections.
            pool.getHikariPoolMXBean().softEvictConnections();
        }
    }

    /**
     * The pool of the syncs. A connection is handed out in autocommit mode, at READ COMMITTED, with a session in UTC;
     * an answer is waited for 20 s, a lock 10 s.
     */
    public DataSource dataSource() {
        return connections;
    }

    /** The same pool, for what may take up to 10 minutes. */
    public DataSource patient() {
        return new Patient(connections);
    }

    /** The same pool, for what is of no use when it comes late: an answer is waited for 3 s. */
    public JdbcTemplate brief() {
        return new RepeatedStatements(new Patient(connections, SHORT_WAIT));
    }

    /** The program's own history, for deletions that may take up to 10 minutes. */
    public OldHistory oldHistory() {
        DataSource patient = patient();
        return new OldHistory(new JdbcTemplate(patient),
                new RepeatedTransactions(new Transactions(patient, target.dialect(), isPooled)), target.dialect());
    }

    /** Statements on {@link #dataSource()}; outside a transaction they are tried again after a conflict with others. */
    public JdbcTemplate statements() {
        return new RepeatedStatements(connections);
    }

    /** Transactions on {@link #dataSource()} that are tried again after a conflict with others. */
    public TransactionTemplate transaction() {
        return new RepeatedTransactions(transactions());
    }

    /** Transactions on {@link #dataSource()}. */
    public PlatformTransactionManager transactions() {
        return new Transactions(connections, target.dialect(), isPooled);
    }

    /**
     * A pool for the page, health and metrics, who hear within two seconds that the database is away; what they read
     * may take up to 10 minutes.
     */
    public synchronized DataSource readers() {
        if (readers == null) {
            readers = new Readers(beside("dcs-sync-readers", READERS, READERS_WAIT_MILLIS),
                    beside("dcs-sync-pulse", 1, READERS_WAIT_MILLIS));
        }
        return readers;
    }

    /** A pool for the signs of life of leases, an answer to which is waited for 3 s: less than a lease lives. */
    public synchronized DataSource heartbeats() {
        if (heartbeats == null) {
            heartbeats = beside("dcs-sync-heartbeats", HEARTBEATS, SHORT_WAIT.toMillis());
        }
        return new Patient(heartbeats, SHORT_WAIT);
    }

    private HikariDataSource beside(String name, int size, long waitMillis) {
        return new HikariDataSource(pool(target, isPooled, name, size, waitMillis));
    }

    /** Has the pool of the syncs measured. */
    public void measure(MetricsTrackerFactory measures) {
        if (pool.getMetricsTrackerFactory() == null) {
            pool.setMetricsTrackerFactory(measures);
        }
    }

    /** What ends the program where this was thrown: one line with the address, the reason and the remedy. */
    public DatabaseException exception(Throwable thrown) {
        return new Diagnosis(target).of(thrown);
    }

    /** What messages call it: of its URL what may be shown. */
    public String address() {
        return target.address();
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
    public synchronized void close() {
        if (readers != null) {
            readers.close();
        }
        if (heartbeats != null) {
            heartbeats.close();
        }
        pool.close();
    }
}
