package io.github.dcssync.record;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What stands in an answer beside its list: the count, fields that this version does not know, and what says that the
 * answer is about an error. Null, "" and {@code {}} say nothing, an empty array that there is none of something.
 */
final class Surroundings {

    private static final Set<String> CODES = Set.of("error_code", "code", "error", "errors");
    private static final Set<String> MESSAGES = Set.of("error_msg", "message");
    private static final Pattern SUCCESS = Pattern.compile("0|2[0-9]{2}|false|ok|success(ful)?",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern HTTP_STATUS = Pattern.compile("[1-5][0-9]{2}");

    private final ListKind kind;
    private @Nullable Long total;
    private @Nullable String code;
    private @Nullable String message;
    private boolean saysAnything;
    private boolean saysMoreThanNone;
    private boolean hasErrorCode;
    private boolean hasMessage;
    private boolean saysSuccess;

    Surroundings(ListKind kind) {
        this.kind = kind;
    }

    /** Reads the value of a field, which the parser stands at, to its end. */
    void read(JsonParser json, String name) throws IOException {
        boolean scalar = json.currentToken().isScalarValue();
        String text = scalar && json.currentToken() != JsonToken.VALUE_NULL ? json.getText() : "";
        boolean array = json.currentToken() == JsonToken.START_ARRAY;
        boolean present = scalar ? !text.isEmpty() : !isEmpty(json);
        saysAnything |= present || array;
        if (name.equals(kind.total()) && scalar) {
            total = count(text);
        } else if (present) {
            saysMoreThanNone |= !scalar;
            readOfError(name, text);
        }
    }

    /** @param text of a scalar, "" for what is none */
    private void readOfError(String name, String text) {
        boolean success = SUCCESS.matcher(text).matches();
        if (CODES.contains(name)) {
            saysSuccess |= success;
            hasErrorCode |= !success;
            boolean isCode =
                    name.endsWith("code") && !success && !text.isEmpty() && !HTTP_STATUS.matcher(text).matches();
            code = isCode ? text : code;
        } else if (MESSAGES.contains(name)) {
            hasMessage |= !success;
            message = text.isEmpty() ? message : text;
        }
    }

    /** @return whether the answer is about an error; what is said beside the code of a success is none */
    boolean sayError() {
        return hasErrorCode || hasMessage && !saysSuccess;
    }

    /** Passes over an object or an array, to its end. */
    private static boolean isEmpty(JsonParser json) throws IOException {
        JsonToken end = json.currentToken() == JsonToken.START_ARRAY ? JsonToken.END_ARRAY : JsonToken.END_OBJECT;
        boolean empty = true;
        while (json.nextToken() != end) {
            empty = false;
            json.skipChildren();
        }
        return empty;
    }

    private static @Nullable Long count(String text) {
        String number = ColumnType.LONG.canonical(text);
        return number == null || number.startsWith("-") ? null : Long.valueOf(number);
    }

    /** @return the count, or null when it is absent or no number */
    @Nullable
    Long total() {
        return total;
    }

    /** @return whether an answer without the array says nothing at all */
    boolean areBlank() {
        return !saysAnything;
    }

    /** @throws NoListException when an answer without the array does not say that there is nothing to list */
    void requireNone() throws NoListException {
        boolean none = total != null && total == 0 && !saysMoreThanNone && !sayError();
        if (saysAnything && !none) {
            throw noList("it has no " + kind.array());
        }
    }

    /** @throws NoListException when an answer whose array is empty is about an error */
    void requireNoError() throws NoListException {
        if (sayError()) {
            throw noList("its " + kind.array() + " is empty");
        }
    }

    private NoListException noList(String why) {
        String said = code == null ? message : message == null ? code : code + ": " + message;
        return new NoListException("the answer is no list: " + why + (said == null ? "" : " but an error, " + said),
                code);
    }
}
