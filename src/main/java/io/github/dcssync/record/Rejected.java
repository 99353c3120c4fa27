package io.github.dcssync.record;

import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/**
 * An element of a list that cannot be stored, kept so that nothing is lost.
 *
 * @param reason  one line that says what is wrong with it
 * @param payload its text as received
 * @param sha256  the digest in lower-case hex of what tells it from others, which is kept once: its payload, or an
 *                instance's id
 * @param name    an instance's name, or null
 */
public record Rejected(String reason, String payload, String sha256, @Nullable String name) implements Element {

    /** Digests the payload. */
    public Rejected(String reason, String payload) {
        this(reason, payload, DigestUtils.sha256Hex(payload), null);
    }

    @Override
    public String key() {
        return "sha256:" + sha256;
    }
}
