package io.github.dcssync.report;

import io.github.dcssync.database.Statements;
import io.github.dcssync.record.ListKind;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** What the tables know of one instance, and how the syncs went lately. Each list has its newest rows alone. */
public final class InstanceReport {

    private static final List<String> LISTS = Stream.concat(ListKind.OF_INSTANCES.stream().map(ListKind::endpoint),
            Stream.of("changes", "failures", "readings")).toList();

    private final Statements statements;
    private final Reports reports;
    private final Clock clock;

    /**
     * @param jdbc    the reporting database
     * @param reports its views
     */
    public InstanceReport(JdbcTemplate jdbc, Reports reports, Clock clock) {
        this.statements = new Statements(jdbc, "report");
        this.reports = reports;
        this.clock = clock;
    }

    /**
     * @param instanceId as the service calls it
     * @return {@code "instance"} (its columns), {@code status} (its row of report_rpo_status, or null when it is
     *         gone or not selected), and the newest 200 of each: {@code backups}, {@code restores}, {@code changes},
     *         {@code failures}, {@code readings}; nothing when there is no such instance
     */
    public Optional<Map<String, Object>> find(String instanceId) {
        List<Map<String, Object>> instance = rows("instance", instanceId);
        if (instance.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Object> found = new LinkedHashMap<>();
        found.put("instance", instance.get(0));
        found.put("status", reports.rows(ReportQuery.all(Report.RPO_STATUS).with("instance_id", instanceId)).stream()
                .findFirst().orElse(null));
        LISTS.forEach(list -> found.put(list, rows("instance-" + list, instanceId)));
        return Optional.of(found);
    }

    /**
     * @return {@code runs}, the newest 50 syncs, {@code quarantined}, lists that are left alone for a while, and
     *         {@code changes}, the newest 200 of records that the syncs since the beginning of yesterday (UTC) saw
     */
    public Map<String, Object> syncs() {
        Instant now = clock.instant();
        Map<String, Object> syncs = new LinkedHashMap<>();
        syncs.put("runs", rows(statements.get("sync-runs")));
        syncs.put("quarantined", rows(statements.get("quarantined")).stream()
                .filter(row -> Instant.parse((String) row.get("quarantined_until")).isAfter(now))
                .toList());
        OffsetDateTime yesterday = now.atOffset(ZoneOffset.UTC).truncatedTo(ChronoUnit.DAYS).minusDays(1);
        syncs.put("changes", rows(statements.get("changes").param("since", yesterday)));
        return syncs;
    }

    /** @return {@code source} and {@code project_id}: the projects of the instances that are not gone */
    public List<Map<String, Object>> projects() {
        return rows(statements.get("projects"));
    }

    private List<Map<String, Object>> rows(String statement, String instanceId) {
        return rows(statements.get(statement).param("instanceId", instanceId));
    }

    private static List<Map<String, Object>> rows(StatementSpec statement) {
        return statement.query((row, number) -> AnyRow.read(row)).list();
    }
}
