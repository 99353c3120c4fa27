package io.github.dcssync.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What befell single instances of the fleet, by their place in it. The others had a quiet time. */
final class DemoStories {

    /** Its lists could not be read for so long that backups came and went unseen. */
    static final int UNREADABLE_FOR_WEEKS = 8;

    private static final Duration BEFORE_ANY_DRILL_COUNTS = Duration.ofDays(100);
    private static final Duration STUCK_FOR = Duration.ofHours(9);
    private static final String BUCKET_REFUSED = "dcs.08.0005";
    private static final String NO_CREDENTIALS = "dcs.08.0004";

    private final Instant now;

    DemoStories(Instant now) {
        this.now = now;
    }

    /**
     * Changes what is known of an instance.
     *
     * @param place    of the instance in the list, from 0
     * @param backups  newest first
     * @param restores newest first
     * @return whether anything befell its backups
     */
    boolean tell(int place, List<ObjectNode> backups, List<ObjectNode> restores) {
        drills(place, restores);
        grow(place, backups);
        switch (place) {
            case 4 -> forgetYoungerThan(Duration.ofDays(5), backups);
            case 6 -> leaveUnfinished(restores, "restoring");
            case UNREADABLE_FOR_WEEKS -> backups.removeIf(backup -> DemoFleet.is(backup, "backup_type", "manual"));
            case 11 -> failNewest(3, NO_CREDENTIALS, backups);
            case 13 -> fail(backups.get(4), null);
            case 17 -> neverSucceed(backups, restores);
            case 23 -> backups.clear();
            case 29 -> {
                forgetYoungerThan(Duration.ofDays(2), backups);
                leaveUnfinished(backups, "backuping");
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void forgetYoungerThan(Duration age, List<ObjectNode> records) {
        Instant end = now.minus(age);
        records.removeIf(record -> DemoFleet.createdAt(record).isAfter(end));
    }

    private void leaveUnfinished(List<ObjectNode> records, String status) {
        forgetYoungerThan(STUCK_FOR, records);
        String begun = now.minus(STUCK_FOR).toString();
        ObjectNode stuck = records.get(0).deepCopy();
        String idField = stuck.has("restore_id") ? "restore_id" : "backup_id";
        String id = stuck.path(idField).asText();
        // An id of its own, the same in every demo.
        stuck.put(idField, new StringBuilder(id.substring(0, 8)).reverse() + id.substring(8));
        stuck.put("status", status).put("progress", "37.00").putNull("error_code");
        records.add(0, stuck.put("created_at", begun).put("updated_at", begun));
        if (stuck.has("size")) {
            stuck.put("size", 0).put("execution_at", begun).put("is_support_restore", "FALSE");
        }
    }

    private static void failNewest(int count, String code, List<ObjectNode> backups) {
        backups.stream().limit(count).forEach(backup -> fail(backup, code));
    }

    private static void neverSucceed(List<ObjectNode> backups, List<ObjectNode> restores) {
        backups.subList(4, backups.size()).clear();
        failNewest(backups.size(), BUCKET_REFUSED, backups);
        restores.clear();
    }

    private static void fail(ObjectNode backup, @Nullable String code) {
        backup.put("status", "failed").put("error_code", code).put("progress", "12.00").put("size", 0)
                .put("is_support_restore", "FALSE");
    }

    /** Every second one holds twice as much as sixty days ago. */
    private void grow(int place, List<ObjectNode> backups) {
        if (place % 2 == 0) {
            backups.forEach(backup -> backup.put("size", (long) (backup.path("size").asLong()
                    * Math.pow(2, -Duration.between(DemoFleet.createdAt(backup), now).toHours() / (60 * 24.0)))));
        }
    }

    /** Some owners have not tried a restoration for long, and some never. */
    private void drills(int place, List<ObjectNode> restores) {
        switch (place % 9) {
            case 2 -> restores.clear();
            case 4, 5 -> forgetYoungerThan(BEFORE_ANY_DRILL_COUNTS, restores);
            default -> {}
        }
    }
}
