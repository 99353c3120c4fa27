package io.github.dcssync.paging;

import java.nio.ByteBuffer;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/**
 * The keys seen in one listing, 16 bytes each: a million keys of a long history fit where their texts would not. An
 * id that is a UUID is held exactly, any other by its 128-bit digest.
 */
public final class KeySet {

    private static final int SMALLEST = 64;
    private static final int UUID_LENGTH = 36;

    private long[] slots = new long[2 * SMALLEST];
    private int size;
    private boolean hasZero;

    /** @return whether the key was not there before */
    boolean add(String key) {
        long[] words = words(key);
        if (words[0] == 0 && words[1] == 0) {
            boolean added = !hasZero;
            hasZero = true;
            size += added ? 1 : 0;
            return added;
        }
        int at = find(slots, words[0], words[1]);
        if (slots[at] != 0 || slots[at + 1] != 0) {
            return false;
        }
        slots[at] = words[0];
        slots[at + 1] = words[1];
        size++;
        if (size * 3 > slots.length) {
            grow();
        }
        return true;
    }

    public boolean contains(String key) {
        long[] words = words(key);
        if (words[0] == 0 && words[1] == 0) {
            return hasZero;
        }
        int at = find(slots, words[0], words[1]);
        return slots[at] != 0 || slots[at + 1] != 0;
    }

    int size() {
        return size;
    }

    private void grow() {
        long[] larger = new long[slots.length * 2];
        for (int i = 0; i < slots.length; i += 2) {
            if (slots[i] != 0 || slots[i + 1] != 0) {
                int at = find(larger, slots[i], slots[i + 1]);
                larger[at] = slots[i];
                larger[at + 1] = slots[i + 1];
            }
        }
        slots = larger;
    }

    /** @return where the key is, or the free place where it belongs */
    private static int find(long[] slots, long high, long low) {
        // Ids that differ in a few digits only must not meet in one place, whichever digits these are.
        long folded = high * 0x9E3779B97F4A7C15L ^ low;
        long mixed = (folded ^ folded >>> 32) * 0x9E3779B97F4A7C15L;
        int at = (int) (mixed >>> 33) * 2 & slots.length - 1;
        while ((slots[at] != 0 || slots[at + 1] != 0) && (slots[at] != high || slots[at + 1] != low)) {
            at = at + 2 & slots.length - 1;
        }
        return at;
    }

    private static long[] words(String key) {
        long @Nullable [] words = uuid(key);
        return words == null ? digest(key) : words;
    }

    /** @return the 128 bits of a UUID in lower case, or null for any other text */
    private static long @Nullable [] uuid(String key) {
        if (key.length() != UUID_LENGTH) {
            return null;
        }
        long[] words = new long[2];
        int digits = 0;
        for (int i = 0; i < UUID_LENGTH; i++) {
            char c = key.charAt(i);
            if (i == 8 || i == 13 || i == 18 || i == 23) {
                if (c != '-') {
                    return null;
                }
                continue;
            }
            int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
            if (digit < 0) {
                return null;
            }
            words[digits / 16] = words[digits / 16] << 4 | digit;
            digits++;
        }
        return words;
    }

    private static long[] digest(String key) {
        ByteBuffer bytes = ByteBuffer.wrap(DigestUtils.sha256(key));
        return new long[] {bytes.getLong(), bytes.getLong()};
    }
}
