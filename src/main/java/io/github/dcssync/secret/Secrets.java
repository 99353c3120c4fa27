package io.github.dcssync.secret;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Knows every secret of the process and takes them out of texts. Thread-safe. */
public final class Secrets {

    /** What stands in place of a secret. */
    public static final String MASK = "xxxxxx";

    /** A shorter value would be found inside ordinary words and make every text unreadable. */
    private static final int SHORTEST = 4;

    /** Signatures are good for a quarter of an hour; that many errors may be on their way at a time. */
    private static final int MOST_PASSING = 256;

    private final Set<String> spellings = new LinkedHashSet<>();
    private final Deque<String> passing = new ArrayDeque<>();
    private volatile String[] known = {};

    /**
     * Registers a value that must never be shown. A value shorter than four characters is not registered: it would be
     * found inside ordinary words. Neither is null, nor one made of the mask's own letter.
     */
    public void add(String secret) {
        if (secret == null || secret.length() < SHORTEST || secret.chars().allMatch(c -> c == 'x')) {
            return;
        }
        synchronized (spellings) {
            if (spellings.addAll(Spellings.of(secret))) {
                publish();
            }
        }
    }

    /**
     * Registers what was secret in one request that failed, such as its signature, in case the answer echoes it. Only
     * the newest of these are kept.
     */
    public void addPassing(String secret) {
        if (secret == null || secret.length() < SHORTEST) {
            return;
        }
        synchronized (spellings) {
            passing.addLast(secret);
            if (passing.size() > MOST_PASSING) {
                passing.removeFirst();
            }
            publish();
        }
    }

    private void publish() {
        known = Stream.concat(spellings.stream(), passing.stream()).toArray(String[]::new);
    }

    /** Registers what a JDBC URL or an endpoint holds of passwords, keys and tokens. Null registers nothing. */
    public void addFrom(@Nullable String url) {
        if (url != null) {
            SecretParameters.of(url).forEach(this::add);
        }
    }

    /**
     * The text without secrets: registered values, also URL-encoded or escaped as in JSON; values of the headers
     * Authorization, X-Auth-Token, X-Security-Token and X-Subject-Token; signatures; passwords in URLs. The time it
     * takes grows with the length of the text only.
     */
    public String mask(String text) {
        return maskPatterns(maskValues(text));
    }

    /** Masks what looks like a secret by its place in the text, whoever it belongs to. */
    public static String maskPatterns(String text) {
        return SecretParameters.mask(SecretHeaders.mask(text));
    }

    private String maskValues(String text) {
        String masked = text;
        // Again until none is left: the mask may have completed another secret.
        for (BitSet found = find(masked); !found.isEmpty(); found = find(masked)) {
            masked = replace(masked, found);
        }
        return masked;
    }

    /** The letters that belong to a secret: of two that overlap, no rest may stay. */
    private BitSet find(String text) {
        BitSet found = new BitSet();
        for (String secret : known) {
            for (int at = text.indexOf(secret); at >= 0; at = text.indexOf(secret, at + 1)) {
                found.set(at, at + secret.length());
            }
        }
        return found;
    }

    private static String replace(String text, BitSet letters) {
        StringBuilder replaced = new StringBuilder(text.length());
        int done = 0;
        for (int at = letters.nextSetBit(0); at >= 0; at = letters.nextSetBit(done)) {
            replaced.append(text, done, at).append(MASK);
            done = letters.nextClearBit(at);
        }
        return replaced.append(text, done, text.length()).toString();
    }
}
