package io.github.dcssync.sync;

/**
 * One list of one instance.
 *
 * @param instance whose records
 * @param endpoint {@code backups} or {@code restores}
 * @param route    the route that reads the list
 */
public record Task(Instance instance, String endpoint, String route) {
}
