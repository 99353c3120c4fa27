package io.github.dcssync.check;

/**
 * What a check found, in short.
 *
 * @param sources        how many sources there are
 * @param answering      how many of them answered the signed call
 * @param databaseUsable whether a sync could store what it reads
 */
public record CheckOutcome(int sources, int answering, boolean databaseUsable) {
}
