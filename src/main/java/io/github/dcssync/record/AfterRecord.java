package io.github.dcssync.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;

/** Whether what stands behind a place in an answer is what stands behind a record, or behind a text in one. */
final class AfterRecord {

    private final byte[] answer;
    private final RecordKind kind;
    private final JsonFactory json;
    private long bytesLeft;

    /** @param mostBytes how much may be read, over and over, to find out */
    AfterRecord(byte[] answer, RecordKind kind, JsonFactory json, long mostBytes) {
        this.answer = answer;
        this.kind = kind;
        this.json = json;
        this.bytesLeft = mostBytes;
    }

    /** @return whether the list ends there, or goes on with a record that is whole and has its key */
    boolean isGood(int place) {
        int next = pastBlanks(place);
        return at(next) == ']' ? isEndOfAnswer(next + 1) : at(next) == ',' && isWhole(pastBlanks(next + 1));
    }

    /** @return whether the list ends there, or goes on with something that may be a record */
    boolean isLikely(int place) {
        int next = pastBlanks(place);
        if (at(next) == ']') {
            return isEndOfAnswer(next + 1);
        }
        int record = at(next) == ',' ? pastBlanks(next + 1) : next;
        int first = pastBlanks(record + 1);
        return record > next && at(record) == '{' && (at(first) != '"' || isName(first) || isField(first));
    }

    /** @return whether a text can end there: the objects and arrays end that are open, or the next one begins */
    boolean isAfterText(int place, CharSequence open) {
        int depth = open.length();
        int next = place;
        boolean comma = false;
        while (at(next) == ',' || isBlank(next) || depth > 0 && at(next) == open.charAt(depth - 1)) {
            comma = at(next) == ',' || comma && isBlank(next);
            depth -= at(next) == '}' || at(next) == ']' ? 1 : 0;
            next++;
            if (depth == 0) {
                return isLikely(next);
            }
        }
        return open.charAt(depth - 1) == '}' ? isName(next) : comma && at(next) >= 0;
    }

    /** @return whether a colon stands there, as behind a name */
    boolean isColon(int place) {
        return at(pastBlanks(place)) == ':';
    }

    /** @return whether a name and a colon stand there */
    private boolean isName(int place) {
        return at(place) == '"' && isColon(endOfName(place) + 1);
    }

    private boolean isField(int place) {
        int end = endOfName(place);
        String name = end > answer.length ? "" : Mending.received(answer, place + 1, end);
        return name.equals(kind.key()) || kind.position(name) != null;
    }

    private int endOfName(int place) {
        int end = place + 1;
        while (at(end) >= 0 && at(end) != '"' && at(end) != '\\') {
            end++;
        }
        return at(end) == '"' ? end : answer.length + 1;
    }

    private boolean isWhole(int record) {
        if (at(record) != '{' || bytesLeft <= 0) {
            return false;
        }
        try (JsonParser parser = json.createParser(answer, record, answer.length - record)) {
            try {
                return hasKey(parser) && isBetween(record + (int) parser.currentLocation().getByteOffset());
            } finally {
                bytesLeft -= parser.currentLocation().getByteOffset() + 1;
            }
        } catch (IOException e) {
            return false;
        }
    }

    private boolean hasKey(JsonParser parser) throws IOException {
        boolean hasKey = false;
        parser.nextToken();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            hasKey |= parser.currentName().equals(kind.key());
            parser.nextToken();
            parser.skipChildren();
        }
        return hasKey;
    }

    private boolean isBetween(int place) {
        int next = at(pastBlanks(place));
        return next == ',' || next == ']';
    }

    /** @return whether the answer's object ends behind its list, perhaps after further fields */
    private boolean isEndOfAnswer(int place) {
        int next = pastBlanks(place);
        if (at(next) != ',') {
            return at(next) == '}' && at(pastBlanks(next + 1)) < 0;
        }
        if (bytesLeft <= 0) {
            return false;
        }
        bytesLeft -= answer.length - next;
        InputStream rest = new ByteArrayInputStream(answer, next + 1, answer.length - next - 1);
        InputStream object = new SequenceInputStream(new ByteArrayInputStream(new byte[] {'{'}), rest);
        try (JsonParser parser = json.createParser(object)) {
            parser.nextToken();
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }

    private int pastBlanks(int place) {
        int next = place;
        while (isBlank(next)) {
            next++;
        }
        return next;
    }

    /** Control characters, too: they are no reason to take a record for another. */
    private boolean isBlank(int place) {
        return at(place) >= 0 && at(place) <= ' ';
    }

    /** @return the byte, from 0, or -1 behind the answer */
    private int at(int place) {
        return place < answer.length ? answer[place] & 0xff : -1;
    }
}
