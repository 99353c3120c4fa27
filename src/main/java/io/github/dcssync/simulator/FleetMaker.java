package io.github.dcssync.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** Makes whole instances with their records, from a seed and a time. */
final class FleetMaker {

    private static final long BACKUPS = 1L << 32;
    private static final long RESTORES = 2L << 32;

    private final long seed;

    FleetMaker(long seed) {
        this.seed = seed;
    }

    String projectId() {
        return new Dice(seed, -1).hexId();
    }

    List<CacheInstance> instances(Instant now, int count, int backups, int restores) {
        return IntStream.range(0, count).parallel()
                .mapToObj(number -> instance(now, number, backups, restores)).toList();
    }

    CacheInstance named(Instant now, int number, String name) {
        return CacheInstance.of(new InstanceMaker(new Dice(seed, number), now).make(name));
    }

    /** A list of the wanted length; the round makes it differ from earlier ones of the same instance. */
    List<ListedRecord> records(SimulatedKind kind, CacheInstance instance, Instant now, int round, int count) {
        List<ObjectNode> nodes = kind == SimulatedKind.BACKUP ? backupMaker(instance, now, round).series(count)
                : restoreMaker(instance, now, round).series(count, instance.records(SimulatedKind.BACKUP));
        return nodes.stream().map(node -> ListedRecord.of(kind.shape(), kind.idField(), node)).toList();
    }

    /** One record of the present. */
    ObjectNode fresh(SimulatedKind kind, CacheInstance instance, Instant now, int round) {
        return kind == SimulatedKind.BACKUP ? backupMaker(instance, now, round).fresh()
                : restoreMaker(instance, now, round).fresh(instance.records(SimulatedKind.BACKUP));
    }

    private CacheInstance instance(Instant now, int number, int backups, int restores) {
        CacheInstance bare = CacheInstance.of(new InstanceMaker(new Dice(seed, number), now).make(number));
        CacheInstance saved = bare.with(SimulatedKind.BACKUP, records(SimulatedKind.BACKUP, bare, now, 0, backups));
        return saved.with(SimulatedKind.RESTORE, records(SimulatedKind.RESTORE, saved, now, 0, restores));
    }

    private BackupMaker backupMaker(CacheInstance instance, Instant now, int round) {
        Dice dice = new Dice(seed, BACKUPS + round + instance.id().hashCode());
        return new BackupMaker(dice, now, instance.id(), instance.capacityGb());
    }

    private RestoreMaker restoreMaker(CacheInstance instance, Instant now, int round) {
        Dice dice = new Dice(seed, RESTORES + round + instance.id().hashCode());
        return new RestoreMaker(dice, now, instance.id(), instance.name());
    }
}
