package io.github.dcssync.account;

import io.github.dcssync.settings.Ownership;
import io.github.dcssync.settings.Settings;
import io.github.dcssync.settings.Source;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which sources a process syncs: those of its settings, and the projects of its accounts, which come and go while it runs.
 * Whoever asks is told what holds now, and is to ask again.
 */
public final class Roster {

    private final Clock clock;
    private volatile RosterState state;

    /** @param settings with the sources that the process begins with */
    public Roster(Settings settings, Clock clock) {
        this.clock = clock;
        Beginning now = new Beginning(clock.instant(), System.nanoTime());
        this.state = new RosterState(settings, Map.of()).with(settings, now);
    }

    /**
     * What a change comes to. A source that is still called the same and is another one leaves and joins.
     *
     * @param leaving sources that are synced no more
     * @param joining sources that are synced from now on
     */
    public record RosterChange(List<Source> leaving, List<Source> joining) {

        /** Whether there is any. */
        public boolean isNone() {
            return leaving.isEmpty() && joining.isEmpty();
        }
    }

    /** When a source was begun, by the clock of the machine and by one that nobody sets. */
    private record Beginning(Instant at, long nanos) {
    }

    /** What holds for a while. */
    private record RosterState(Settings settings, Map<String, Beginning> begun) {

        RosterState with(Settings found, Beginning now) {
            Map<String, Beginning> since = new HashMap<>();
            found.sources().forEach(source -> since.put(source.name(), begun.getOrDefault(source.name(), now)));
            return new RosterState(found, Map.copyOf(since));
        }
    }

    /** @return the sources in their order */
    public List<Source> sources() {
        return state.settings().sources();
    }

    /** @return their names, in the same order */
    public List<String> names() {
        return sources().stream().map(Source::name).toList();
    }

    /** @return the names of all sources of the settings, whichever of them are synced */
    public Set<String> known() {
        return state.settings().sourceNames();
    }

    /** @return the source of this name, if it is synced */
    public Optional<Source> find(String name) {
        return sources().stream().filter(source -> source.name().equals(name)).findFirst();
    }

    /** @return whose an instance is where several sources read one project */
    public Ownership ownership() {
        return state.settings().ownership();
    }

    /**
     * @return since when a source is synced here, by whichever clock says the earlier: that of the machine may have been set
     *         back. Of a source that is not: now
     */
    public Instant since(String source) {
        Instant now = clock.instant();
        @Nullable
        Beginning begun = state.begun().get(source);
        if (begun == null) {
            return now;
        }
        Instant elapsed = now.minusNanos(System.nanoTime() - begun.nanos());
        return elapsed.isBefore(begun.at()) ? elapsed : begun.at();
    }

    /** @return what would change with the sources of these settings */
    public RosterChange compare(Settings found) {
        List<Source> before = sources();
        return new RosterChange(before.stream().filter(source -> !found.sources().contains(source)).toList(),
                found.sources().stream().filter(source -> !before.contains(source)).toList());
    }

    /** From now on these are the sources. */
    public void change(Settings found) {
        state = state.with(found, new Beginning(clock.instant(), System.nanoTime()));
    }
}
