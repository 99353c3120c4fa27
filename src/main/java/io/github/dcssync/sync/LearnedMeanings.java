package io.github.dcssync.sync;

import io.github.dcssync.paging.TotalCountMeaning;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What a source's counts were seen to mean, list by list: before this sync and in it. Thread-safe. */
public final class LearnedMeanings {

    private final Map<String, TotalCountMeaning> known = new ConcurrentHashMap<>();
    private final Map<String, TotalCountMeaning> remembered = new ConcurrentHashMap<>();

    TotalCountMeaning of(String endpoint) {
        return known.getOrDefault(endpoint, TotalCountMeaning.UNKNOWN);
    }

    void remember(String endpoint, TotalCountMeaning meaning) {
        remembered.put(endpoint, meaning);
        known.put(endpoint, meaning);
    }

    void learn(String endpoint, TotalCountMeaning meaning) {
        known.put(endpoint, meaning);
    }

    /** What a source's count means in one of its lists. */
    public record Learned(String endpoint, String meaning) {
    }

    /** @return what was learned that was not remembered */
    List<Learned> learned() {
        return known.entrySet().stream().filter(one -> remembered.get(one.getKey()) != one.getValue())
                .map(one -> new Learned(one.getKey(), one.getValue().toString())).toList();
    }
}
