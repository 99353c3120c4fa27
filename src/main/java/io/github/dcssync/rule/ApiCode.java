package io.github.dcssync.rule;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A code of an error answer, in one spelling whatever the way it was written: the gateway's prefixes APIG, APIGW and
 * APIC are one family, the older nine-digit codes are those of the family DCS, case and blanks do not count.
 *
 * @param family what stands before the dot, IAM for plain four-digit codes, empty where there is none
 * @param text   the whole code
 */
record ApiCode(String family, String text) {

    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]+");
    private static final Pattern GATEWAY = Pattern.compile("(?:APIG|APIGW|APIC)\\.(.*)", Pattern.DOTALL);
    /** Three digits of the service, three that are the first status the code had, three of the code itself. */
    private static final Pattern NINE_DIGITS = Pattern.compile("111(40[01345]|500)([0-9]{3})");
    private static final Pattern FOUR_DIGITS = Pattern.compile("[0-9]{4}");
    private static final Pattern WELL_FORMED =
            Pattern.compile("[A-Z][A-Z0-9_-]*\\.(?:\\*|[0-9]{3,9})|111[0-9]{6}|[0-9]{4}");
    private static final String WHOLE_FAMILY = "*";

    /** @return the code in its one spelling, or null when there is none */
    static @Nullable ApiCode of(@Nullable String written) {
        String code = written == null ? "" : compact(written);
        if (code.isEmpty()) {
            return null;
        }
        Matcher gateway = GATEWAY.matcher(code);
        if (gateway.matches()) {
            return new ApiCode("APIG", "APIG." + gateway.group(1));
        }
        Matcher nineDigits = NINE_DIGITS.matcher(code);
        if (nineDigits.matches()) {
            return new ApiCode("DCS", "DCS." + series(code, nineDigits.group(1)) + nineDigits.group(2));
        }
        // 1104 and IAM.1104 are two codes of the same service.
        return new ApiCode(FOUR_DIGITS.matcher(code).matches() ? "IAM" : beforeDot(code), code);
    }

    /** @return whether a rule may name it: FAMILY.1234, FAMILY.*, nine digits or four */
    static boolean isWellFormed(String written) {
        return WELL_FORMED.matcher(compact(written)).matches();
    }

    /** @return the code that stands for all codes of this one's family */
    ApiCode wholeFamily() {
        return new ApiCode(family, family + "." + WHOLE_FAMILY);
    }

    /** 111404022 became DCS.3022, although its neighbours 111404001 and 111404023 became DCS.4001 and DCS.4023. */
    private static char series(String code, String status) {
        if (code.equals("111404022")) {
            return '3';
        }
        return switch (status) {
            case "401" -> '1';
            case "403" -> '3';
            case "405", "500" -> '5';
            default -> '4';
        };
    }

    private static String beforeDot(String code) {
        int dot = code.indexOf('.');
        return dot < 0 ? "" : code.substring(0, dot);
    }

    private static String compact(String written) {
        return BLANKS.matcher(written).replaceAll("").toUpperCase(Locale.ROOT);
    }
}
