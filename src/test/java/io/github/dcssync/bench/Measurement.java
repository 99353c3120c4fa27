package io.github.dcssync.bench;

/**
 * What a whole run took, from the start of the process to its end.
 *
 * @param seconds         by the clock
 * @param firstRequest    seconds until the service heard of it, 0 if it never did
 * @param clientSeconds   of the processors, all its threads and the virtual machine's
 * @param databaseSeconds of the processors, those of the database's own processes
 * @param mebibytes       of memory that it held at most
 * @param logMebibytes    that the database wrote to its log, 0 where it does not tell
 * @param requests        that it sent
 */
record Measurement(double seconds, double firstRequest, double clientSeconds, double databaseSeconds,
        double mebibytes, double logMebibytes, int requests) {
}
