package io.github.dcssync.bench;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.SplittableRandom;
import java.util.UUID;

/** Makes instances, backups and restorations as the service's documentation shows them. One in fifty has failed. */
final class RecordMaker {

    /** The backups and the restorations of an instance are each spread over a year. */
    private static final Duration SPAN = Duration.ofDays(365);
    private static final int FAILED = 50;
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);

    private final SplittableRandom random = new SplittableRandom(4);
    private final Instant newest;

    /** @param newest when the newest record was made */
    RecordMaker(Instant newest) {
        this.newest = newest;
    }

    String id() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    /** When the record at this place of a list was made. */
    Instant created(int place, int records) {
        return newest.minus(SPAN.dividedBy(Math.max(records, SPAN.toDays())).multipliedBy(place));
    }

    static boolean isFailed(int place) {
        return place % FAILED == FAILED - 1;
    }

    static long size(int place) {
        return 1_073_741_824L + place;
    }

    String instance(String id, int number) {
        return """
                {"instance_id":"%s","name":"cache-%d","status":"RUNNING","engine":"Redis","engine_version":"6.0",\
                "capacity":2,"capacity_minor":null,"spec_code":"redis.ha.xu1.large.r2.2","max_memory":2048,\
                "used_memory":512,"vpc_id":"%s","ip":"192.168.0.2","port":6379,"az_codes":["eu-de-01","eu-de-02"],\
                "created_at":"%s","tags":[{"key":"team","value":"shop"}],"features":{"support_acl":true}}"""
                .formatted(id, number, id, STAMP.format(newest.minus(SPAN).minus(SPAN)));
    }

    String backup(String instance, int place, Instant created) {
        return """
                {"status":"%s","remark":null,"period":"01:00-02:00","progress":"%s","size":%d,"instance_id":"%s",\
                "backup_id":"%s","created_at":"%s","updated_at":"%s","execution_at":"%s","backup_type":"auto",\
                "backup_name":"backup_%s","backup_format":"rdb","error_code":%s,"is_support_restore":"%s"}"""
                .formatted(isFailed(place) ? "failed" : "succeed", isFailed(place) ? "42.00" : "100.00", size(place),
                        instance, id(), STAMP.format(created), STAMP.format(created.plusSeconds(120)),
                        STAMP.format(created.plusSeconds(3)), NAME.format(created), error(place),
                        isFailed(place) ? "FALSE" : "TRUE");
    }

    String restore(String instance, int place, Instant created) {
        return """
                {"status":"%s","progress":"%s","restore_id":"%s","backup_id":"%s","restore_remark":"drill",\
                "backup_remark":null,"created_at":"%s","updated_at":"%s","restore_name":"restore_%s",\
                "backup_name":"backup_%s","sourceInstanceId":"%s","sourceInstanceName":"cache","error_code":%s}"""
                .formatted(isFailed(place) ? "failed" : "succeed", isFailed(place) ? "42.00" : "100.00", id(), id(),
                        STAMP.format(created), STAMP.format(created.plusSeconds(300)), NAME.format(created),
                        NAME.format(created.minusSeconds(86_400)), instance, error(place));
    }

    private static String error(int place) {
        return isFailed(place) ? "\"dcs.08.0001\"" : "null";
    }
}
