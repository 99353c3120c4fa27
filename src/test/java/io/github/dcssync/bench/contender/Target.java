package io.github.dcssync.bench.contender;

/** Where the floor writes: one table of one database, in the way that is quickest there. */
interface Target extends AutoCloseable {

    void add(String instance, Row row) throws Exception;

    /** Opens the table for one thread. */
    static Target open(Job job, Table table) throws Exception {
        if (job.url().startsWith("jdbc:h2:")) {
            return new H2Target(job, table);
        }
        return job.url().startsWith("jdbc:postgresql:") ? new PostgresTarget(job, table) : new MariaDbTarget(job,
                table);
    }
}
