package io.github.dcssync.sync;

import io.github.dcssync.alert.Alerts;
import io.github.dcssync.api.Renewal;
import io.github.dcssync.lease.LeaseLostException;
import io.github.dcssync.settings.Source;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The alerts about syncs themselves, written in the transaction of the thread that calls. */
public final class SyncAlerts {

    private static final String QUARANTINED = "instance_quarantined";
    private static final String SOURCE_FAILED = "source_failed";
    private static final String RENEWAL_FAILED = "renewal_failed";

    private final Alerts alerts;
    private final FailureCauses causes;
    private final Clock clock;

    /** @param sources all that are synced now, in their order */
    public SyncAlerts(Alerts alerts, Supplier<List<Source>> sources, Clock clock) {
        this.alerts = alerts;
        this.causes = new FailureCauses(sources);
        this.clock = clock;
    }

    /** Tells that a list is left alone from now on, or that it is read again. */
    public void tellQuarantine(SyncRun run, Task task, ListFailure failure) {
        if (failure.isQuarantined()) {
            Map<String, Object> details = new LinkedHashMap<>();
            details.put("endpoint", task.endpoint());
            details.put("consecutive_failures", failure.failures());
            details.put("quarantined_until", failure.quarantinedUntil().toString());
            details.put("http_status", failure.error().status());
            details.put("error_code", failure.error().code());
            details.put("error_msg", failure.error().message());
            details.put("request_id", failure.error().requestId());
            String instanceId = task.instance().id();
            alerts.raise(new Alerts.Event(QUARANTINED, subject(instanceId, task.endpoint()), "warning",
                    run.getSource().name(), instanceId, "The " + task.endpoint() + " of instance " + instanceId
                            + " could not be read " + failure.failures() + " times in a row",
                    details), run.getId(), now());
        } else if (failure.empty()) {
            alerts.resolve(QUARANTINED, subject(task.instance().id(), task.endpoint()), now());
        }
    }

    /** Tells that a list that was left alone has been read whole. */
    void quarantineEnded(Listing listing) {
        alerts.resolve(QUARANTINED, subject(listing.getInstanceId(), listing.getEndpoint()), listing.getNow());
    }

    private static String subject(String instanceId, String endpoint) {
        return instanceId + "/" + endpoint;
    }

    /** Tells that a source could not be synced to its end, or its credentials not be renewed; or that they could again. */
    public void tellSourceFailure(SyncRun run) {
        if (run.getFailure() instanceof LeaseLostException) {
            // Whoever has the source now, cut as it may be, knows better.
            return;
        }
        String source = run.getSource().name();
        run.renewal().ifPresent(renewal -> tellRenewal(source, renewal));
        // Without its instances no shard of the source can be synced: that is told once for all of them.
        String subject = run.isPlanned() ? run.getShard().name() : source;
        Set<String> standing = Shard.of(run.getSource()).stream().map(Shard::name).collect(Collectors.toSet());
        if (!run.isPlanned()) {
            standing.add(source);
        }
        // A source that was cut otherwise before has nobody else who would end what its shards said.
        alerts.resolveAllBut(SOURCE_FAILED, source, standing, now());
        if (run.getFailure() == null) {
            if (!run.isStopping()) {
                alerts.resolve(SOURCE_FAILED, subject, now());
            }
        } else if (!(run.getFailure() instanceof UnlistedException)) {
            alerts.raise(new Alerts.Event(SOURCE_FAILED, subject, "critical", source, null,
                    "The sync of source " + subject + " ended early", Map.of("error", run.getError()),
                    causes.of(run).orElse(null)), now());
        }
    }

    /** While the old ones are good nothing else shows it. */
    private void tellRenewal(String source, Renewal renewal) {
        if (renewal.hasFailed()) {
            Map<String, Object> details = new LinkedHashMap<>();
            details.put("error", renewal.fault());
            details.put("ends_at", String.valueOf(renewal.endsAt()));
            alerts.raise(new Alerts.Event(RENEWAL_FAILED, source, "warning", source, null, "The credentials of source "
                    + source + " could not be renewed and end at " + renewal.endsAt(), details), now());
        } else {
            alerts.resolve(RENEWAL_FAILED, source, now());
        }
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
