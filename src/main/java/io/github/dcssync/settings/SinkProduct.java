package io.github.dcssync.settings;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Whose messages a sink understands. */
public enum SinkProduct {
    /** Anybody who reads the program's own JSON. */
    JSON(false),
    /** An incoming webhook of Slack. */
    SLACK(false),
    /** A workflow of Microsoft Teams that begins with a webhook. */
    TEAMS(false),
    /** The alert API of Opsgenie, which Jira Service Management has too. */
    OPSGENIE(true),
    /** The Events API v2 of PagerDuty. */
    PAGERDUTY(true),
    /** The API v2 of Prometheus's Alertmanager. */
    ALERTMANAGER(false),
    /** Whoever takes CloudEvents 1.0. */
    CLOUDEVENTS(false),
    /** People who read e-mail. */
    MAIL(false);

    private final boolean isKeyed;

    SinkProduct(boolean isKeyed) {
        this.isKeyed = isKeyed;
    }

    /** @return the word before the plus sign of a scheme, such as {@code slack} of {@code slack+https} */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @return whether what stands before the host is a key of the product's, and no login */
    public boolean isKeyed() {
        return isKeyed;
    }

    /** @return whether it keeps alerts itself, which it tells from each other: it is given one at a time */
    public boolean takesSingleAlerts() {
        return this == OPSGENIE || this == PAGERDUTY || this == ALERTMANAGER;
    }

    static Optional<SinkProduct> of(String word) {
        return Arrays.stream(values())
                .filter(product -> product != JSON && product != MAIL && product.word().equalsIgnoreCase(word))
                .findFirst();
    }
}
