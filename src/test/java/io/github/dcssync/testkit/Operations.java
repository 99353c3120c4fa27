package io.github.dcssync.testkit;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dcssync.simulator.SimulatedKind;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/** Adds backups and restorations to a fixture's first instance, each so many hours old. */
public final class Operations {

    private final SyncFixture fixture;

    public Operations(SyncFixture fixture) {
        this.fixture = fixture;
    }

    public void backup(String id, String status, String code, int hoursAgo) {
        add(SimulatedKind.BACKUP, id, status, code, hoursAgo);
    }

    public void restore(String id, String status, String code, int hoursAgo) {
        add(SimulatedKind.RESTORE, id, status, code, hoursAgo);
    }

    private void add(SimulatedKind kind, String id, String status, String code, int hoursAgo) {
        ObjectNode record = JsonMapper.builder().build().createObjectNode().put(kind.idField(), id)
                .put("status", status).put("error_code", code).put("created_at", time(hoursAgo))
                .put("updated_at", time(hoursAgo));
        fixture.fleet().add(kind, fixture.instance(0), 0, record);
    }

    /** The service's spelling of a time. */
    public String time(int hoursAgo) {
        return fixture.clock().instant().minus(Duration.ofHours(hoursAgo)).truncatedTo(ChronoUnit.SECONDS).toString()
                .replace("Z", ".000Z");
    }

    public void change(SimulatedKind kind, String id, String status, String code) {
        fixture.fleet().change(kind, fixture.instance(0), id,
                json -> json.put("status", status).put("error_code", code));
    }
}
