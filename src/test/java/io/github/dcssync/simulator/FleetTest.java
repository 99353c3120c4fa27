package io.github.dcssync.simulator;

import static io.github.dcssync.simulator.SimulatedKind.BACKUP;
import static io.github.dcssync.simulator.SimulatedKind.RESTORE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dcssync.testkit.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FleetTest {

    private static final String NOW = "2026-03-01T12:00:00Z";

    private final Fleet fleet = fleet(1, 200, 24, 5);

    @Test
    void isTheSameForTheSameSeedAndTime() {
        assertThat(text(fleet(7, 20, 24, 5))).isEqualTo(text(fleet(7, 20, 24, 5)));
        assertThat(text(fleet(7, 20, 24, 5))).isNotEqualTo(text(fleet(8, 20, 24, 5)));
    }

    @Test
    void givesEachInstanceAndRecordAnIdAndEachInstanceAName() {
        Set<String> ids = new HashSet<>(fleet.instanceIds());
        fleet.instanceIds().forEach(id -> ids.addAll(fleet.recordIds(BACKUP, id)));
        fleet.instanceIds().forEach(id -> ids.addAll(fleet.recordIds(RESTORE, id)));
        assertThat(ids).hasSize(200 * (1 + 24 + 5)).allMatch(id -> id.matches(
                "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"));
        assertThat(fleet.instanceIds()).extracting(id -> fleet.instance(id).get("name").asText())
                .doesNotHaveDuplicates().contains("orders-cache-eu1");
    }

    @Property(seed = "1", tries = 30)
    void listsRecordsNewestFirstAndNoneOfTheFuture(@ForAll long seed, @ForAll @IntRange(max = 900) int count) {
        Fleet any = fleet(seed, 2, count, count);
        for (String id : any.instanceIds()) {
            for (SimulatedKind kind : SimulatedKind.values()) {
                List<Instant> times = any.records(kind, id).stream().map(FleetTest::createdAt).toList();
                assertThat(times).hasSize(count).isSortedAccordingTo(Comparator.reverseOrder())
                        .allMatch(time -> time.isBefore(Instant.parse(NOW)));
            }
        }
    }

    @Test
    void hasARecentBackupForEachInstance() {
        for (String id : fleet.instanceIds()) {
            assertThat(createdAt(fleet.records(BACKUP, id).get(0)))
                    .isAfter(Instant.parse(NOW).minus(Duration.ofHours(22)));
        }
    }

    @Test
    void mixesTheStatusesOfBackups() {
        assertThat(all(BACKUP)).extracting(backup -> backup.get("status").asText())
                .contains("waiting", "backuping", "succeed", "failed", "expired", "deleted");
        assertThat(all(BACKUP)).allSatisfy(backup -> {
            boolean hasFailed = backup.get("status").asText().equals("failed");
            assertThat(backup.get("error_code").asText().matches("dcs\\.08\\.000[1-8]")).isEqualTo(hasFailed);
            assertThat(backup.get("is_support_restore").asText())
                    .isEqualTo(backup.get("status").asText().equals("succeed") ? "TRUE" : "FALSE");
            assertThat(backup.get("progress").asText()).matches("\\d{1,3}\\.00");
        });
        assertThat(all(BACKUP)).anyMatch(backup -> backup.get("size").asLong() > Integer.MAX_VALUE);
    }

    @Test
    void restoresFromBackupsThatWereThere() {
        Map<String, ObjectNode> backups = all(BACKUP).stream()
                .collect(Collectors.toMap(backup -> backup.get("backup_id").asText(), backup -> backup));
        List<ObjectNode> restores = all(RESTORE).stream()
                .filter(restore -> backups.containsKey(restore.get("backup_id").asText())).toList();
        assertThat(restores).hasSizeGreaterThan(200).allSatisfy(restore -> {
            ObjectNode backup = backups.get(restore.get("backup_id").asText());
            assertThat(backup.get("updated_at").asText()).isLessThan(restore.get("created_at").asText());
            assertThat(backup.get("error_code").isNull()).isTrue();
            assertThat(backup.get("backup_name").asText()).isEqualTo(restore.get("backup_name").asText());
        });
        assertThat(all(RESTORE)).extracting(restore -> restore.get("status").asText())
                .contains("succeed", "failed", "restoring").doesNotContain("expired", "deleted");
    }

    @Test
    void writesTheLocalTimeIntoNames() {
        ObjectNode backup = fleet.records(BACKUP, fleet.instanceIds().get(0)).get(5);
        String utc = backup.get("created_at").asText().replaceAll("[-T:]", "").substring(0, 14);
        assertThat(backup.get("backup_name").asText()).startsWith("backup_").isNotEqualTo("backup_" + utc);
    }

    @Test
    void takesRecordsAtAnyPositionAndGivesThemUpAgain() {
        String id = fleet.instanceIds().get(0);
        String head = fleet.addFirst(BACKUP, id);
        ObjectNode copy = fleet.record(BACKUP, id, head).put("backup_id", "in-the-middle");
        fleet.add(BACKUP, id, 3, copy);
        assertThat(fleet.recordIds(BACKUP, id)).hasSize(26).startsWith(head);
        assertThat(fleet.recordIds(BACKUP, id).get(3)).isEqualTo("in-the-middle");
        fleet.remove(BACKUP, id, head);
        fleet.remove(BACKUP, id, "in-the-middle");
        assertThat(fleet.recordIds(BACKUP, id)).hasSize(24).doesNotContain(head, "in-the-middle");
    }

    @Test
    void changesARecordWhereItStands() {
        String id = fleet.instanceIds().get(0);
        String record = fleet.recordIds(RESTORE, id).get(2);
        fleet.change(RESTORE, id, record, node -> node.put("status", "melted"));
        assertThat(fleet.recordIds(RESTORE, id).get(2)).isEqualTo(record);
        assertThat(fleet.record(RESTORE, id, record).get("status").asText()).isEqualTo("melted");
    }

    @Test
    void setsTheNumberOfRecordsOfAnInstance() {
        String id = fleet.instanceIds().get(0);
        fleet.resize(BACKUP, id, 2500);
        fleet.resize(RESTORE, id, 0);
        assertThat(fleet.recordIds(BACKUP, id)).hasSize(2500).doesNotHaveDuplicates();
        assertThat(fleet.recordIds(RESTORE, id)).isEmpty();
        assertThat(fleet.recordIds(BACKUP, fleet.instanceIds().get(1))).hasSize(24);
    }

    @Test
    void takesInstancesAndGivesThemUpAgain() {
        String id = fleet.addInstance("late-arrival");
        assertThat(fleet.instanceIds()).hasSize(201).endsWith(id);
        assertThat(fleet.addFirst(RESTORE, id)).isEqualTo(fleet.recordIds(RESTORE, id).get(0));
        fleet.removeInstance(id);
        assertThat(fleet.instanceIds()).hasSize(200);
        assertThatThrownBy(() -> fleet.recordIds(BACKUP, id)).isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining(id);
    }

    @Test
    void losesNoChangeWhenManyThreadsChangeIt() {
        String id = fleet.instanceIds().get(0);
        Stream.iterate(0, i -> i + 1).limit(500).parallel().forEach(i -> fleet.addFirst(BACKUP, id));
        assertThat(fleet.recordIds(BACKUP, id)).hasSize(524).doesNotHaveDuplicates();
    }

    private static Fleet fleet(long seed, int instances, int backups, int restores) {
        return new Fleet(SimulatorOptions.builder().seed(seed).clock(new TestClock(NOW)).instances(instances)
                .backupsPerInstance(backups).restoresPerInstance(restores).build());
    }

    private List<ObjectNode> all(SimulatedKind kind) {
        return fleet.instanceIds().stream().flatMap(id -> fleet.records(kind, id).stream()).toList();
    }

    private static String text(Fleet fleet) {
        StringBuilder text = new StringBuilder(fleet.projectId());
        for (String id : fleet.instanceIds()) {
            text.append(fleet.instance(id)).append(fleet.records(BACKUP, id)).append(fleet.records(RESTORE, id));
        }
        return text.toString();
    }

    private static Instant createdAt(JsonNode record) {
        return Instant.parse(record.get("created_at").asText());
    }
}
