package io.github.dcssync.bench.contender;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the records in a page of JSON: objects in the page's one array of objects, and the number beside it. Looks at
 * each byte once and makes no objects; what is no JSON may pass.
 */
final class PageScanner {

    /** Takes a record, which is gone when the next one comes. */
    interface RowSink {

        void accept(Row row) throws Exception;
    }

    private final byte[][] names;
    private final Row row;
    private byte[] page = {};
    private int at;
    private long total = -1;
    private boolean isEscaped;

    /** @param fields that are wanted of each record */
    PageScanner(List<String> fields) {
        names = fields.stream().map(name -> name.getBytes(StandardCharsets.US_ASCII)).toArray(byte[][]::new);
        row = new Row(names.length);
    }

    /**
     * Gives the records of a page.
     *
     * @param from where the page begins in the bytes
     * @return how many there are
     */
    int scan(byte[] bytes, int from, RowSink sink) throws Exception {
        page = bytes;
        at = from;
        next();
        at++;
        total = -1;
        int rows = 0;
        while (next() == '"') {
            at = stringEnd() + 1;
            next();
            at++;
            byte first = next();
            if (first == '[') {
                rows += array(sink);
            } else if (first >= '0' && first <= '9') {
                total = number();
            } else {
                skip();
            }
        }
        return rows;
    }

    /** The number beside the array of the last page, -1 where there was none. */
    long total() {
        return total;
    }

    private int array(RowSink sink) throws Exception {
        int rows = 0;
        at++;
        while (next() == '{') {
            object();
            sink.accept(row);
            rows++;
        }
        at++;
        return rows;
    }

    private void object() {
        row.clear(page);
        at++;
        int guess = 0;
        while (next() == '"') {
            int name = at + 1;
            int nameEnd = stringEnd();
            int column = column(name, nameEnd, guess);
            at = nameEnd + 1;
            next();
            at++;
            value(column);
            guess = column < 0 ? guess : column + 1;
        }
        at++;
    }

    private void value(int column) {
        byte first = next();
        int begin = at;
        if (first == '"') {
            int end = stringEnd();
            at = end + 1;
            if (column >= 0) {
                row.set(column, begin + 1, end, isEscaped);
            }
        } else {
            skip();
            if (column >= 0 && first != 'n' && first != '{' && first != '[') {
                row.set(column, begin, at, false);
            }
        }
    }

    /** Fields come in the same order in all records: the one after the last is looked at first. */
    private int column(int begin, int end, int guess) {
        for (int i = 0; i < names.length; i++) {
            int column = guess + i;
            column = column < names.length ? column : column - names.length;
            if (Arrays.equals(page, begin, end, names[column], 0, names[column].length)) {
                return column;
            }
        }
        return -1;
    }

    /** Goes to the next byte that is neither a blank nor a comma. */
    private byte next() {
        while (page[at] <= ' ' || page[at] == ',') {
            at++;
        }
        return page[at];
    }

    /** Where the string ends that begins here: the place of its closing quote. */
    private int stringEnd() {
        int end = at + 1;
        isEscaped = false;
        for (byte c = page[end]; c != '"'; c = page[end]) {
            if (c == '\\') {
                isEscaped = true;
                end++;
            }
            end++;
        }
        return end;
    }

    private long number() {
        long number = 0;
        for (; page[at] >= '0' && page[at] <= '9'; at++) {
            number = number * 10 + page[at] - '0';
        }
        return number;
    }

    /** Passes over a number, a word, or an array or object with all that is in it. */
    private void skip() {
        int depth = 0;
        do {
            byte c = page[at];
            if (c == '"') {
                at = stringEnd();
            } else if (c == '{' || c == '[') {
                depth++;
            } else if (c == '}' || c == ']') {
                depth--;
            }
            at++;
        } while (depth > 0 || page[at] > ' ' && page[at] != ',' && page[at] != '}' && page[at] != ']');
    }
}
