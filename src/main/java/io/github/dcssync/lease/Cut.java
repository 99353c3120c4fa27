package io.github.dcssync.lease;

/**
 * How a process cuts a source.
 *
 * @param source its name
 * @param shards into how many parts, each with a lease of its own; 1 where it is whole
 */
public record Cut(String source, int shards) {
}
