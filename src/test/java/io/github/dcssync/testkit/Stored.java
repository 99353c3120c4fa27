package io.github.dcssync.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.simulator.Fleet;
import io.github.dcssync.simulator.SimulatedKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** What a database has of a fleet. */
public final class Stored {

    private final Tables tables;
    private final Fleet fleet;

    public Stored(Tables tables, Fleet fleet) {
        this.tables = tables;
        this.fleet = fleet;
    }

    /** The table of these records. */
    public static String table(SimulatedKind kind) {
        return kind == SimulatedKind.BACKUP ? "backup_record" : "restore_record";
    }

    /** The name of their list. */
    static String endpoint(SimulatedKind kind) {
        return kind == SimulatedKind.BACKUP ? "backups" : "restores";
    }

    /** Every record that is listed is stored, once and not as vanished; nothing else is stored as present. */
    public void equalsWhatIsListed() {
        forEveryList((kind, instance) -> assertThat(present(kind, instance)).as("%s of %s", kind, instance)
                .containsExactlyInAnyOrderElementsOf(listed(kind, instance)));
    }

    /** Every record that is listed is stored, and not as vanished. */
    public void hasAllThatIsListed() {
        forEveryList((kind, instance) -> assertThat(present(kind, instance)).as("%s of %s", kind, instance)
                .doesNotHaveDuplicates().containsAll(listed(kind, instance)));
    }

    /** So many records are listed, of all instances and kinds. */
    public long sizeListed() {
        long[] size = {0};
        forEveryList((kind, instance) -> size[0] += listed(kind, instance).size());
        return size[0];
    }

    /** How the last read of a list went. */
    public Map<String, Object> lastRead(SimulatedKind kind, String instance) {
        return tables.row("select * from instance_sync where instance_id = ? and endpoint = ?", instance,
                endpoint(kind));
    }

    List<Object> present(SimulatedKind kind, String instance) {
        return tables.column("select " + kind.idField() + " from " + table(kind)
                + " where instance_id = ? and vanished_at is null", instance);
    }

    private List<Object> listed(SimulatedKind kind, String instance) {
        return new ArrayList<>(fleet.recordIds(kind, instance));
    }

    private void forEveryList(BiConsumer<SimulatedKind, String> check) {
        for (String instance : fleet.instanceIds()) {
            for (SimulatedKind kind : SimulatedKind.values()) {
                check.accept(kind, instance);
            }
        }
    }
}
