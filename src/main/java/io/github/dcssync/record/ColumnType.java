package io.github.dcssync.record;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a column holds. Values travel through the program as canonical text: equal values have equal text, and every
 * database can cast it. {@link #canonical} is the one place where the service's spellings are understood.
 */
public enum ColumnType {
    /** An identifier, at most {@value #LONGEST_ID} characters. */
    ID,
    /** Free text of any length. */
    TEXT,
    /** Text that the service spells in either case, kept in lower case: {@code AOF} and {@code aof} are one format. */
    LOWER_CASE,
    /** Percent with two decimals, numeric(5,2). */
    PERCENT,
    /** An error's code; a blank of any kind, 0, false or the word null stands for none and is not taken. */
    CODE,
    /** Gigabytes with three decimals, numeric(10,3); small instances have 0.125. */
    GIGABYTES,
    /** A 64-bit number. */
    LONG,
    /** {@code true} or {@code false}; services also write 1 and 0, yes and no, on and off, or initials. */
    BOOLEAN,
    /** A UTC instant in microseconds, {@code 2019-05-10T08:31:16.166000Z}. */
    INSTANT;

    /** The longest identifier a key column takes, in characters. */
    public static final int LONGEST_ID = 255;

    /** The longest text a column takes, in characters; H2 holds a million, `extra` with it. */
    static final int LONGEST_TEXT = 250_000;

    private static final int LONGEST_NUMBER = 100;

    /** Gives no blank back: a quarter of a million of them would be tried in every way of sharing them out. */
    private static final Pattern NO_CODE = Pattern.compile("[\\s\\p{Z}]*+(0|false|null|none)?+[\\s\\p{Z}]*+",
            Pattern.CASE_INSENSITIVE);

    /**
     * @param value a non-empty scalar as the service wrote it: text, a number or a boolean
     * @return the canonical text, or null when the value cannot be read as this type
     */
    @Nullable
    String canonical(String value) {
        return switch (this) {
            case ID -> value.length() <= LONGEST_ID ? storable(value) : null;
            case TEXT -> text(value);
            case LOWER_CASE -> text(value.toLowerCase(Locale.ROOT));
            case CODE -> NO_CODE.matcher(value).matches() ? null : text(value);
            case PERCENT -> decimal(value, 2, 3);
            case GIGABYTES -> decimal(value, 3, 7);
            case LONG -> number(value);
            case BOOLEAN -> flag(value);
            case INSTANT -> Timestamps.canonical(value);
        };
    }

    private static @Nullable String text(String value) {
        return value.length() <= LONGEST_TEXT ? storable(value) : null;
    }

    /** PostgreSQL cannot hold U+0000, and no database half a surrogate pair. */
    private static @Nullable String storable(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == 0) {
                return null;
            }
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c) && i + 1 < value.length()
                        && Character.isLowSurrogate(value.charAt(i + 1));
                if (!pair) {
                    return null;
                }
                i++;
            }
        }
        return value;
    }

    private static @Nullable String decimal(String value, int scale, int integerDigits) {
        try {
            BigDecimal number = parse(value).setScale(scale, RoundingMode.HALF_UP);
            return number.precision() - scale <= integerDigits ? number.toPlainString() : null;
        } catch (ArithmeticException | NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable String number(String value) {
        try {
            return Long.toString(Long.parseLong(value.trim()));
        } catch (NumberFormatException e) {
            return wholeNumber(value);
        }
    }

    /** Numbers such as {@code 1e3} and {@code 12.0} are whole, too. */
    private static @Nullable String wholeNumber(String value) {
        try {
            return Long.toString(parse(value).longValueExact());
        } catch (ArithmeticException | NumberFormatException e) {
            return null;
        }
    }

    /**
     * Bounds the digits first, because reading a million of them takes seconds, and the exponent next: expanding
     * 1e999999999 would take the memory of the machine.
     */
    private static BigDecimal parse(String value) {
        if (value.length() > LONGEST_NUMBER) {
            throw new NumberFormatException("too many digits");
        }
        BigDecimal number = new BigDecimal(value.trim());
        if (Math.abs((long) number.precision() - number.scale()) > 40 || number.scale() > 1_000) {
            throw new ArithmeticException("out of range");
        }
        return number;
    }

    private static @Nullable String flag(String value) {
        return switch (value.trim().toLowerCase(Locale.ROOT)) {
            case "true", "t", "yes", "y", "on" -> "true";
            case "false", "f", "no", "n", "off" -> "false";
            default -> numericFlag(number(value));
        };
    }

    private static @Nullable String numericFlag(@Nullable String number) {
        return number == null ? null : switch (number) {
            case "1" -> "true";
            case "0" -> "false";
            default -> null;
        };
    }
}
