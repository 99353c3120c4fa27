package io.github.dcssync.settings;

import java.text.ParseException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.quartz.CronExpression;

/** The plain types of settings. */
final class Types {

    static final SettingType<String> TEXT = text("text without control characters", "[^\\p{Cntrl}]+");

    /** What travels in an HTTP header as it is. */
    static final SettingType<String> TOKEN = text("printable ASCII without blanks", "[\\x21-\\x7e]+");

    static final SettingType<String> PROJECT_ID =
            text("the 32 hexadecimal digits of a project id", "[0-9a-fA-F]{32}");

    static final SettingType<String> CAMEL_URI =
            text("a Camel endpoint such as log:dcs.alert or https://host/path", "[A-Za-z][A-Za-z0-9+.-]*:\\P{Cntrl}+");

    static final SettingType<String> LOGIN_USER =
            text("a user name without a colon, which HTTP basic authentication cannot carry", "[^:\\p{Cntrl}]+");

    static final SettingType<String> JDBC_URL =
            text("a URL that starts with jdbc:h2:, jdbc:postgresql:, jdbc:mariadb: or jdbc:mysql:",
                    "jdbc:(h2|postgresql|mariadb|mysql):\\P{Cntrl}+");

    static final SettingType<Boolean> BOOLEAN = choice(Map.of("true", true, "false", false));

    static final SettingType<ZoneId> TIME_ZONE =
            new SettingType<>("a time zone such as UTC or Europe/Berlin", ZoneId::of);

    static final SettingType<String> CRON = new SettingType<>(
            "a Quartz expression of six or seven fields such as 0 0/15 * * * ?", Types::readCron);

    static final SettingType<Integer> PORT =
            new SettingType<>("a port from 0 to 65535, 0 for any free one", Types::readPort);

    static final SettingType<Double> RATE = new SettingType<>(
            "a number of requests from 0.001 to 100000, or 0 for no limit", Types::readRate);

    private Types() {
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
            throw new SettingType.Refusal("give a port from 0 to 65535; Kubernetes sets this variable for a service"
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

    private static String readCron(String text) {
        try {
            CronExpression expression = new CronExpression(text);
            if (expression.getNextValidTimeAfter(Date.from(Instant.now())) == null) {
                throw new SettingType.Refusal("give a Quartz expression that fires again; this one never does");
            }
            return text;
        } catch (ParseException unreadable) {
            throw new IllegalArgumentException(unreadable);
        }
    }
}
