package io.github.dcssync.alert;

import java.time.Duration;
import java.util.regex.Pattern;

/** Where alerts go. */
public final class AlertSink {

    private static final Pattern HTTP = Pattern.compile("https?:.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    /** Three of these are as long as a sync waits for all its alerts. */
    private static final Duration LONGEST = AlertDelivery.LONGEST.dividedBy(3);

    private AlertSink() {
    }

    /**
     * @param uri dcs.alert.uri
     * @return the same; an http endpoint gets time limits where it has none of its own, a log without options shows
     *         nothing but the message
     */
    public static String endpoint(String uri) {
        if (uri.startsWith("log:") && !uri.contains("?")) {
            return uri + "?plain=true";
        }
        if (!HTTP.matcher(uri).matches()) {
            return uri;
        }
        String bounded = uri;
        for (String limit : new String[] {"connectTimeout", "responseTimeout"}) {
            if (!bounded.contains(limit + "=")) {
                bounded += (bounded.contains("?") ? "&" : "?") + limit + "=" + LONGEST.toMillis();
            }
        }
        return bounded;
    }
}
