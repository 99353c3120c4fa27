package io.github.dcssync.settings;

import io.github.dcssync.record.ListApi;
import io.github.dcssync.record.ListKind;
import io.github.dcssync.settings.Setting.Reach;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Every key there is, in the order in which the documentation and {@code check} list them. */
final class SettingTable {

    private static final List<Setting<?>> TABLE = new ArrayList<>();

    static final Setting<URI> ENDPOINT = shared("dcs.endpoint", Hosts.ENDPOINT, null, "where DCS answers");
    static final Setting<String> PROJECT_ID =
            shared("dcs.project-id", Types.PROJECT_ID, null, "the project whose instances are read");
    static final Setting<String> REGION =
            shared("dcs.region", Names.REGION, null, "the region whose DCS and IAM are asked");
    static final Setting<String> PROJECT =
            shared("dcs.project", Types.TEXT, null, "the project by its name instead of its id");
    static final Setting<List<NamePattern>> PROJECTS =
            shared("dcs.projects", Names.PATTERNS, null, "all projects with such names, each a source");
    static final Setting<List<NamePattern>> PROJECTS_EXCLUDE =
            shared("dcs.projects.exclude", Names.PATTERNS, null, "no projects with such names");
    static final Setting<CredentialChain.Kind> CREDENTIALS = shared("dcs.credentials",
            Types.choice(Arrays.stream(CredentialChain.Kind.values())
                    .collect(Collectors.toMap(CredentialChain.Kind::word, kind -> kind))),
            CredentialChain.Kind.AUTO.word(), "where credentials are looked for");
    static final Setting<String> ACCESS_KEY =
            shared("dcs.access-key", Types.unquoted(Types.TOKEN), "{{env:CLOUD_SDK_AK}}", "access key (AK)");
    static final Setting<String> SECRET_KEY =
            sharedSecret("dcs.secret-key", Types.unquoted(Types.SECRET_KEY), "{{env:CLOUD_SDK_SK}}", "secret key (SK)");
    static final Setting<String> SECURITY_TOKEN = sharedSecret("dcs.security-token", Types.unquoted(Types.TOKEN),
            "{{env:CLOUD_SDK_SECURITY_TOKEN}}", "goes with temporary access keys");
    static final Setting<URI> METADATA_ENDPOINT = shared("dcs.metadata.endpoint", Hosts.ENDPOINT,
            "http://169.254.169.254", "where the metadata service of a cloud server answers");
    static final Setting<String> AGENCY_NAME =
            shared("dcs.agency.name", Types.unquoted(Types.TEXT), null, "an agency to be assumed");
    static final Setting<String> AGENCY_DOMAIN =
            shared("dcs.agency.domain", Types.unquoted(Types.TEXT), null, "domain (account) name of the agency");
    static final Setting<URI> IAM_ENDPOINT =
            shared("dcs.iam.endpoint", Hosts.IAM_ENDPOINT, null, "where IAM answers");
    static final Setting<String> IAM_USER =
            shared("dcs.iam.user", Types.unquoted(Types.TEXT), null, "IAM user; a token by password instead of AK/SK");
    static final Setting<String> IAM_PASSWORD =
            sharedSecret("dcs.iam.password", Types.unquoted(Types.TEXT), null, "password of the IAM user");
    static final Setting<String> IAM_DOMAIN =
            shared("dcs.iam.domain", Types.unquoted(Types.TEXT), null, "domain (account) name of the IAM user");
    static final Setting<List<String>> INSTANCES =
            shared("dcs.instances", Names.INSTANCES, "*", "all instances, or ids");
    static final Setting<List<NamePattern>> INCLUDE =
            shared("dcs.instances.include", Names.PATTERNS, null, "only instances with such names");
    static final Setting<List<NamePattern>> EXCLUDE =
            shared("dcs.instances.exclude", Names.PATTERNS, null, "no instances with such names");
    static final Setting<List<String>> SOURCES =
            plain("dcs.sources", Names.LIST, null, "names of sources, in order");
    static final Setting<Integer> SHARDS = add(new Setting<>("dcs.source.NAME.shards", Reach.SOURCE,
            Types.wholeNumber(1, 256), "1", false, "parts a source is split into"));

    static final Setting<String> DB_URL =
            plain("dcs.db.url", Types.JDBC_URL, "jdbc:h2:file:./data/dcs", "the reporting database");
    static final Setting<String> DB_USER = plain("dcs.db.user", Types.TEXT, "sa", "database user");
    static final Setting<String> DB_PASSWORD = secret("dcs.db.password", Types.TEXT, "database password");

    static final Setting<String> SYNC_CRON =
            plain("dcs.sync.cron", Types.CRON, "0 0/15 * * * ?", "when an incremental sync begins");
    static final Setting<String> FULL_SYNC_CRON =
            plain("dcs.full-sync.cron", Types.CRON, "0 7 2 * * ?", "when a full sync begins");
    static final Setting<ZoneId> TIME_ZONE =
            plain("dcs.time-zone", Types.TIME_ZONE, "UTC", "time zone of the two schedules");
    static final Setting<Integer> PARALLELISM =
            plain("dcs.parallelism", Types.wholeNumber(1, 256), "8", "requests to a source at once");
    static final Setting<Double> REQUESTS_PER_SECOND =
            plain("dcs.requests-per-second", Types.RATE, "20",
                    "most requests a second to a source, all its shards and processes together");
    static final Map<ListKind, Setting<Integer>> PAGE_SIZES = new EnumMap<>(ListKind.class);
    /** Of lists that more than one version of the API has. */
    static final Map<ListKind, Setting<ListApi>> APIS = new EnumMap<>(ListKind.class);

    static {
        ListKind.OF_INSTANCES.forEach(list -> PAGE_SIZES.put(list, plain("dcs." + list.endpoint() + ".page-size",
                Types.wholeNumber(1, 1000), Integer.toString(list.pageSize()), list.words() + " a request")));
        ListKind.OF_INSTANCES.stream().filter(list -> list.apis().size() > 1).forEach(list -> APIS.put(list,
                shared("dcs." + list.endpoint() + ".api", Types.choice(list.apis().stream()
                        .collect(Collectors.toMap(ListApi::version, api -> api))), list.apis().get(0).version(),
                        "path the " + list.words() + " are read from")));
    }

    static final Setting<Duration> RESTORES_LOOKBACK =
            plain("dcs.restores.lookback", Durations.ANY, "48h", "overlap of incremental listings");
    static final Setting<Duration> CONNECT_TIMEOUT =
            plain("dcs.http.connect-timeout", Durations.POSITIVE, "5s", "longest wait for a connection");
    static final Setting<Duration> RESPONSE_TIMEOUT =
            plain("dcs.http.response-timeout", Durations.POSITIVE, "60s", "longest time an attempt may take");
    static final Setting<Integer> MAX_ATTEMPTS =
            plain("dcs.http.max-attempts", Types.wholeNumber(1, 100), "5", "attempts a request, the first included");
    static final Setting<ProxyAddress> PROXY =
            plain("dcs.http.proxy", ProxyAddress.TYPE, null, "leads to the service, IAM and alert sinks");
    static final Setting<NoProxy> NO_PROXY =
            plain("dcs.http.no-proxy", NoProxy.TYPE, null, "hosts that are reached without the proxy");
    static final Setting<String> CA_FILE =
            plain("dcs.tls.ca-file", Types.TEXT, null, "PEM file, trusted beside the public authorities");
    static final Setting<String> CERTIFICATE_FILE = plain("dcs.tls.certificate-file", Types.TEXT, null,
            "PEM file with the certificate that is shown to the service and IAM");
    static final Setting<String> KEY_FILE =
            plain("dcs.tls.key-file", Types.TEXT, null, "PEM file with the key of that certificate");
    static final Setting<Boolean> ALLOW_INSECURE_HTTP =
            plain("dcs.allow-insecure-http", Types.BOOLEAN, "false", "accept plain http off loopback");

    static final Setting<AlertAddress> ALERT_URI =
            plain("dcs.alert.uri", AlertAddress.TYPE, "log:dcs.alert", "where alerts go");
    static final Setting<List<String>> ALERT_SINKS =
            plain("dcs.alert.sinks", Names.LIST, null, "names of several places alerts go to");
    static final Setting<AlertAddress> SINK_URI = sink("uri", AlertAddress.TYPE, false, "where the sink is");
    static final Setting<AlertSeverity> SINK_SEVERITY =
            sink("min-severity", Types.choice(AlertSeverity.BY_WORD), false, "alerts as bad as this, or worse");
    static final Setting<List<String>> SINK_KINDS = sink("kinds", AlertKinds.TYPE, false, "alerts of these kinds");
    static final Setting<List<String>> SINK_OWNERS =
            sink("owners", Names.OWNERS, false, "alerts that these owners of error codes mend");
    static final Setting<List<NamePattern>> SINK_SOURCES =
            sink("sources", Names.PATTERNS, false, "alerts about sources with such names");
    static final Setting<String> SINK_SECRET =
            sink("secret", Types.unquoted(Types.TEXT), true, "signs what is sent to an address with #hmac");
    static final Setting<Duration> ALERT_MAX_AGE =
            plain("dcs.alert.max-age", Durations.POSITIVE, "7d", "alerts older than this are not raised");
    static final Setting<Integer> ALERT_DIGEST_ABOVE = plain("dcs.alert.digest-above",
            Types.wholeNumber(0, 1_000_000), "10", "more alerts of a kind and source are one message");
    static final Setting<Optional<Duration>> ALERT_HEARTBEAT =
            plain("dcs.alert.heartbeat", Durations.OR_OFF, "off", "how often sinks hear that the program lives");
    static final Setting<List<String>> POLICIES =
            plain("dcs.policies", Names.LIST, null, "names of protection policies, in order");
    static final Setting<NamePattern> POLICY_MATCH =
            policy("match", Names.PATTERN, "*", "names of the instances under the policy");
    static final Setting<Duration> POLICY_RPO =
            policy("rpo", Durations.MINUTES, "24h", "oldest the newest good backup may be");
    static final Setting<Duration> POLICY_RTO =
            policy("rto", Durations.MINUTES, "1h", "longest a restoration may take");
    static final Setting<Duration> POLICY_DRILL =
            policy("drill", Durations.DAYS, "90d", "longest time between restorations");
    static final Setting<Duration> FRESHNESS =
            plain("dcs.freshness", Durations.POSITIVE, "1h", "reports older than this say unknown");

    static final ServerTable HTTP_SERVER = new ServerTable("dcs.http-server", "8080", "report page");
    static final ServerTable MANAGEMENT = new ServerTable("dcs.management", "9876", "health and metrics");

    static final Setting<Boolean> CLUSTER_ENABLED =
            plain("dcs.cluster.enabled", Types.BOOLEAN, "false", "schedules shared by several processes");
    static final Setting<String> CLUSTER_NODE =
            plain("dcs.cluster.node", Types.TEXT, "{{env:HOSTNAME}}", "what this machine is called among others");
    static final Setting<Duration> RETENTION_RUNS =
            plain("dcs.retention.runs", Durations.POSITIVE, "90d", "how long syncs are remembered");
    static final Setting<Duration> RETENTION_ERRORS =
            plain("dcs.retention.errors", Durations.POSITIVE, "90d", "how long errors are remembered");
    static final Setting<Duration> RETENTION_ALERTS =
            plain("dcs.retention.alerts", Durations.POSITIVE, "90d", "how long resolved alerts are remembered");
    static final Setting<LogFormat> LOG_FORMAT =
            plain("dcs.log.format", Types.choice(Map.of("text", LogFormat.TEXT, "json", LogFormat.JSON)), "text",
                    "text for people, json for machines");
    static final Setting<Boolean> TRACING_ENABLED =
            plain("dcs.tracing.enabled", Types.BOOLEAN, "false", "traces of syncs and requests");
    static final Setting<Boolean> CAMEL_CLI_ENABLED =
            plain("dcs.camel-cli.enabled", Types.BOOLEAN, "false", "tools of Camel and JMX see the process");

    static final List<Setting<?>> ALL = Collections.unmodifiableList(TABLE);

    /** What leads somewhere and may hold secrets. */
    static final List<Setting<?>> ADDRESSES = List.of(DB_URL, ALERT_URI, SINK_URI, PROXY);

    /** The five keys of a port the program listens on. */
    static final class ServerTable {
        final Setting<String> host;
        final Setting<Integer> port;
        final Setting<String> user;
        final Setting<String> password;
        final Setting<Boolean> allowAnonymous;

        private ServerTable(String area, String defaultPort, String what) {
            host = plain(area + ".host", Hosts.HOST, "127.0.0.1", what + ": address listened on");
            port = plain(area + ".port", Types.PORT, defaultPort, what + ": port");
            user = plain(area + ".user", Types.LOGIN_USER, null, what + ": user, needed off loopback");
            password = secret(area + ".password", Types.TEXT, what + ": password, needed off loopback");
            allowAnonymous = plain(area + ".allow-anonymous", Types.BOOLEAN, "false",
                    what + ": no password off loopback");
        }
    }

    private SettingTable() {
    }

    private static <T> Setting<T> plain(String key, SettingType<T> type, String defaultText, String description) {
        return add(new Setting<>(key, Reach.PLAIN, type, defaultText, false, description));
    }

    private static <T> Setting<T> secret(String key, SettingType<T> type, String description) {
        return add(new Setting<>(key, Reach.PLAIN, type, null, true, description));
    }

    private static <T> Setting<T> shared(String key, SettingType<T> type, String defaultText, String description) {
        return add(new Setting<>(key, Reach.SHARED_BY_SOURCES, type, defaultText, false, description));
    }

    private static <T> Setting<T> sharedSecret(String key, SettingType<T> type, String defaultText,
            String description) {
        return add(new Setting<>(key, Reach.SHARED_BY_SOURCES, type, defaultText, true, description));
    }

    private static <T> Setting<T> policy(String aspect, SettingType<T> type, String defaultText, String description) {
        return add(new Setting<>("dcs.policy.NAME." + aspect, Reach.POLICY, type, defaultText, false, description));
    }

    private static <T> Setting<T> sink(String aspect, SettingType<T> type, boolean secret, String description) {
        return add(new Setting<>("dcs.alert.NAME." + aspect, Reach.SINK, type, null, secret, description));
    }

    private static <T> Setting<T> add(Setting<T> setting) {
        TABLE.add(setting);
        return setting;
    }
}
