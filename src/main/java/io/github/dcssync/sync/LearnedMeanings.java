package io.github.dcssync.sync;

import io.github.dcssync.paging.TotalCountMeaning;
import io.github.dcssync.record.ListKind;
import io.github.dcssync.settings.Source;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a source's counts were seen to mean, list by list: before this sync and in it. Each holds for the version of the API
 * that has said so, since another one may count otherwise. Thread-safe.
 */
public final class LearnedMeanings {

    private final Source source;
    private final Map<ListKind, TotalCountMeaning> known = new ConcurrentHashMap<>();
    private final Map<ListKind, TotalCountMeaning> remembered = new ConcurrentHashMap<>();

    LearnedMeanings(Source source) {
        this.source = source;
    }

    TotalCountMeaning of(ListKind list) {
        return known.getOrDefault(list, TotalCountMeaning.UNKNOWN);
    }

    /** @param api the version of the API that counted so; null where that is not known */
    void remember(ListKind list, String api, TotalCountMeaning meaning) {
        if (source.api(list).version().equals(api)) {
            remembered.put(list, meaning);
            known.put(list, meaning);
        }
    }

    void learn(ListKind list, TotalCountMeaning meaning) {
        known.put(list, meaning);
    }

    /** What a source's count means in one of its lists, asked by this version of the API. */
    public record Learned(String endpoint, String api, String meaning) {
    }

    /** @return what was learned that was not remembered */
    List<Learned> learned() {
        return known.entrySet().stream().filter(one -> remembered.get(one.getKey()) != one.getValue())
                .map(one -> new Learned(one.getKey().endpoint(), source.api(one.getKey()).version(),
                        one.getValue().toString()))
                .toList();
    }
}
