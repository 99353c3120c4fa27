package io.github.dcssync.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** All lists of a fleet, ready to be sent, and what a database holds that has copied them. */
final class ServedFleet {

    /** How old the newest record is: old enough to be finished, new enough to be a backup that protects. */
    private static final Duration AGE = Duration.ofHours(1);

    private final ServedList instances;
    private final Map<String, ServedList> backups = new HashMap<>();
    private final Map<String, ServedList> restores = new HashMap<>();

    ServedFleet(Fleet fleet) {
        Instant newest = Instant.now().minus(AGE);
        RecordMaker maker = new RecordMaker(newest);
        ListBuilder listed = new ListBuilder("instances", "instance_num", fleet.instances());
        for (int i = 0; i < fleet.instances(); i++) {
            String id = maker.id();
            listed.add(maker.instance(id, i), newest);
            ListBuilder made = new ListBuilder("backup_record_response", "total_num", fleet.backups());
            for (int place = 0; place < fleet.backups(); place++) {
                Instant created = maker.created(place, fleet.backups());
                made.add(maker.backup(id, place, created), created);
            }
            backups.put(id, made.build());
            ListBuilder restored = new ListBuilder("restore_record_response", "total_num", fleet.restores());
            for (int place = 0; place < fleet.restores(); place++) {
                Instant created = maker.created(place, fleet.restores());
                restored.add(maker.restore(id, place, created), created);
            }
            restores.put(id, restored.build());
        }
        instances = listed.build();
    }

    ServedList instances() {
        return instances;
    }

    /** Its lists of backups by instance. */
    Map<String, ServedList> backups() {
        return backups;
    }

    /** Its lists of restorations by instance. */
    Map<String, ServedList> restores() {
        return restores;
    }
}
