package io.github.dcssync.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dcssync.simulator.Fleet;
import io.github.dcssync.simulator.Operation;
import io.github.dcssync.simulator.SimulatedKind;
import io.github.dcssync.sync.Summary;
import io.github.dcssync.testkit.OnEveryDatabase;
import io.github.dcssync.testkit.SyncFixture;
import io.github.dcssync.testkit.TestDatabase;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Processor;
import org.apache.camel.builder.AdviceWith;
import org.junit.jupiter.api.Test;

/** Nothing lost, nothing twice, and nothing written when nothing is new. */
@OnEveryDatabase
class CompleteSyncTest {

    /** Around the service's own page (10), the page asked for (100 backups, 1000 restorations) and many of them. */
    private static final int[] SIZES = {0, 1, 9, 10, 11, 99, 100, 101, 250, 1999};

    private final TestDatabase kind;

    CompleteSyncTest(TestDatabase kind) {
        this.kind = kind;
    }

    @Test
    void storesListsOfEveryLengthOnceAndWritesNothingWhenReadAgain() throws Exception {
        try (SyncFixture fixture = SyncFixture.on(kind).fleet(SIZES.length, 0, 0).start()) {
            resizeAll(fixture);
            Summary first = fixture.sync().getSummary();
            long records = assertAllStored(fixture);
            assertThat(first.status()).isEqualTo(Summary.Status.COMPLETE);
            assertThat(first.inserted()).isEqualTo(records);
            List<Map<String, Object>> before = everyRow(fixture);

            fixture.clock().advance(Duration.ofMinutes(15));
            Summary second = fixture.fullSync().getSummary();

            assertThat(second.fields()).containsEntry("inserted", 0L).containsEntry("changed", 0L)
                    .containsEntry("unchanged", records).containsEntry("read", records);
            assertThat(everyRow(fixture)).isEqualTo(before);
            assertThat(fixture.tables().count("record_change")).isZero();
        }
    }

    @Test
    void storesAPageOnceWhoseCommitWasNotHeardOf() throws Exception {
        try (SyncFixture fixture = SyncFixture.on(kind).fleet(1, 250, 3).start()) {
            AtomicInteger pages = new AtomicInteger();
            afterEachCommit(fixture, exchange -> {
                if (pages.incrementAndGet() % 2 == 0) {
                    throw new SQLTransientConnectionException("The connection broke after the commit");
                }
            });

            Summary summary = fixture.sync().getSummary();

            assertThat(summary.status()).isEqualTo(Summary.Status.COMPLETE);
            assertThat(pages).hasValueGreaterThan(4);
            assertThat(assertAllStored(fixture)).isEqualTo(summary.read()).isEqualTo(253);
            assertThat(fixture.tables().count("record_change")).isZero();
        }
    }

    /** Pages without news stop at their comparison: a statement that reads, and no lease to be looked at. */
    @Test
    void holdsTheLeaseOnlyForPagesThatAreWritten() throws Exception {
        try (SyncFixture fixture = SyncFixture.on(kind).fleet(1, 2500, 0).start()) {
            AtomicInteger held = new AtomicInteger();
            advice(fixture, "hold-lease", exchange -> held.incrementAndGet());
            fixture.sync();
            assertThat(held.getAndSet(0)).isGreaterThan(4);

            fixture.sync();

            assertThat(held.get())
                    .as("for the list of instances, and for both others together unless they take a second")
                    .isBetween(2, 3);
        }
    }

    private static void afterEachCommit(SyncFixture fixture, Processor processor) throws Exception {
        advice(fixture, "store-page", processor);
    }

    private static void advice(SyncFixture fixture, String route, Processor processor) throws Exception {
        AdviceWith.adviceWith(fixture.bundle().context(), route, advice -> advice.weaveAddLast().process(processor));
    }

    @Test
    void storesTheSameThroughBothVersionsOfTheBackupsApi() throws Exception {
        try (SyncFixture fixture = SyncFixture.on(kind).fleet(3, 25, 2).start()) {
            fixture.sync();
            List<Map<String, Object>> before = everyRow(fixture);
            fixture.restart(Map.of("DCS_BACKUPS_API", "v2"));

            Summary second = fixture.fullSync().getSummary();

            assertThat(second.unchanged()).isEqualTo(3 * 27);
            assertThat(everyRow(fixture)).isEqualTo(before);
            assertThat(fixture.simulator().traffic().requests(Operation.BACKUPS_V2))
                    .isPositive();
        }
    }

    @Test
    void discoversMoreInstancesThanOneAnswerHolds() throws Exception {
        try (SyncFixture fixture = SyncFixture.on(kind).fleet(1_030, 0, 0)
                .variable("DCS_INSTANCES_INCLUDE", "orders-*").start()) {
            String[] ids = fixture.fleet().instanceIds().toArray(String[]::new);
            fixture.fleet().add(SimulatedKind.BACKUP, ids[1_020], 0, backup("the-last"));

            Summary summary = fixture.sync().getSummary();

            assertThat(fixture.tables().column("select instance_id from dcs_instance"))
                    .containsExactlyInAnyOrder((Object[]) ids);
            assertThat(summary.instances()).isEqualTo(52);
            assertThat(fixture.tables().column("select backup_id from backup_record")).containsExactly("the-last");
        }
    }

    private static ObjectNode backup(String id) {
        return JsonMapper.builder().build().createObjectNode()
                .put("backup_id", id);
    }

    private static void resizeAll(SyncFixture fixture) {
        for (int i = 0; i < SIZES.length; i++) {
            fixture.fleet().resize(SimulatedKind.BACKUP, fixture.instance(i), SIZES[i]);
            fixture.fleet().resize(SimulatedKind.RESTORE, fixture.instance(i), SIZES[SIZES.length - 1 - i]);
        }
    }

    private static long assertAllStored(SyncFixture fixture) {
        long records = 0;
        Fleet fleet = fixture.fleet();
        for (String instance : fleet.instanceIds()) {
            List<Object> backups = fixture.tables()
                    .column("select backup_id from backup_record where instance_id = ?", instance);
            List<Object> restores = fixture.tables()
                    .column("select restore_id from restore_record where instance_id = ?", instance);
            assertThat(backups).containsExactlyInAnyOrderElementsOf(
                    new ArrayList<>(fleet.recordIds(SimulatedKind.BACKUP, instance)));
            assertThat(restores).containsExactlyInAnyOrderElementsOf(
                    new ArrayList<>(fleet.recordIds(SimulatedKind.RESTORE, instance)));
            records += backups.size() + restores.size();
        }
        return records;
    }

    private List<Map<String, Object>> everyRow(SyncFixture fixture) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (String order : List.of("backup_record t order by instance_id, backup_id",
                "restore_record t order by instance_id, restore_id", "dcs_instance t order by instance_id")) {
            rows.addAll(fixture.tables().rows("select " + kind.rowVersion() + " as row_version, t.* from " + order));
        }
        return rows;
    }
}
