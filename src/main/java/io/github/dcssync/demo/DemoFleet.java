package io.github.dcssync.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dcssync.simulator.Fleet;
import io.github.dcssync.simulator.SimulatedKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** A fleet with a past: knows every record there ever was and lists what the service listed at a time. */
final class DemoFleet {

    /** The service keeps so many backups an instance. */
    private static final int BACKUPS_KEPT = 24;
    private static final Duration LIFE_OF_AUTOMATIC = Duration.ofDays(7);
    /** Somebody deletes a backup made by hand when it is so old. */
    private static final Duration LIFE_OF_DELETED = Duration.ofDays(6);

    private final Fleet fleet;
    private final Map<String, List<ObjectNode>> backups = new HashMap<>();
    private final Map<String, List<ObjectNode>> restores = new HashMap<>();
    private final Queue<String> quiet = new ArrayDeque<>();

    /**
     * @param fleet   with all records up to the present
     * @param stories what befell its instances, or null
     */
    DemoFleet(Fleet fleet, @Nullable DemoStories stories) {
        this.fleet = fleet;
        List<String> ids = fleet.instanceIds();
        for (int i = 0; i < ids.size(); i++) {
            List<ObjectNode> saved = new ArrayList<>(fleet.records(SimulatedKind.BACKUP, ids.get(i)));
            List<ObjectNode> restored = new ArrayList<>(fleet.records(SimulatedKind.RESTORE, ids.get(i)));
            if (stories == null || !stories.tell(i, saved, restored)) {
                quiet.add(ids.get(i));
            }
            backups.put(ids.get(i), saved);
            restores.put(ids.get(i), restored);
        }
    }

    static void addInstance(Fleet fleet, String name, int backups) {
        fleet.resize(SimulatedKind.BACKUP, fleet.addInstance(name), backups);
    }

    /** Lists from now on what was listed at that time. */
    void show(Instant time) {
        backups.forEach((id, all) -> fleet.replaceRecords(SimulatedKind.BACKUP, id, listed(all, time)));
        restores.forEach((id, all) -> fleet.replaceRecords(SimulatedKind.RESTORE, id,
                all.stream().filter(restore -> createdAt(restore).isBefore(time)).toList()));
    }

    /** An instance, each time the next one that had a quiet time, makes a backup; its oldest one makes room. */
    void saveOne() {
        String id = quiet.remove();
        quiet.add(id);
        fleet.addFirst(SimulatedKind.BACKUP, id);
        List<ObjectNode> listed = fleet.records(SimulatedKind.BACKUP, id);
        if (listed.size() > BACKUPS_KEPT) {
            oldestAutomatic(listed).ifPresent(backup -> fleet.remove(SimulatedKind.BACKUP, id, backup));
        }
    }

    private static Optional<String> oldestAutomatic(List<ObjectNode> listed) {
        return listed.stream().filter(backup -> !staysUntilDeleted(backup))
                .reduce((newer, older) -> older).map(backup -> backup.path("backup_id").asText());
    }

    /** Those made by hand stay until somebody deletes them; the automatic ones make room for newer ones. */
    private static List<ObjectNode> listed(List<ObjectNode> all, Instant time) {
        List<ObjectNode> then = all.stream().filter(backup -> createdAt(backup).isBefore(time))
                .map(backup -> asOf(backup, time)).toList();
        long room = BACKUPS_KEPT - then.stream().filter(DemoFleet::staysUntilDeleted).count();
        List<ObjectNode> listed = new ArrayList<>();
        for (ObjectNode backup : then) {
            if (staysUntilDeleted(backup) || room-- > 0) {
                listed.add(backup);
            }
        }
        return listed;
    }

    private static boolean staysUntilDeleted(ObjectNode backup) {
        return is(backup, "backup_type", "manual") && is(backup, "status", "succeed");
    }

    private static ObjectNode asOf(ObjectNode backup, Instant time) {
        Duration age = Duration.between(createdAt(backup), time);
        boolean isGoodYet = is(backup, "status", "expired") && age.compareTo(LIFE_OF_AUTOMATIC) < 0
                || is(backup, "status", "deleted") && age.compareTo(LIFE_OF_DELETED) < 0;
        return isGoodYet ? backup.deepCopy().put("status", "succeed").put("is_support_restore", "TRUE") : backup;
    }

    static boolean is(ObjectNode backup, String field, String value) {
        return backup.path(field).asText().equals(value);
    }

    static Instant createdAt(ObjectNode record) {
        return Instant.parse(record.path("created_at").asText());
    }
}
