package io.github.dcssync.record;

import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/** What tells answers from other ones, in 64 bits: two sums that every processor computes by itself. */
public final class AnswerChecksum {

    /** Odd, so that nothing is lost: 2^64 divided by the golden ratio. */
    private static final long FACTOR = 0x9E37_79B9_7F4A_7C15L;

    private AnswerChecksum() {
    }

    /** @return the CRC-32 of the bytes, then their CRC-32C */
    public static long of(byte[] answer) {
        return of(new CRC32(), answer) << Integer.SIZE | of(new CRC32C(), answer);
    }

    private static long of(Checksum checksum, byte[] answer) {
        checksum.update(answer, 0, answer.length);
        return checksum.getValue();
    }

    /** @return the sum of what has come before and what comes now, in this order */
    public static long joined(long before, long now) {
        return before * FACTOR + now;
    }
}
