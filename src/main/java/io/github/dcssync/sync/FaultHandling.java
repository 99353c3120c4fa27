package io.github.dcssync.sync;

import io.github.dcssync.api.ApiError;
import io.github.dcssync.api.BackOff;
import io.github.dcssync.api.NoMoreTurnsException;
import io.github.dcssync.database.Conflicts;
import io.github.dcssync.database.DatabaseFaults;
import io.github.dcssync.database.DiskFull;
import io.github.dcssync.lease.LeaseHeldException;
import io.github.dcssync.lease.LeaseLostException;
import io.github.dcssync.lease.OtherCutException;
import io.github.dcssync.rule.Action;
import io.github.dcssync.rule.ErrorRule;
import io.github.dcssync.rule.ErrorRules;
import io.github.dcssync.secret.Secrets;
import io.github.dcssync.store.PageOrigin;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides what it means that a request, a list or a source went wrong, and says it. The routes call it. */
public final class FaultHandling {

    private static final Logger LOG = LoggerFactory.getLogger(FaultHandling.class);

    private final ErrorRules rules;
    private final BackOff backOff;
    private final int maxAttempts;
    private final Secrets secrets;
    private final String database;
    private final Clock clock;

    /**
     * @param rules       what is done about which fault
     * @param backOff     how long to wait before a request is repeated
     * @param maxAttempts how often a request is sent, the first time included
     * @param secrets     taken out of every text that is kept
     * @param database    what messages call the database
     */
    public FaultHandling(ErrorRules rules, BackOff backOff, int maxAttempts, Secrets secrets, String database,
            Clock clock) {
        this.rules = rules;
        this.backOff = backOff;
        this.maxAttempts = maxAttempts;
        this.secrets = secrets;
        this.database = database;
        this.clock = clock;
    }

    /** @return whether the service or the way to it is to blame, rather than the database */
    public boolean isOfService(Exception thrown) {
        return !DatabaseFaults.isOfDatabase(thrown);
    }

    /**
     * What was thrown, and what it comes to: found once, for whoever decides about a request and then about its list.
     *
     * @param thrown by a request, with what Camel wraps around it
     */
    public record Ruled(Exception thrown, Fault fault, ErrorRule rule) {
    }

    /** @param task whose list was asked for, or null for the list of instances */
    public Ruled rule(SyncRun run, Task task, Exception thrown) {
        Fault fault = Fault.of(thrown);
        return new Ruled(thrown, fault, ruleFor(run, task, fault));
    }

    /**
     * Decides whether a request is sent once more.
     *
     * @param task     whose list was asked for, or null for the list of instances
     * @param attempts how often it has failed, this time included
     * @return how long to wait before, or null when it is not sent again
     */
    public Duration decideRetry(SyncRun run, Task task, Ruled ruled, int attempts) {
        try (LogContext context = new LogContext(run, task)) {
            return decideRetry(run, task, ruled.fault(), ruled.rule(), attempts);
        }
    }

    private Duration decideRetry(SyncRun run, Task task, Fault fault, ErrorRule rule, int attempts) {
        Action action = rule.action(task == null);
        boolean again = action == Action.RETRY && attempts < maxAttempts && run.grantRetry()
                || action == Action.REAUTHENTICATE && attempts < Math.max(maxAttempts, 2);
        if (!again || !run.isActive()) {
            return null;
        }
        note(run, task, fault, rule, action);
        LOG.debug("Source {}: {} of {}: {}; attempt {} follows", run.getSource().name(), endpoint(task),
                instance(task), describe(run, fault), attempts + 1);
        return action == Action.RETRY ? backOff.delay(fault.cause(), attempts, clock.instant()) : Duration.ZERO;
    }

    /** Ends the sync of a source whose instances could not be listed, or whose database is away. */
    public void endSource(SyncRun run, Exception thrown) {
        try (LogContext context = new LogContext(run, null)) {
            end(run, null, rule(run, null, thrown));
        }
    }

    private void end(SyncRun run, Task task, Ruled ruled) {
        Fault fault = ruled.fault();
        if (isStopped(fault) || !run.fail(fault.cause(), describe(run, fault))) {
            return;
        }
        if (fault.cause() instanceof UnlistedException) {
            // Said, noted and told by the sync that it happened to.
            LOG.info("Source {}: {}", run.getShard().name(), run.getError());
            return;
        }
        LOG.error("Source {}: {}", run.getSource().name(), run.getError());
        LOG.debug("Source {} failed", run.getSource().name(), fault.cause());
        if (!DatabaseFaults.isOfDatabase(fault.cause()) && !(fault.cause() instanceof LeaseLostException)) {
            note(run, task, fault, ruled.rule(), Action.FAIL_SOURCE);
        }
    }

    /** Whether it was not the service that let it go no further, but the program's end. */
    private static boolean isStopped(Fault fault) {
        return fault.cause() instanceof SyncStoppedException || fault.cause() instanceof NoMoreTurnsException;
    }

    /**
     * Decides what it means that one list could not be read; ends the whole sync when the others would fare no better.
     *
     * @param lastRead what is known of the list from the syncs before
     * @param last     of the last request of the list that went wrong, or null; not what has ended it where that is another
     * @param body     what the last step had in hand
     * @return what is to be kept of it, or null when the list itself is not to blame
     */
    public ListFailure judge(SyncRun run, Task task, LastRead lastRead, Exception thrown, Ruled last, Object body) {
        try (LogContext context = new LogContext(run, task)) {
            boolean isFound = last != null && last.thrown() == thrown;
            return judge(run, task, lastRead, isFound ? last : rule(run, task, thrown), body);
        }
    }

    private ListFailure judge(SyncRun run, Task task, LastRead lastRead, Ruled ruled, Object body) {
        Fault fault = ruled.fault();
        if (isStopped(fault)) {
            return null;
        }
        if (fault.cause() instanceof QuarantinedException) {
            LOG.info("Source {}: {} of instance {}: {}", run.getSource().name(), task.endpoint(),
                    task.instance().id(), fault.cause().getMessage());
            return null;
        }
        ErrorRule rule = ruled.rule();
        if (DatabaseFaults.mayReturn(fault.cause()) || fault.cause() instanceof LeaseLostException
                || rule.exhausted(false) == Action.FAIL_SOURCE) {
            end(run, task, ruled);
            return null;
        }
        LOG.warn("Source {}: {} of instance {}: {}", run.getSource().name(), task.endpoint(), task.instance().id(),
                describe(run, fault));
        LOG.debug("{} of instance {} failed", task.endpoint(), task.instance().id(), fault.cause());
        PageOrigin origin = new PageOrigin(run.getId(), run.getSource().name(), run.getSource().projectId(),
                task.instance().id(), task.endpoint());
        return failure(origin, note(run, task, fault, rule, rule.exhausted(false)), fault, lastRead, body);
    }

    private ListFailure failure(PageOrigin origin, SyncError error, Fault fault, LastRead lastRead, Object body) {
        if (error.action().equals(Action.TREAT_AS_EMPTY.text())) {
            return new ListFailure(origin, error, true, 0, null, null);
        }
        LastRead before = lastRead == null ? LastRead.NEVER : lastRead;
        Instant pausedUntil = fault.isOfList() ? before.pausedUntil(clock.instant()) : null;
        return new ListFailure(origin, error, false, before.failures() + 1, pausedUntil,
                fault.isUnreadable() && body instanceof byte[] answer
                        ? new String(answer, StandardCharsets.UTF_8) : null);
    }

    private ErrorRule ruleFor(SyncRun run, Task task, Fault fault) {
        boolean token = run.getSource().credentials().isToken();
        return rules.ruleFor(fault.asked(task == null, token));
    }

    /** A fault that no rule knows is said loudly: somebody has to write the rule. */
    private SyncError note(SyncRun run, Task task, Fault fault, ErrorRule rule, Action action) {
        if (rule.claimsUnknown()) {
            LOG.error("Source {}: no rule in config/api-errors.yaml knows this fault ({} of {}): {}",
                    run.getSource().name(), endpoint(task), instance(task), describe(run, fault));
        }
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        ApiError answer = fault.answer() == null ? null : fault.answer().map(secrets::mask);
        SyncError error = SyncError.of(task, answer, describe(run, fault), rule.name(), action.text(), now);
        run.getErrors().add(error);
        return error;
    }

    private static String endpoint(Task task) {
        return task == null ? "the list" : task.endpoint();
    }

    private static String instance(Task task) {
        return task == null ? "instances" : "instance " + task.instance().id();
    }

    /**
     * @return whether a database is away, rather than refusing what it was asked. A key that is there twice after an
     *         outage was stored by a commit of which nothing was heard; looked at again, it is no longer new
     */
    public boolean mayReturn(SyncRun run, Exception exception) {
        return DatabaseFaults.mayReturn(exception)
                || run != null && run.isOutage() && DatabaseFaults.isDuplicate(exception);
    }

    /** @return whether a list has failed with pages that were read before and can be stored */
    public boolean leavesPages(Listing listing, Exception exception) {
        return listing != null && listing.isWaiting() && isOfService(exception)
                && !(Fault.of(exception).cause() instanceof LeaseLostException);
    }

    /** @return whether pages that could not be stored together may be, but for one of them, when each is by itself */
    public boolean mayBeOfOnePage(SyncRun run, Listing listing, Exception exception) {
        return listing.isStoringTogether() && isOfWhatIsStored(run, exception);
    }

    /** @return whether lists of which could not be noted how they were read may be, but for one of them, when divided */
    public boolean mayBeOfOneList(SyncRun run, NoteBatches<Listing> batches, Exception exception) {
        return batches.getNext().size() > 1 && isOfWhatIsStored(run, exception);
    }

    /** @return whether this is about one list, which is by itself, and the others may fare better */
    public boolean isOfOneList(SyncRun run, NoteBatches<Listing> batches, Exception exception) {
        return batches.getNext().size() == 1 && isOfWhatIsStored(run, exception);
    }

    private boolean isOfWhatIsStored(SyncRun run, Exception exception) {
        Throwable cause = Fault.of(exception).cause();
        return !mayReturn(run, exception) && !(cause instanceof LeaseLostException)
                && !(cause instanceof SyncStoppedException);
    }

    /**
     * Hears that the faults that were next cannot be noted. They are divided until the one that is refused is by itself;
     * that one is said and left, as it changes nothing of what was read. What would meet every row ends the source.
     */
    public void errorsRefused(SyncRun run, NoteBatches<SyncError> batches, Exception exception) {
        if (!isOfRows(run, exception)) {
            endSource(run, exception);
            batches.giveUp();
        } else if (batches.getNext().size() > 1) {
            batches.divide();
        } else {
            leave(run, batches.getOnly(), exception);
            batches.done();
        }
    }

    /** Hears that it cannot be noted why a list has failed: that is said, and the others go on. */
    public void failureRefused(SyncRun run, ListFailure failure, Exception exception) {
        if (isOfRows(run, exception)) {
            leave(run, failure.error(), exception);
        } else {
            endSource(run, exception);
        }
    }

    /** Whether the database refuses what a row has, rather than every row. */
    private boolean isOfRows(SyncRun run, Exception exception) {
        return DatabaseFaults.isOfDatabase(exception) && !DatabaseFaults.isOfStatement(exception)
                && isOfWhatIsStored(run, exception);
    }

    private void leave(SyncRun run, SyncError error, Exception exception) {
        try (LogContext context = new LogContext(run, null)) {
            LOG.warn("Source {}: a fault is not noted, {}. It was: {}", run.getSource().name(),
                    describe(run, Fault.of(exception)), error.line());
        }
    }

    /**
     * Waits a database out that went away, a lock that somebody else holds, or those who were at the same rows.
     *
     * @param attempts how often that has failed, this time included
     * @return whether it is waited for any longer
     */
    public boolean waitOut(SyncRun run, Exception exception, Integer attempts) {
        if (DatabaseFaults.isConflict(exception) && attempts < Conflicts.MOST_ATTEMPTS) {
            return true;
        }
        // Many attempts may have been those of an outage: what is no passing conflict is waited for as long as one.
        boolean begins = run.beginOutage(DatabaseFaults.silence(exception));
        if (begins && (DatabaseFaults.isLocked(exception) || DatabaseFaults.isReadOnly(exception))) {
            LOG.warn("Source {}: waiting for {} ({})", run.getSource().name(), DatabaseFaults.isLocked(exception)
                    ? "a lock in the database that somebody else holds" : "a database that only reads for the moment",
                    oneLine(DatabaseFaults.rootMessage(exception)));
        }
        return run.toleratesOutage();
    }

    /** Says why a scheduled sync did not take place; that the database is away has been said once. */
    public void tellTick(String source, Exception exception) {
        if (DatabaseFaults.isUnreachable(exception)) {
            LOG.debug("Source {} failed without a database", source, exception);
        } else if (exception instanceof OtherCutException) {
            LOG.debug("Source {} is cut otherwise, which has been said", source, exception);
        } else if (exception instanceof LeaseHeldException || exception instanceof MadeUpException) {
            LOG.info("Source {}: this sync is left out. {}", source, exception.getMessage());
        } else {
            LOG.error("Source {}: {}", source, describe(null, Fault.of(exception)));
            LOG.debug("Source {} failed", source, exception);
        }
    }

    /**
     * @param run whose fault it is, or null
     * @return one line without secrets
     */
    private String describe(SyncRun run, Fault fault) {
        String line = DiskFull.isCause(fault.cause()) ? DiskFull.line(database, fault.cause())
                : fault.line(run == null ? null : run.getSource());
        return Objects.requireNonNullElse(ApiError.storable(secrets.mask(oneLine(line))), "");
    }

    private static String oneLine(String text) {
        return String.valueOf(text).replaceAll("\\s+", " ").strip();
    }
}
