package io.github.dcssync.settings;

import java.time.DateTimeException;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * How the text of a setting becomes a value.
 *
 * @param wanted what a right value looks like, told to the operator whose value is refused
 * @param reader reads the text; refuses with any of the JDK's own exceptions for bad values
 * @param shown what of a text, right or wrong, may be shown
 */
record SettingType<T>(String wanted, Function<String, T> reader, UnaryOperator<String> shown) {

    SettingType(String wanted, Function<String, T> reader) {
        this(wanted, reader, UnaryOperator.identity());
    }

    /** A refusal that knows better than the type what would be right. */
    static final class RefusedValue extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        RefusedValue(String remedy) {
            super(remedy);
        }
    }

    /** Reads the text, which is not empty; a {@link RefusedValue} says what would be right. */
    T read(String text) {
        try {
            return reader.apply(text);
        } catch (RefusedValue refusal) {
            throw refusal;
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException refused) {
            throw new RefusedValue("give " + wanted);
        }
    }

    static void require(boolean right) {
        if (!right) {
            throw new IllegalArgumentException();
        }
    }
}
