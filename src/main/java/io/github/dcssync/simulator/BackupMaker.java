package io.github.dcssync.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Makes the backups of one instance: one a day at its hour, some by hand, some failed, the old ones expired. */
final class BackupMaker {

    private static final int DAYS_AT_MOST = 365;
    private static final Duration LIFE = Duration.ofDays(7);
    private static final long BYTES_PER_GIB = 1L << 30;
    private static final int MINUTES_TO_FINISH = 30;
    private static final int MINUTES_SINCE_NEWEST = 22 * 60;

    private final Dice dice;
    private final Instant now;
    private final String instanceId;
    private final long fullSize;

    BackupMaker(Dice dice, Instant now, String instanceId, int capacityGb) {
        this.dice = dice;
        this.now = now;
        this.instanceId = instanceId;
        this.fullSize = (long) (Math.max(capacityGb, 0.125) * BYTES_PER_GIB * (0.3 + 0.5 * dice.fraction()));
    }

    /** Newest first. More than a year's worth is spread over one year. */
    List<ObjectNode> series(int count) {
        List<ObjectNode> backups = new ArrayList<>(count);
        if (count > 0 && dice.oneIn(7)) {
            backups.add(running());
        }
        Duration spacing = count > DAYS_AT_MOST ? Duration.ofDays(DAYS_AT_MOST).dividedBy(count) : Duration.ofDays(1);
        Instant slot = newestSlot();
        while (backups.size() < count) {
            backups.add(finished(slot, spacing));
            slot = slot.minus(spacing);
        }
        return backups;
    }

    /** One backup made by hand just now. */
    ObjectNode fresh() {
        return close(open("manual", now.minusSeconds(90)), "succeed", Duration.ofSeconds(80));
    }

    /** Finished by now, and less than a day ago at any time of day. */
    private Instant newestSlot() {
        return now.minus(Duration.ofMinutes(dice.between(MINUTES_TO_FINISH, MINUTES_SINCE_NEWEST)));
    }

    private ObjectNode running() {
        Instant created = now.minusSeconds(dice.between(20, 300));
        ObjectNode node = open("manual", created);
        boolean isWaiting = dice.oneIn(3);
        node.put("status", isWaiting ? "waiting" : "backuping").put("progress", isWaiting ? "0.00" : "42.00");
        if (isWaiting) {
            node.putNull("execution_at").putNull("updated_at");
        }
        return node;
    }

    private ObjectNode finished(Instant slot, Duration spacing) {
        boolean isManual = dice.oneIn(8);
        long room = Math.min(spacing.toMillis() / 2, isManual ? 1_200_000 : 90_000);
        Instant created = slot.plusMillis(dice.between(0, room));
        ObjectNode node = open(isManual ? "manual" : "auto", created);
        Duration duration = Duration.ofSeconds(dice.between(30, 500));
        if (dice.oneIn(25)) {
            return fail(node, isManual, duration);
        }
        boolean isOld = Duration.between(created, now).compareTo(LIFE) > 0;
        String oldStatus = isManual ? dice.oneOf("succeed", "succeed", "deleted") : "expired";
        return close(node, isOld ? oldStatus : "succeed", duration);
    }

    private ObjectNode open(String type, Instant created) {
        boolean isManual = type.equals("manual");
        int hour = created.atZone(ZoneOffset.UTC).getHour();
        ObjectNode node = JsonText.MAPPER.createObjectNode();
        node.put("status", "backuping");
        node.put("remark", isManual ? dice.oneOf("before release", "before resize", "requested by audit") : null);
        node.put("period", isManual ? null : "%02d:00-%02d:00".formatted(hour, (hour + 1) % 24));
        node.put("progress", "0.00").put("size", 0).put("instance_id", instanceId).put("backup_id", dice.uuid());
        node.put("created_at", Times.stamp(created)).put("updated_at", Times.stamp(created));
        node.put("execution_at", Times.stamp(created.plusMillis(dice.between(900, 5300))));
        node.put("backup_type", type).put("backup_name", Times.name("backup", created));
        node.put("backup_format", dice.oneOf("AOF", "rdb")).putNull("error_code").put("is_support_restore", "FALSE");
        return node;
    }

    private ObjectNode close(ObjectNode node, String status, Duration duration) {
        Instant created = Instant.parse(node.get("created_at").textValue());
        double ageInYears = Duration.between(created, now).toHours() / 8760.0;
        long size = (long) (fullSize * (1 - 0.6 * Math.min(ageInYears, 1)) * (0.97 + 0.06 * dice.fraction()));
        node.put("status", status).put("progress", "100.00").put("size", size);
        node.put("updated_at", Times.stamp(created.plus(duration)));
        return node.put("is_support_restore", status.equals("succeed") ? "TRUE" : "FALSE");
    }

    private ObjectNode fail(ObjectNode node, boolean isManual, Duration duration) {
        Instant created = Instant.parse(node.get("created_at").textValue());
        String lastDigit = dice.oneOf("1", "2", "3", "4", "5", "6", isManual ? "2" : "8");
        node.put("status", "failed").put("error_code", "dcs.08.000" + lastDigit);
        node.put("progress", dice.between(0, 99) + ".00");
        return node.put("updated_at", Times.stamp(created.plus(duration)));
    }
}
