package io.github.dcssync.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the restorations of one instance, each from a backup that was there at the time. */
final class RestoreMaker {

    private static final Duration SPACING = Duration.ofDays(9);
    private static final int SPAN_IN_DAYS = 365;

    private final Dice dice;
    private final Instant now;
    private final String instanceId;
    private final String instanceName;

    RestoreMaker(Dice dice, Instant now, String instanceId, String instanceName) {
        this.dice = dice;
        this.now = now;
        this.instanceId = instanceId;
        this.instanceName = instanceName;
    }

    /** Newest first; the backups too are given newest first. More than a year's worth is spread over one year. */
    List<ObjectNode> series(int count, List<ListedRecord> backups) {
        List<ObjectNode> restores = new ArrayList<>(count);
        Duration evenly = Duration.ofDays(SPAN_IN_DAYS).dividedBy(Math.max(count, 1));
        Duration spacing = evenly.compareTo(SPACING) < 0 ? evenly : SPACING;
        Instant slot = now.minus(Duration.ofHours(2)).minusMillis((long) (spacing.toMillis() * dice.fraction()));
        int backup = 0;
        while (restores.size() < count) {
            boolean isRunning = restores.isEmpty() && dice.oneIn(10);
            Instant created = isRunning ? now.minusSeconds(dice.between(30, 400))
                    : slot.minusMillis(dice.between(0, spacing.toMillis() / 2));
            backup = firstUsable(backups, backup, created);
            @Nullable
            ListedRecord source = backup < backups.size() ? backups.get(backup) : null;
            restores.add(isRunning ? running(created, source) : finished(created, source));
            slot = slot.minus(spacing);
        }
        return restores;
    }

    private static int firstUsable(List<ListedRecord> backups, int from, Instant time) {
        int index = from;
        while (index < backups.size() && !(backups.get(index).isFinished()
                && backups.get(index).updatedAt() < time.getEpochSecond())) {
            index++;
        }
        return index;
    }

    /** One restoration finished just now. */
    ObjectNode fresh(List<ListedRecord> backups) {
        Instant created = now.minusSeconds(120);
        int backup = firstUsable(backups, 0, created);
        return close(open(created, backup < backups.size() ? backups.get(backup) : null), "succeed", 110);
    }

    private ObjectNode running(Instant created, @Nullable ListedRecord source) {
        boolean isWaiting = dice.oneIn(3);
        ObjectNode node = open(created, source);
        return node.put("status", isWaiting ? "waiting" : "restoring").put("progress", isWaiting ? "0.00" : "61.00");
    }

    private ObjectNode finished(Instant created, @Nullable ListedRecord source) {
        ObjectNode node = open(created, source);
        if (dice.oneIn(12)) {
            node.put("error_code", dice.oneOf("dcs.08.0007", "dcs.08.0001", "dcs.08.0002"));
            close(node, "failed", dice.between(20, 900));
            return node.put("progress", dice.between(1, 99) + ".00");
        }
        boolean isSlow = dice.oneIn(15);
        return close(node, "succeed", isSlow ? dice.between(3700, 7000) : dice.between(60, 1800));
    }

    private ObjectNode open(Instant created, @Nullable ListedRecord source) {
        ObjectNode node = JsonText.MAPPER.createObjectNode();
        Instant sourceTime =
                source == null ? created.minus(Duration.ofDays(1)) : Instant.ofEpochSecond(source.createdAt());
        node.put("status", "restoring").put("progress", "0.00").put("restore_id", dice.uuid());
        node.put("backup_id", source == null ? dice.uuid() : source.id());
        String remark = dice.oneOf("drill", "drill", "rollback after release", "");
        node.put("restore_remark", remark.isEmpty() ? null : remark);
        node.putNull("backup_remark");
        node.put("created_at", Times.stamp(created)).put("updated_at", Times.stamp(created));
        node.put("restore_name", Times.name("restore", created)).put("backup_name", Times.name("backup", sourceTime));
        node.put("sourceInstanceId", instanceId).put("sourceInstanceName", instanceName);
        return node.putNull("error_code");
    }

    private ObjectNode close(ObjectNode node, String status, long seconds) {
        Instant created = Instant.parse(node.get("created_at").textValue());
        node.put("status", status).put("progress", "100.00");
        return node.put("updated_at", Times.stamp(created.plusSeconds(seconds).plusMillis(461)));
    }
}
