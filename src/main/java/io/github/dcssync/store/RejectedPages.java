package io.github.dcssync.store;

import io.github.dcssync.record.Rejected;
import io.github.dcssync.secret.Secrets;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.Arrays;

/** Keeps whole answers of a list that could not be read, in the transaction it is called in. */
public final class RejectedPages {

    /** The most that is kept of an answer, in bytes of UTF-8: 1 MiB. */
    public static final int MOST_BYTES = 1 << 20;

    private final PageWriter pages;
    private final Secrets secrets;

    /** @return the answer, or of a long one what is kept and as much again that a secret may end in */
    public static byte[] worthKeeping(byte[] answer) {
        return answer.length <= 2 * MOST_BYTES ? answer : Arrays.copyOf(answer, 2 * MOST_BYTES);
    }

    /** @param secrets taken out of what is kept: a server may repeat the headers it was sent */
    public RejectedPages(PageWriter pages, Secrets secrets) {
        this.pages = pages;
        this.secrets = secrets;
    }

    /**
     * Keeps an answer, cut at {@value #MOST_BYTES} bytes. The same one seen again only moves its last sighting.
     *
     * @param origin  the list, whose endpoint is {@code backups}, {@code restores} or {@code instances}
     * @param reason  one line that says why it cannot be read
     * @param payload its text as received; U+0000, which PostgreSQL cannot hold, is replaced by U+FFFD
     * @param now     the time of the sighting
     */
    public void keep(PageOrigin origin, String reason, String payload, OffsetDateTime now) {
        String text = cut(secrets.mask(payload).replace('\u0000', '\uFFFD'));
        pages.keep(origin, new Rejected(secrets.mask(reason), text), now);
    }

    private static String cut(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int end = Math.min(bytes.length, MOST_BYTES);
        // A byte 10xxxxxx goes on with a character that began before.
        while (end < bytes.length && (bytes[end] & 0xC0) == 0x80) {
            end--;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }
}
