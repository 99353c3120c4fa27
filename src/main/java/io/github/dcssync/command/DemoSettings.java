package io.github.dcssync.command;

import io.github.dcssync.http.ListeningAddress;
import io.github.dcssync.settings.AlertAddress;
import io.github.dcssync.settings.DatabaseSettings;
import io.github.dcssync.settings.NamePattern;
import io.github.dcssync.settings.ProtectionPolicy;
import io.github.dcssync.settings.Settings;
import io.github.dcssync.settings.Settings.Alerting;
import io.github.dcssync.settings.SinkSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The settings of the demo: the operator's, but for the sources, the database and what nobody has set. */
final class DemoSettings {

    /** A fleet with so much trouble would fill the terminal with its alerts. */
    private static final String NOT_SHOWN = "log:dcs.alert?level=DEBUG";
    private static final List<ProtectionPolicy> POLICIES = List.of(
            new ProtectionPolicy("gold", new NamePattern("*-store-*"), Duration.ofDays(1), Duration.ofMinutes(30),
                    Duration.ofDays(30)),
            new ProtectionPolicy("relaxed", new NamePattern("*-cache-*"), Duration.ofDays(3), Duration.ofHours(4),
                    Duration.ofDays(180)));

    private DemoSettings() {
    }

    /**
     * @param given what the operator has set
     * @param url   of the demo's database
     * @return without sources; with ports that are free now
     */
    static Settings of(Settings given, String url) {
        return given.with(alerting(given), policies(given))
                .withDatabase(new DatabaseSettings(url, "sa", ""))
                .withServers(ListeningAddress.freeOrOther(given.httpServer(), "dcs.http-server"),
                        ListeningAddress.freeOrOther(given.management(), "dcs.management"));
    }

    /** The same for the past, which nobody is to be told of. */
    static Settings ofThePast(Settings settings) {
        return settings.with(notShown(settings), settings.policies());
    }

    private static Alerting alerting(Settings given) {
        return given.isGiven("dcs.alert.uri") || given.alerting().sinks().stream().anyMatch(SinkSettings::isNamed)
                ? given.alerting() : notShown(given);
    }

    private static Alerting notShown(Settings settings) {
        return new Alerting(List.of(SinkSettings.only(AlertAddress.read(NOT_SHOWN))), settings.alerting().maxAge(),
                settings.alerting().digestAbove(), null);
    }

    private static List<ProtectionPolicy> policies(Settings given) {
        if (given.isGiven("dcs.polic")) {
            return given.policies();
        }
        List<ProtectionPolicy> policies = new ArrayList<>(POLICIES);
        policies.addAll(given.policies());
        return policies;
    }
}
