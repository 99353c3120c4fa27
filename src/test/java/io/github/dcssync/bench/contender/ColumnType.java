package io.github.dcssync.bench.contender;

/** What a column holds, as each database calls it; the same types as the tables of dcs-sync have. */
public enum ColumnType {

    /** A part of a key. */
    KEY("varchar(255) collate \"C\"", "varchar(255)", "varchar(255) collate utf8mb4_nopad_bin"),
    /** Any text. */
    TEXT("text", "character varying", "longtext"),
    /** From 0 to 100. */
    PERCENT("numeric(5, 2)", "numeric(5, 2)", "numeric(5, 2)"),
    /** A whole number. */
    NUMBER("bigint", "bigint", "bigint"),
    /** Yes or no. */
    TRUTH("boolean", "boolean", "boolean"),
    /** An instant in microseconds. */
    TIME("timestamptz(6)", "timestamp(6) with time zone", "datetime(6)");

    private final String postgres;
    private final String h2;
    private final String mariaDb;

    ColumnType(String postgres, String h2, String mariaDb) {
        this.postgres = postgres;
        this.h2 = h2;
        this.mariaDb = mariaDb;
    }

    /** In PostgreSQL. */
    public String postgres() {
        return postgres;
    }

    /** In H2. */
    public String h2() {
        return h2;
    }

    /** In MariaDB. */
    public String mariaDb() {
        return mariaDb;
    }
}
