package io.github.dcssync.settings;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What can be wrong with a value though it can be read. */
final class Checks {

    private final Values values;
    private final Violations faults;

    Checks(Values values, Violations faults) {
        this.values = values;
        this.faults = faults;
    }

    /** Reads every value that was given, used or not, in the order of the table. */
    void run() {
        List<KeyName> given = values.names();
        for (Setting<?> setting : SettingTable.ALL) {
            given.stream().filter(key -> key.setting() == setting).forEach(key -> values.read(setting, key.name()));
            if (setting == SettingTable.ENDPOINT || setting == SettingTable.IAM_ENDPOINT) {
                given.stream().filter(key -> key.setting() == setting).forEach(this::checkEncrypted);
            }
        }
        checkServer(SettingTable.HTTP_SERVER);
        checkServer(SettingTable.MANAGEMENT);
        checkPortsDiffer();
        checkDatabaseIsShared();
    }

    private void checkDatabaseIsShared() {
        String url = values.read(SettingTable.DB_URL);
        if (url != null && url.toLowerCase(Locale.ROOT).startsWith("jdbc:h2:")
                && Boolean.TRUE.equals(values.read(SettingTable.CLUSTER_ENABLED))) {
            faults.wrong(SettingTable.CLUSTER_ENABLED, SettingTable.CLUSTER_ENABLED.key(),
                    values.find(SettingTable.CLUSTER_ENABLED, null), "an H2 database serves one process: give"
                            + " dcs.db.url a PostgreSQL, MariaDB or MySQL database, or set false");
        }
    }

    private void checkEncrypted(KeyName key) {
        URI endpoint = (URI) values.read(key.setting(), key.name());
        boolean insecure = endpoint != null && endpoint.getScheme().equals("http")
                && !Hosts.isLoopback(endpoint.getHost());
        if (insecure && Boolean.FALSE.equals(values.read(SettingTable.ALLOW_INSECURE_HTTP))) {
            faults.wrong(key.setting(), key.key(), values.find(key.setting(), key.name()),
                    "give an https address, or set dcs.allow-insecure-http=true to send credentials in clear");
        }
    }

    private void checkServer(SettingTable.ServerTable server) {
        Map<Setting<String>, Setting<String>> pairs =
                Map.of(server.user, server.password, server.password, server.user);
        pairs.forEach((one, other) -> {
            if (values.find(one, null) != null && values.find(other, null) == null) {
                faults.missing(other.key(), "goes with " + one.key() + "; set both or neither");
            }
        });
        String host = values.read(server.host);
        boolean open = host != null && !Hosts.isLoopback(host) && values.find(server.user, null) == null
                && values.find(server.password, null) == null;
        if (open && Boolean.FALSE.equals(values.read(server.allowAnonymous))) {
            faults.wrong(server.host, server.host.key(), values.find(server.host, null), "others can reach this host:"
                    + " set " + server.user.key() + " and " + server.password.key() + ", or "
                    + server.allowAnonymous.key() + "=true");
        }
    }

    private void checkPortsDiffer() {
        Setting<Integer> one = SettingTable.HTTP_SERVER.port;
        Setting<Integer> other = SettingTable.MANAGEMENT.port;
        Integer port = values.read(one);
        if (port != null && port != 0 && port.equals(values.read(other))) {
            faults.wrong(other, other.key(), values.find(other, null), "give another port than " + one.key() + " has");
        }
    }
}
