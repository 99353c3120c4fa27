package io.github.dcssync.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dcssync.simulator.Fleet;
import io.github.dcssync.simulator.SimulatedKind;
import io.github.dcssync.simulator.Simulator;
import io.github.dcssync.simulator.SimulatorOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DemoFleetTest {

    private static final Instant NOW = Instant.parse("2026-03-01T00:20:00Z");
    private static final int SERVICE_KEEPS = 24;

    private final Simulator simulator = Simulator.start(SimulatorOptions.builder().instances(40).backupsPerInstance(60)
            .restoresPerInstance(16).clock(Clock.fixed(NOW, ZoneOffset.UTC)).build());
    private final Fleet service = simulator.fleet();
    private final DemoFleet fleet = new DemoFleet(service, new DemoStories(NOW));

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void listsWhatTheServiceWouldHaveListedOnAnyDay() {
        for (int daysAgo = 60; daysAgo >= 0; daysAgo--) {
            Instant time = NOW.minus(Duration.ofDays(daysAgo));
            fleet.show(time);
            for (String id : service.instanceIds()) {
                assertThat(service.records(SimulatedKind.BACKUP, id)).hasSizeLessThanOrEqualTo(SERVICE_KEEPS)
                        .extracting(DemoFleet::createdAt).isSortedAccordingTo(Comparator.reverseOrder())
                        .allMatch(time::isAfter);
                assertThat(service.records(SimulatedKind.RESTORE, id)).extracting(DemoFleet::createdAt)
                        .allMatch(time::isAfter);
            }
        }
    }

    @Test
    void expiresBackupsAfterAWeekAndNeverTakesItBack() {
        Set<String> expired = new HashSet<>();
        for (int daysAgo = 30; daysAgo >= 0; daysAgo--) {
            fleet.show(NOW.minus(Duration.ofDays(daysAgo)));
            Set<String> good = new HashSet<>();
            backups().forEach(backup -> (DemoFleet.is(backup, "status", "expired") ? expired : good)
                    .add(backup.path("backup_id").asText()));
            assertThat(good).as("good %d days ago", daysAgo).isNotEmpty().doesNotContainAnyElementsOf(expired);
        }
        assertThat(expired).hasSizeGreaterThan(500);
    }

    @Test
    void showsTheSamePastTwice() {
        fleet.show(NOW.minus(Duration.ofDays(9)));
        List<ObjectNode> first = backups().toList();
        fleet.show(NOW);
        assertThat(backups().toList()).isNotEqualTo(first);
        fleet.show(NOW.minus(Duration.ofDays(9)));
        assertThat(backups().toList()).isEqualTo(first);
    }

    @Test
    void goesOnWithOneMoreBackupAtATimeWhereAllIsQuiet() {
        fleet.show(NOW);
        Set<String> before = new HashSet<>(ids());
        List<Integer> troubled = List.of(4, 11, 17, 23, 29);
        for (int round = 1; round <= 80; round++) {
            fleet.saveOne();
            assertThat(ids().stream().filter(id -> !before.contains(id))).hasSize(round);
        }
        for (String id : service.instanceIds()) {
            assertThat(service.recordIds(SimulatedKind.BACKUP, id)).hasSizeLessThanOrEqualTo(SERVICE_KEEPS);
        }
        assertThat(troubled).allSatisfy(place -> assertThat(before).containsAll(
                service.recordIds(SimulatedKind.BACKUP, service.instanceIds().get(place))));
    }

    private Stream<ObjectNode> backups() {
        return service.instanceIds().stream().flatMap(id -> service.records(SimulatedKind.BACKUP, id).stream());
    }

    private List<String> ids() {
        return backups().map(backup -> backup.path("backup_id").asText()).toList();
    }
}
