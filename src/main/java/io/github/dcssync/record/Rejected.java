package io.github.dcssync.record;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * An element of a list that cannot be stored, kept so that nothing is lost.
 *
 * @param reason  one line that says what is wrong with it
 * @param payload its text as received
 * @param sha256  the payload's digest in lower-case hex; the same payload is kept once
 */
public record Rejected(String reason, String payload, String sha256) implements Element {

    /** Digests the payload. */
    public Rejected(String reason, String payload) {
        this(reason, payload, digest(payload));
    }

    @Override
    public String key() {
        return "sha256:" + sha256;
    }

    private static String digest(String payload) {
        try {
            byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }
}
