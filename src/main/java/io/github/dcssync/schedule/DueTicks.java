package io.github.dcssync.schedule;

import io.github.dcssync.schedule.TickLog.Entry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Which tick of each source and kind is the first that was not served. A tick is served when its sync has ended, not when
 * it has begun, and it was due by the schedule as that was before it came.
 */
public final class DueTicks {

    /** The tick of a schedule that has none any more. */
    private static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");
    /** Quartz itself still begins what is no later than that. */
    static final Duration LATE = Duration.ofSeconds(60);
    private static final Logger LOG = LoggerFactory.getLogger(DueTicks.class);

    private final Map<String, Ticks> kinds;
    private final TickLog log;
    private final TransactionTemplate transaction;
    private final Clock clock;

    /**
     * @param kinds the schedule of each kind of sync: first the one that waits while its source is busy and does the work of
     *              those behind it, whose ticks are skipped meanwhile
     * @param transaction on the database of the log
     * @param clock       Quartz's
     */
    public DueTicks(Map<String, Ticks> kinds, TickLog log, TransactionTemplate transaction, Clock clock) {
        this.kinds = Collections.unmodifiableMap(new LinkedHashMap<>(kinds));
        this.log = log;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * @param triggerGroup Quartz's group of the trigger: the kind, unless what was missed is made up here or, by Quartz,
     *                     what a process that died had begun
     * @param scheduled    when the trigger was to fire
     * @return the tick that has come
     */
    public Tick fired(String source, String kind, String triggerGroup, Date scheduled) {
        return new Tick(source, kind, scheduled.toInstant(), !kind.equals(triggerGroup), this);
    }

    boolean takeUp(Tick tick) {
        Optional<Instant> due = due(tick);
        Instant first = due.orElse(tick.at());
        if (first.isAfter(tick.at())) {
            return false;
        }
        LOG.info("Source {}: the {} of {} was missed, or did not come to its end, and is made up now", tick.source(),
                tick.kind().replace('-', ' '), first);
        return true;
    }

    /** @return when the first was due that a tick makes up */
    Instant dueAt(Tick tick) {
        return due(tick).orElse(tick.at());
    }

    /** @return whether none before it is due */
    boolean isFirst(Tick tick) {
        return due(tick).filter(first -> first.isBefore(tick.at())).isEmpty();
    }

    private Optional<Instant> due(Tick tick) {
        try {
            return due(tick.source(), tick.kind());
        } catch (DataAccessException e) {
            LOG.debug("It is not known whether a tick is still due", e);
            return Optional.empty();
        }
    }

    private Optional<Instant> due(String source, String kind) {
        return log.find(source, kind).map(this::due);
    }

    private Instant due(Entry entry) {
        return entry.dueAt() == null ? next(entry.kind(), entry.tickedAt()) : entry.dueAt();
    }

    private Instant next(String kind, Instant after) {
        return Objects.requireNonNullElse(kinds.get(kind).next(after), NEVER);
    }

    void served(Tick tick) {
        Instant skipped = clock.instant().minus(LATE);
        List<String> order = List.copyOf(kinds.keySet());
        try {
            for (String kind : order.subList(order.indexOf(tick.kind()), order.size())) {
                boolean isSkipped = !kind.equals(order.get(0)) && skipped.isAfter(tick.at());
                note(tick, kind, isSkipped ? skipped : tick.at());
            }
        } catch (DataAccessException e) {
            LOG.debug("A tick could not be noted", e);
        }
    }

    /** What was skipped by a tick of its own kind is not due again. */
    private void note(Tick tick, String kind, Instant until) {
        Instant due = next(kind, until);
        if (kind.equals(tick.kind()) || due(tick.source(), kind).filter(noted -> !noted.isBefore(due)).isEmpty()) {
            log.note(new Entry(tick.source(), kind, until, due));
        }
    }

    /**
     * Begins to keep account: of a source that is new from now on, of another by the schedule as it is now. A source that
     * has another name has missed what was missed under the name before, which is forgotten where nobody else can have it.
     * All of it is noted or nothing: of a source that is noted in part the name before is not asked for again.
     *
     * @param sources the name of each source or shard
     * @throws DuplicateKeyException another process has begun in between, and this one is to look again
     */
    void begin(Set<String> sources, Successors successors, Instant now) {
        transaction.executeWithoutResult(status -> beginAll(sources, successors, now));
    }

    private void beginAll(Set<String> sources, Successors successors, Instant now) {
        Map<String, Map<String, Entry>> noted = bySource(log.entries().stream()
                .filter(entry -> kinds.containsKey(entry.kind())));
        Map<String, Set<String>> former = successors.of(noted.keySet());
        // In one order, lest two processes wait for each other.
        for (String source : new TreeSet<>(sources)) {
            Set<String> before = former.getOrDefault(source, Set.of());
            for (String kind : kinds.keySet()) {
                begin(source, kind, Stream.concat(Stream.of(source), before.stream())
                        .map(name -> noted.getOrDefault(name, Map.of()).get(kind)).filter(Objects::nonNull).toList(),
                        now);
            }
        }
        Set<String> past = former.values().stream().flatMap(Set::stream).filter(successors::isLeft)
                .collect(Collectors.toSet());
        if (!past.isEmpty()) {
            log.forget(past::contains);
        }
    }

    private void begin(String source, String kind, List<Entry> entries, Instant now) {
        Instant next = next(kind, now);
        Instant due = entries.stream().map(this::due).min(Instant::compareTo).filter(first -> !first.isAfter(now))
                .orElse(next);
        Optional<Entry> own = entries.stream().filter(entry -> entry.source().equals(source)).findFirst();
        if (own.isEmpty()) {
            log.begin(new Entry(source, kind, now, due));
        } else if (!due.equals(own.get().dueAt())) {
            log.note(new Entry(source, kind, own.get().tickedAt(), due));
        }
    }

    /** @return the first tick of each source that was due until then and was not served; of two kinds the first's */
    List<Tick> missed(Instant until) {
        Map<String, Map<String, Entry>> late = bySource(log.due(until).stream()
                .filter(entry -> kinds.containsKey(entry.kind())));
        return late.values().stream()
                .flatMap(entries -> kinds.keySet().stream().map(entries::get).filter(Objects::nonNull)
                        .limit(1))
                .map(entry -> new Tick(entry.source(), entry.kind(), due(entry), true, this)).toList();
    }

    private static Map<String, Map<String, Entry>> bySource(Stream<Entry> entries) {
        return entries.collect(Collectors.groupingBy(Entry::source,
                Collectors.toMap(Entry::kind, entry -> entry)));
    }
}
