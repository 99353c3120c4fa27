package io.github.dcssync.sync;

/**
 * A cache instance to read.
 *
 * @param id   its id
 * @param name its name, or null when the service did not list it
 */
public record Instance(String id, String name) {
}
