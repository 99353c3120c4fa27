package io.github.dcssync.record;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Set;

/**
 * What stands in an answer beside its list: the count, fields that this version does not know, and what says that the
 * answer is about an error. Null, "" and {@code {}} say nothing, an empty array that there is none of something.
 */
final class Surroundings {

    private static final Set<String> OF_ERRORS = Set.of("error_code", "error_msg", "error", "errors");

    private final RecordKind kind;
    private Long total;
    private String code;
    private String message;
    private boolean saysAnything;
    private boolean saysMoreThanNone;
    private boolean saysError;

    Surroundings(RecordKind kind) {
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
            boolean ofError = OF_ERRORS.contains(name);
            saysError |= ofError;
            saysMoreThanNone |= ofError || !scalar;
            code = scalar && name.equals("error_code") ? text : code;
            message = scalar && name.equals("error_msg") ? text : message;
        }
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

    private static Long count(String text) {
        String number = ColumnType.LONG.canonical(text);
        return number == null || number.startsWith("-") ? null : Long.valueOf(number);
    }

    /** @return the count, or null when it is absent or no number */
    Long total() {
        return total;
    }

    /** @return whether an answer without the array says nothing at all */
    boolean areBlank() {
        return !saysAnything;
    }

    /** @throws NoListException when an answer without the array does not say that there is nothing to list */
    void requireNone() throws NoListException {
        boolean none = total != null && total == 0 && !saysMoreThanNone;
        if (saysAnything && !none) {
            throw noList("it has no " + kind.array());
        }
    }

    /** @throws NoListException when an answer whose array is empty is about an error */
    void requireNoError() throws NoListException {
        if (saysError) {
            throw noList("its " + kind.array() + " is empty");
        }
    }

    private NoListException noList(String why) {
        String said = code == null ? message : message == null ? code : code + ": " + message;
        return new NoListException("the answer is no list: " + why + (said == null ? "" : " but an error, " + said),
                code);
    }
}
