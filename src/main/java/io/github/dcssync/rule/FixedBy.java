package io.github.dcssync.rule;

import java.util.Locale;

/** Who can do something about a fault. */
public enum FixedBy {
    /** Whoever runs dcs-sync: settings, credentials, permissions, network. */
    OPERATOR,
    /** Whoever runs the service. */
    VENDOR,
    /** It passes by itself. */
    NOBODY,
    /** Whoever writes dcs-sync. */
    DEVELOPER;

    /** @return the word that stands in config/api-errors.yaml */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
