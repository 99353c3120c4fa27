package io.github.dcssync.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** One instance with its lists. Never changes: the fleet replaces it by a copy. */
record CacheInstance(ListedRecord listing, String name, String status, int capacityGb,
        Map<SimulatedKind, List<ListedRecord>> lists) {

    /** An instance without records. */
    static CacheInstance of(ObjectNode node) {
        return of(node, Map.of(SimulatedKind.BACKUP, List.of(), SimulatedKind.RESTORE, List.of()));
    }

    /** An instance without records that is listed exactly as given. */
    static CacheInstance verbatim(String json) {
        ListedRecord listing = ListedRecord.verbatim(Shape.INSTANCE, "instance_id", json);
        return new CacheInstance(listing, listing.node().path("name").asText(), "RUNNING", 0,
                Map.of(SimulatedKind.BACKUP, List.of(), SimulatedKind.RESTORE, List.of()));
    }

    private static CacheInstance of(ObjectNode node, Map<SimulatedKind, List<ListedRecord>> lists) {
        ListedRecord listing = ListedRecord.of(Shape.INSTANCE, "instance_id", node);
        return new CacheInstance(listing, node.path("name").asText(), node.path("status").asText(),
                node.path("capacity").asInt(), lists);
    }

    String id() {
        return listing.id();
    }

    List<ListedRecord> records(SimulatedKind kind) {
        return Objects.requireNonNull(lists.get(kind));
    }

    CacheInstance with(SimulatedKind kind, List<ListedRecord> records) {
        Map<SimulatedKind, List<ListedRecord>> changed = new EnumMap<>(lists);
        changed.put(kind, List.copyOf(records));
        return new CacheInstance(listing, name, status, capacityGb, changed);
    }

    CacheInstance with(ObjectNode node) {
        return of(node, lists);
    }
}
