package io.github.dcssync.settings;

import java.text.ParseException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.quartz.CronExpression;

/** The plain types of settings. */
final class Types {

    static final SettingType<String> TEXT = text("text without control characters", "[^\\p{Cntrl}]+");

    /** What travels in an HTTP header as it is. */
    static final SettingType<String> TOKEN = text("printable ASCII without blanks", "[\\x21-\\x7e]+");

    /** A secret key has no blanks at its ends; nothing is taken off silently. */
    static final SettingType<String> SECRET_KEY =
            new SettingType<>("text without control characters", Types::readSecretKey);

    static final SettingType<String> PROJECT_ID =
            text("the 32 hexadecimal digits of a project id", "[0-9a-fA-F]{32}");

    static final SettingType<String> LOGIN_USER =
            text("a user name without a colon, which HTTP basic authentication cannot carry", "[^:\\p{Cntrl}]+");

    static final SettingType<String> JDBC_URL = new SettingType<>(
            "a URL that starts with jdbc:h2:, jdbc:postgresql:, jdbc:mariadb: or jdbc:mysql:", Types::readJdbcUrl,
            text -> new DatabaseAddress(text).shown());

    static final SettingType<Boolean> BOOLEAN = choice(Map.of("true", true, "false", false));

    static final SettingType<ZoneId> TIME_ZONE =
            new SettingType<>("a time zone such as UTC, Europe/Berlin or UTC+01:00", Types::readZone);

    static final SettingType<String> CRON = new SettingType<>(
            "a Quartz expression of six or seven fields such as 0 0/15 * * * ?", Types::readCron);

    static final SettingType<Integer> PORT =
            new SettingType<>("a port from 0 to 65535, 0 for any free one", Types::readPort);

    static final SettingType<Double> RATE = new SettingType<>(
            "a number of requests from 0.001 to 100000, or 0 for no limit", Types::readRate);

    private static final String QUOTES = "\"'`\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u2039\u203a\u00ab\u00bb";

    private Types() {
    }

    /**
     * What a login needs, of a type. Quotes around it came from a file that does not want them, and would be tried as
     * part of it: some failures in a row lock the key or the user.
     */
    static SettingType<String> unquoted(SettingType<String> type) {
        return new SettingType<>(type.wanted(), text -> {
            String bare = text.strip();
            if (bare.length() > 1 && isQuote(bare.charAt(0)) && isQuote(bare.charAt(bare.length() - 1))) {
                throw new SettingType.RefusedValue("take away the quotes around it, they would be sent as part of it");
            }
            return type.reader().apply(text);
        }, type.shown());
    }

    private static boolean isQuote(char c) {
        return QUOTES.indexOf(c) >= 0;
    }

    private static String readSecretKey(String text) {
        SettingType.require(text.matches("[^\\p{Cntrl}]+"));
        if (!text.equals(text.strip())) {
            throw new SettingType.RefusedValue(
                    "take away the blanks before or behind it, they would be used as part of it");
        }
        return text;
    }

    private static String readJdbcUrl(String text) {
        SettingType.require(text.matches("jdbc:(h2|postgresql|mariadb|mysql):\\P{Cntrl}+"));
        if (new DatabaseAddress(text).hasLogin()) {
            throw new SettingType.RefusedValue("give user and password as dcs.db.user and dcs.db.password, and the URL"
                    + " without them as in jdbc:postgresql://host/database");
        }
        H2Options.refusal(text).or(() -> DriverUrl.refusal(text)).ifPresent(reason -> {
            throw new SettingType.RefusedValue(reason);
        });
        return text;
    }

    static SettingType<Integer> wholeNumber(int least, int most) {
        return new SettingType<>("a whole number from " + least + " to " + most,
                text -> readWholeNumber(text, least, most));
    }

    static <T> SettingType<T> choice(Map<String, T> choices) {
        String wanted = String.join(" or ", new TreeMap<>(choices).descendingKeySet());
        return new SettingType<>(wanted, text -> {
            T chosen = choices.get(text.toLowerCase(Locale.ROOT));
            SettingType.require(chosen != null);
            return chosen;
        });
    }

    private static SettingType<String> text(String wanted, String pattern) {
        Pattern compiled = Pattern.compile(pattern);
        return new SettingType<>(wanted, text -> {
            SettingType.require(compiled.matcher(text).matches());
            return text;
        });
    }

    private static int readWholeNumber(String text, int least, int most) {
        SettingType.require(text.matches("[0-9]{1,9}"));
        int number = Integer.parseInt(text);
        SettingType.require(number >= least && number <= most);
        return number;
    }

    private static int readPort(String text) {
        if (text.startsWith("tcp://")) {
            throw new SettingType.RefusedValue(
                    "give a port from 0 to 65535; Kubernetes sets this variable for a service"
                            + " of that name: set enableServiceLinks to false in the pod");
        }
        return readWholeNumber(text, 0, 65535);
    }

    private static double readRate(String text) {
        SettingType.require(text.matches("[0-9]{1,6}(\\.[0-9]{1,6})?"));
        double rate = Double.parseDouble(text);
        SettingType.require(rate == 0 || rate >= 0.001 && rate <= 100_000);
        return rate;
    }

    /** A zone as Quartz knows it, too, which takes a name that it does not know for UTC. */
    private static ZoneId readZone(String text) {
        ZoneId zone = ZoneId.of(text);
        ZoneId known = zone.normalized() instanceof ZoneOffset offset && offset.getTotalSeconds() != 0
                && !ZoneId.getAvailableZoneIds().contains(zone.getId()) ? ZoneId.ofOffset("GMT", offset) : zone;
        SettingType.require(TimeZone.getTimeZone(known.getId()).toZoneId().getRules().equals(known.getRules()));
        return known;
    }

    private static String readCron(String text) {
        try {
            CronExpression expression = new CronExpression(text);
            if (expression.getNextValidTimeAfter(Date.from(Instant.now())) == null) {
                throw new SettingType.RefusedValue("give a Quartz expression that fires again; this one never does");
            }
            return text;
        } catch (ParseException unreadable) {
            throw new IllegalArgumentException(unreadable);
        }
    }
}
