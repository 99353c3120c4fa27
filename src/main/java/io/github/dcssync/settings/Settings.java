package io.github.dcssync.settings;

import io.github.dcssync.record.ListKind;
import io.github.dcssync.secret.Secrets;
import io.github.dcssync.tls.TlsFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything an operator may set, read and checked. Printing settings shows no secret.
 *
 * @param sources what is copied; at least one, unless the settings were loaded for a purpose that needs none
 * @param ownership whose an instance is; it knows all sources that were read, whichever of them are synced
 * @param database where it is copied to
 * @param schedule when
 * @param listing how the lists are asked for
 * @param http how long and how often a request is tried
 * @param alerting where alerts go
 * @param policies protection policies; the first whose pattern covers an instance's name counts, the last is default
 * @param freshness a report older than this says {@code unknown} rather than {@code breach}
 * @param httpServer the report page
 * @param management health and metrics
 * @param cluster what this process is among others that share the schedule
 * @param retention how long the program's own history is kept
 * @param logFormat what a log line looks like
 * @param tracingEnabled whether syncs and requests are traced
 * @param camelCliEnabled whether the tools of Camel and of JMX see the standing process
 * @param camelProperties keys of the file that start with {@code camel.}, untouched
 * @param placeholders every plain key that is set, not secret and no address of alerts, as text, for the routes'
 *                     {@code {{key}}}
 * @param entries every setting as {@code check} shows it, in the documentation's order
 * @param warnings what is odd but harmless, one line each
 * @param secrets knows every secret of these settings
 * @param files what else the operator may change
 */
public record Settings(List<Source> sources, Ownership ownership, DatabaseSettings database, Schedule schedule,
        ListSettings listing, Http http, Alerting alerting, List<ProtectionPolicy> policies, Duration freshness,
        HttpServer httpServer, HttpServer management,
        Cluster cluster, RetentionSettings retention, LogFormat logFormat, boolean tracingEnabled,
        boolean camelCliEnabled,
        Map<String, String> camelProperties, Map<String, String> placeholders, List<SettingEntry> entries,
        List<String> warnings, Secrets secrets, OperatorFiles files) {

    /** What a command cannot do without. */
    public enum Purpose {
        /** Sources and the database: all keys count. */
        SYNC,
        /** What the credentials see: of the sources addresses and credentials count, and all projects are meant. */
        DISCOVER,
        /** The database alone: nothing is missing when no source is set, and no source is read. */
        REPORT,
        /** Neither: keys of sources and of the database are overlooked, whatever they say. */
        DEMO
    }

    /**
     * When syncs begin.
     *
     * @param syncCron Quartz expression of the incremental sync
     * @param fullSyncCron Quartz expression of the full sync
     * @param timeZone of both
     */
    public record Schedule(String syncCron, String fullSyncCron, ZoneId timeZone) {
    }

    /**
     * How the lists are asked for.
     *
     * @param parallelism requests to a source that wait for an answer at the same time
     * @param requestsPerSecond most requests a second to a source; 0 for no limit
     * @param pageSizes records a request, 1 to 1000, of each list that an instance has
     * @param restoresLookback how far behind its low-water mark an incremental listing begins
     */
    public record ListSettings(int parallelism, double requestsPerSecond, Map<ListKind, Integer> pageSizes,
            Duration restoresLookback) {

        private static final int MOST_STORING = 4;

        /** @return how many records of a list to ask for at a time */
        public int pageSize(ListKind list) {
            return pageSizes.getOrDefault(list, list.pageSize());
        }

        /** @return lists of a source in work at a time: some are being stored while others wait for an answer */
        public int workers() {
            return parallelism + Math.min(MOST_STORING, parallelism / 2);
        }
    }

    /**
     * How long and how often a request is tried, and which way it goes.
     *
     * @param connectTimeout longest wait for a connection
     * @param responseTimeout longest time from the first byte sent to the last byte read
     * @param maxAttempts attempts a request, the first included
     * @param allowInsecure whether plain http is accepted off loopback
     * @param proxies that lead there
     * @param tls whom to trust, and what to show
     */
    public record Http(Duration connectTimeout, Duration responseTimeout, int maxAttempts, boolean allowInsecure,
            Proxies proxies, TlsFiles tls) {

        /** Without a proxy, and as this Java speaks TLS. */
        public Http(Duration connectTimeout, Duration responseTimeout, int maxAttempts, boolean allowInsecure) {
            this(connectTimeout, responseTimeout, maxAttempts, allowInsecure, Proxies.NONE, TlsFiles.NONE);
        }
    }

    /**
     * Where alerts go.
     *
     * @param sinks at least one
     * @param maxAge alerts about older records are not raised
     * @param digestAbove more alerts of one kind and source are one message
     * @param heartbeat how often each sink is told that the program lives, or null
     */
    public record Alerting(List<SinkSettings> sinks, Duration maxAge, int digestAbove,
            @Nullable Duration heartbeat) {
    }

    /**
     * One process among several.
     *
     * @param enabled whether they share the schedule through the database
     * @param node what this machine is called, or null when nobody says
     */
    public record Cluster(boolean enabled, @Nullable String node) {
    }

    /**
     * How long the program's own history is kept.
     *
     * @param runs of syncs
     * @param errors of errors
     * @param alerts of resolved alerts
     */
    public record RetentionSettings(Duration runs, Duration errors, Duration alerts) {
    }

    /** {@link #load(Path, Map, Path, Purpose)} for a sync. */
    public static Settings load(Path file, Map<String, String> environment, Path home) {
        return load(file, environment, home, Purpose.SYNC);
    }

    /**
     * Reads all settings: the environment beats the file, the file beats the default.
     *
     * @param file the operator's file; null or missing for none
     * @param environment variables by name; an empty one counts as unset
     * @param home the checkout: a relative path of an H2 database is below it, not below the current directory
     * @param purpose what the settings are for
     * @throws SettingsException with everything that is wrong
     */
    public static Settings load(Path file, Map<String, String> environment, Path home, Purpose purpose) {
        return new SettingsLoader(environment, home, purpose).load(file);
    }

    /** @return the names of all sources of the settings, whichever of them are synced */
    public Set<String> sourceNames() {
        return Stream.concat(ownership.sources().stream(), sources.stream().map(Source::name))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The same with other sources, whose secrets are masked from now on too. */
    public Settings withSources(List<Source> others) {
        others.forEach(source -> source.credentials().addTo(secrets));
        return new Settings(List.copyOf(others), ownership, database, schedule, listing, http, alerting, policies,
                freshness, httpServer, management, cluster, retention, logFormat, tracingEnabled, camelCliEnabled,
                camelProperties,
                placeholders, entries, warnings, secrets, files);
    }

    /** @return the names under which the sources stand in the settings: one for all of an account */
    public Set<String> accounts() {
        return sources.stream().map(Source::account).collect(Collectors.toUnmodifiableSet());
    }

    /** @return whether projects are to be found before it is known which sources there are */
    public boolean isOpen() {
        return sources.stream().anyMatch(source -> source.search() != null);
    }

    /**
     * The same with the sources that were found, which are all there are from now on.
     *
     * @param oddities take what is odd about sources that turn out to read the same project
     * @throws SettingsException when that must not be
     */
    public Settings withFound(List<Source> found, List<String> oddities) {
        Violations faults = new Violations();
        new SharedProjects(found).check(faults, oddities);
        if (!faults.lines().isEmpty()) {
            throw refusal(faults.lines());
        }
        return new Settings(List.copyOf(found), new Ownership(found), database, schedule, listing, http, alerting,
                policies, freshness, httpServer, management, cluster, retention, logFormat, tracingEnabled,
                camelCliEnabled,
                camelProperties, placeholders, entries, warnings, secrets, files);
    }

    /** @return what ends the start because of these faults, a line each, that showed only later */
    public SettingsException refusal(List<String> faults) {
        return new SettingsException(
                faults.stream().map(line -> line.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]", "?")).toList(), logFormat);
    }

    /** The same with another database, whose password is masked from now on too. */
    public Settings withDatabase(DatabaseSettings other) {
        secrets.add(other.password());
        return new Settings(sources, ownership, other, schedule, listing, http, alerting, policies, freshness,
                httpServer,
                management, cluster, retention, logFormat, tracingEnabled, camelCliEnabled, camelProperties,
                placeholders,
                entries, warnings, secrets, files);
    }

    /** The same with other ports to listen on. */
    public Settings withServers(HttpServer otherHttpServer, HttpServer otherManagement) {
        return new Settings(sources, ownership, database, schedule, listing, http, alerting, policies, freshness,
                otherHttpServer, otherManagement, cluster, retention, logFormat, tracingEnabled, camelCliEnabled,
                camelProperties, placeholders, entries, warnings, secrets, files);
    }

    /** The same with another place for alerts, and other protection policies. */
    public Settings with(Alerting otherAlerting, List<ProtectionPolicy> otherPolicies) {
        return new Settings(sources, ownership, database, schedule, listing, http, otherAlerting,
                List.copyOf(otherPolicies),
                freshness, httpServer, management, cluster, retention, logFormat, tracingEnabled, camelCliEnabled,
                camelProperties, placeholders, entries, warnings, secrets, files);
    }

    /** Whether the operator has given any key that starts so. */
    public boolean isGiven(String keyPrefix) {
        return entries.stream().anyMatch(entry -> entry.key().startsWith(keyPrefix)
                && !entry.origin().equals(SettingEntry.DEFAULT));
    }

    /** Every setting as {@code check} shows it. */
    @Override
    public String toString() {
        return "Settings" + entries;
    }
}
