package io.github.dcssync.sync;

import io.github.dcssync.record.ListKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * What is known of the lists of a sync from the syncs before, looked up for a hundred lists at a time, as the first of them
 * is read: under the lease nobody else writes it. Thread-safe.
 */
final class LastReads {

    private static final int INSTANCES = 100 / ListKind.OF_INSTANCES.size();

    private final List<List<String>> groups = new ArrayList<>();
    private final Map<String, Integer> groupOf = new HashMap<>();
    private final Map<Integer, Group> found = new ConcurrentHashMap<>();

    /** @param left how many of its lists have not been read */
    private record Group(Map<String, Map<ListKind, LastRead>> lists, AtomicInteger left) {
    }

    /** @param instances in the order in which they are read */
    LastReads(List<Instance> instances) {
        List<String> ids = instances.stream().map(Instance::id).toList();
        for (int from = 0; from < ids.size(); from += INSTANCES) {
            List<String> group = ids.subList(from, Math.min(from + INSTANCES, ids.size()));
            group.forEach(id -> groupOf.put(id, groups.size()));
            groups.add(group);
        }
    }

    /**
     * @param find looks up what is known of the lists of some instances, by the ids of these
     * @return what is known of a list of the sync; it is asked for once, and looked up again for whoever asks later
     */
    LastRead of(Task task, Function<List<String>, Map<String, Map<ListKind, LastRead>>> find) {
        int number = groupOf.get(task.instance().id());
        Group group = found.computeIfAbsent(number, one -> {
            List<String> ids = groups.get(one);
            return new Group(find.apply(ids), new AtomicInteger(ids.size() * ListKind.OF_INSTANCES.size()));
        });
        if (group.left().decrementAndGet() == 0) {
            found.remove(number);
        }
        return group.lists().getOrDefault(task.instance().id(), Map.of()).getOrDefault(task.kind(), LastRead.NEVER);
    }
}
