package io.github.dcssync.record;

/** Whether what stands behind a place in an answer is what stands behind a record, or behind a text in one. */
final class AfterRecord {

    private final byte[] answer;
    private final ListKind kind;
    private final int limit;

    /** @param limit where the next record that is whole begins, or the list ends */
    AfterRecord(byte[] answer, ListKind kind, int limit) {
        this.answer = answer;
        this.kind = kind;
        this.limit = limit;
    }

    /** @return whether the list ends there, or goes on with a record that is whole and has its key */
    boolean isGood(int place) {
        int next = pastBlanks(place);
        return next == limit || at(next) == ',' && pastBlanks(next + 1) == limit;
    }

    /** @return whether the list ends there, or goes on with something that may be a record */
    boolean isLikely(int place) {
        int next = pastBlanks(place);
        int record = at(next) == ',' ? pastBlanks(next + 1) : next;
        int first = pastBlanks(record + 1);
        return isGood(place)
                || record > next && at(record) == '{' && (at(first) != '"' || isName(first) || isField(first));
    }

    /** @return whether an object with a name and a colon begins there */
    boolean isRecord(int place) {
        return at(place) == '{' && isName(pastBlanks(place + 1));
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

    /** @return whether a comma stands there, perhaps behind blanks */
    boolean isComma(int place) {
        return at(pastBlanks(place)) == ',';
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
