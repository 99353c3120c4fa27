package io.github.dcssync.bench;

/** Where the floor writes: one table of one database, in the way that is quickest there. */
interface Target extends AutoCloseable {

    int ROWS_A_MERGE = 2_000;

    /** @param row values in the order of the table's columns, or null */
    void add(String instance, String[] row) throws Exception;

    /** @param write whether rows are stored, or only compared with what is stored */
    static Target open(String url, Table table, boolean write) throws Exception {
        return url.startsWith("jdbc:h2:") ? new MergeTarget(url, table) : new CopyTarget(url, table, write);
    }
}
