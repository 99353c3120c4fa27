package io.github.dcssync.monitor;

import io.github.dcssync.account.Roster;
import io.github.dcssync.alert.Alerts;
import io.github.dcssync.alert.Alerts.Event;
import io.github.dcssync.database.DatabaseFaults;
import io.github.dcssync.lease.LeaseLostException;
import io.github.dcssync.monitor.Conditions.HistoryGap;
import io.github.dcssync.monitor.Conditions.Protection;
import io.github.dcssync.settings.Settings;
import io.github.dcssync.sync.Retention;
import io.github.dcssync.sync.SyncRun;
import io.github.dcssync.thread.StandingFaults;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Raises and resolves the alerts about what no single page shows: gaps in a history, recovery points that are too old,
 * sources that are not read whole. Called when a sync has ended, however it ended. Never fails.
 */
public final class ConditionMonitor {

    private static final String GAP = "history_gap";
    private static final String RPO = "rpo_breach";
    private static final String OVERDUE = "sync_overdue";

    private static final Logger LOG = LoggerFactory.getLogger(ConditionMonitor.class);

    private final Conditions conditions;
    private final Alerts alerts;
    private final TransactionTemplate transaction;
    private final Roster roster;
    private final Overdue overdue;
    private final Duration maxAge;
    private final Clock clock;
    private final StandingFaults faults = new StandingFaults();

    /**
     * @param transaction on the database of the others
     * @param roster      the sources that are to be read whole
     */
    public ConditionMonitor(Conditions conditions, Alerts alerts, TransactionTemplate transaction, Settings settings,
            Roster roster, Clock clock) {
        this.conditions = conditions;
        this.alerts = alerts;
        this.transaction = transaction;
        this.roster = roster;
        this.overdue = new Overdue(settings.schedule().syncCron(), settings.schedule().timeZone(),
                settings.freshness());
        this.maxAge = settings.alerting().maxAge();
        this.clock = clock;
    }

    /** Looks at a source whose sync has ended, unless its database is away or another process has taken it over. */
    public void synced(SyncRun run) {
        if (DatabaseFaults.mayReturn(run.getFailure()) || run.getFailure() instanceof LeaseLostException) {
            return;
        }
        String source = run.getSource().name();
        inOneTransaction("unread of " + source,
                () -> alerts.resolveAll(conditions.unread(run.getSource()), now()));
        inOneTransaction("gaps of " + source, () -> updateGaps(source, run.getStartedAt()));
        inOneTransaction("recovery points of " + source, () -> updateRecoveryPoints(source));
        updateOverdue();
        resolveAbandoned();
    }

    /**
     * Raises alerts about sources that are overdue, and resolves those about sources that are so no longer.
     *
     * @return whether there is something new to tell
     */
    public boolean updateOverdue() {
        AtomicBoolean news = new AtomicBoolean();
        quietly("overdue", () -> {
            OffsetDateTime now = now();
            Map<String, Instant> complete = conditions.lastComplete(now);
            List<String> sources = roster.names();
            Set<String> open = conditions.open(OVERDUE, sources);
            for (String source : sources) {
                if (updateOverdue(source, complete.get(source), open.contains(source), now)) {
                    news.set(true);
                }
            }
        });
        return news.get();
    }

    /**
     * Ends the alerts about sources that are not in these settings and that nobody has synced for eight days: of a
     * source that was taken out of the settings or renamed.
     *
     * @return whether there is something new to tell
     */
    public boolean resolveAbandoned() {
        AtomicBoolean news = new AtomicBoolean();
        inOneTransaction("abandoned",
                () -> conditions.abandoned(roster.known(), now().minus(Retention.PAST)).forEach(key -> {
                    if (alerts.resolve(key, now())) {
                        LOG.info(
                                "Alert {} is over: its source is not in the settings, and nobody has synced it for {} days",
                                key,
                                Retention.PAST.toDays());
                        news.set(true);
                    }
                }));
        return news.get();
    }

    private void inOneTransaction(String name, Runnable work) {
        quietly(name, () -> transaction.executeWithoutResult(status -> work.run()));
    }

    private void quietly(String name, Runnable work) {
        try {
            work.run();
            faults.wentWell(name);
        } catch (DuplicateKeyException e) {
            LOG.debug("Another process has raised the same alert", e);
        } catch (RuntimeException e) {
            // That the database is away has been said, and what stands so every few seconds, too.
            boolean isNews = !DatabaseFaults.mayReturn(e) && faults.wentWrong(name, e);
            LOG.atLevel(isNews ? Level.WARN : Level.DEBUG).log(
                    "Alerts could not be looked for: {}",
                    e.toString().replaceAll("\\s+", " "));
            LOG.debug("Alerts could not be looked for", e);
        }
    }

    private void updateGaps(String source, OffsetDateTime startedAt) {
        OffsetDateTime now = now();
        alerts.raiseAll(
                conditions.newGaps(source, now.minus(maxAge)).stream().map(gap -> gapEvent(source, gap)).toList(),
                null, now);
        alerts.resolveAll(
                conditions.closedGaps(source, startedAt).stream().map(instance -> GAP + ":" + instance).toList(),
                now);
    }

    private static Event gapEvent(String source, HistoryGap gap) {
        return Event.ofInstance(GAP, "warning", source, gap.instanceId(), "Backups of instance " + gap.instanceId()
                + " may have come and gone between two reads; sync more often", Map.of("history_gap_at", gap.at()));
    }

    private void updateRecoveryPoints(String source) {
        OffsetDateTime now = now();
        List<Protection> found = conditions.recoveryPoints(source);
        alerts.raiseAll(
                found.stream().filter(Protection::isBreached).map(one -> Event.ofInstance(RPO, "critical", source,
                        one.instanceId(), title(one), details(one))).toList(),
                null, now);
        alerts.resolveAll(
                found.stream().filter(one -> !one.isBreached()).map(one -> RPO + ":" + one.instanceId()).toList(),
                now);
    }

    private static String title(Protection found) {
        return found.verdict().equals("never")
                ? "Instance " + found.instanceId() + " has never had a backup that succeeded"
                : "The newest good backup of instance " + found.instanceId() + " is older than "
                        + found.rpoMinutes() + " minutes";
    }

    private static Map<String, Object> details(Protection found) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("verdict", found.verdict());
        details.put("policy", found.policy());
        details.put("rpo_minutes", found.rpoMinutes());
        details.put("age_minutes", found.ageMinutes());
        return details;
    }

    /** @return whether the source has become overdue, or is so no longer, and that has been noted */
    private boolean updateOverdue(String source, @Nullable Instant complete, boolean isOpen, OffsetDateTime now) {
        Instant since = Optional.ofNullable(complete).or(() -> conditions.firstSync(source, now))
                .orElseGet(() -> roster.since(source));
        boolean isOverdue = overdue.isSince(since, now.toInstant());
        AtomicBoolean turned = new AtomicBoolean();
        if (isOverdue != isOpen) {
            inOneTransaction("overdue of " + source,
                    () -> turned.set(isOverdue ? alerts.raise(
                            overdueEvent(source, complete, since, conditions.causes().get(source)), now)
                            : alerts.resolve(OVERDUE, source, now)));
        }
        return turned.get();
    }

    private static Event overdueEvent(String source, @Nullable Instant complete, Instant since,
            @Nullable String cause) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("last_complete_at", complete == null ? null : complete.toString());
        return new Event(OVERDUE, source, "critical", source, null, complete == null
                ? "Source " + source + " has never been read completely, and was to be since " + since
                : "Source " + source + " has not been read completely since " + since, details, cause);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
