package io.github.dcssync.schedule;

import java.util.Map;
import java.util.Set;

/** Which sources and shards of today have missed what was missed under names that are no more. */
public interface Successors {

    /**
     * @param noted names of sources and shards, those of today among them
     * @return which of them a source or shard of today had before, by its name of today
     */
    Map<String, Set<String>> of(Set<String> noted);

    /** @return whether a source of today had this name, and no other program can have it by now */
    boolean isLeft(String name);
}
