package io.github.dcssync.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Which pieces of an answer are JSON. To ask costs time, so that there is an end to it. */
final class JsonPieces {

    private static final long MOST_BYTES = 64L << 20;

    /** What it costs to ask at all, in bytes. */
    private static final int LEAST_COST = 100;

    private final byte[] answer;
    private final ListKind kind;
    private final JsonFactory json;
    private long bytesLeft = MOST_BYTES;

    JsonPieces(byte[] answer, ListKind kind, JsonFactory json) {
        this.answer = answer.clone();
        this.kind = kind;
        this.json = json;
    }

    /** @return whether so much was asked that the answers are not to be relied on */
    boolean isExhausted() {
        return bytesLeft <= 0;
    }

    /** @return the first bracket from there on behind which the answer's object ends, after further fields; or -1 */
    int endOfList(int start) {
        for (int i = start; i < answer.length; i++) {
            if (answer[i] == ']' && isEndOfAnswer(i + 1)) {
                return i;
            }
        }
        return -1;
    }

    /** Further fields and the brace at the end are an object when one opens it in the comma's place. */
    private boolean isEndOfAnswer(int place) {
        int next = place;
        while (next < answer.length && answer[next] >= 0 && answer[next] <= ' ') {
            next++;
        }
        if (next == answer.length || answer[next] != ',' && answer[next] != '}') {
            return false;
        }
        int opening = answer[next] == ',' ? next : next - 1;
        byte there = answer[opening];
        answer[opening] = '{';
        boolean ends = read(opening, answer.length, parser -> {
            parser.skipChildren();
            return parser.nextToken() == null;
        }) > 0;
        answer[opening] = there;
        return ends;
    }

    /** @return the byte behind the object that begins there, is whole and has its key; or -1 */
    int endOfRecord(int start, int end) {
        return read(start, end, parser -> {
            boolean hasKey = false;
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                hasKey |= parser.currentName().equals(kind.key());
                parser.nextToken();
                parser.skipChildren();
            }
            return hasKey;
        });
    }

    /** @return whether these bytes, which have others before and behind them, would be JSON as a list's elements */
    boolean areElements(int start, int end) {
        byte before = answer[start - 1];
        byte behind = answer[end];
        answer[start - 1] = '[';
        answer[end] = ']';
        boolean areElements = read(start - 1, end + 1, parser -> {
            parser.skipChildren();
            return true;
        }) == end + 1;
        answer[start - 1] = before;
        answer[end] = behind;
        return areElements;
    }

    private int read(int start, int end, Question question) {
        // The parser would take the bytes for another encoding.
        if (bytesLeft <= 0 || end - start < 2 || answer[start + 1] == 0) {
            return -1;
        }
        try (JsonParser parser = json.createParser(answer, start, end - start)) {
            try {
                parser.nextToken();
                return question.isSo(parser) ? start + (int) parser.currentLocation().getByteOffset() : -1;
            } finally {
                bytesLeft -= parser.currentLocation().getByteOffset() + LEAST_COST;
            }
        } catch (IOException e) {
            return -1;
        }
    }

    /** What is asked about a piece whose first token was read. */
    private interface Question {
        boolean isSo(JsonParser parser) throws IOException;
    }
}
