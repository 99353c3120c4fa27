package io.github.dcssync.settings;

import java.util.LinkedHashSet;
import java.util.Set;

/** Knows every secret of the process and takes them out of texts. Thread-safe. */
public final class Secrets {

    /** What stands in place of a secret. */
    public static final String MASK = "xxxxxx";

    /** A shorter value would be found inside ordinary words and make every text unreadable. */
    private static final int SHORTEST = 4;

    private final Set<String> spellings = new LinkedHashSet<>();
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
                known = spellings.toArray(String[]::new);
            }
        }
    }

    /** Registers what a JDBC URL or an endpoint holds of passwords, keys and tokens. Null registers nothing. */
    public void addFrom(String url) {
        if (url != null) {
            SecretParameters.of(url).forEach(this::add);
        }
    }

    /**
     * The text without secrets: registered values, also URL-encoded or escaped as in JSON; values of the headers
     * Authorization, X-Auth-Token, X-Security-Token and X-Subject-Token; signatures; passwords in URLs. The time it
     * takes grows with the length of the text only. Null stays null.
     */
    public String mask(String text) {
        if (text == null) {
            return null;
        }
        return maskPatterns(maskValues(text));
    }

    /** Masks what looks like a secret by its place in the text, whoever it belongs to. */
    static String maskPatterns(String text) {
        return SecretParameters.mask(SecretHeaders.mask(text));
    }

    private String maskValues(String text) {
        String masked = text;
        for (Spans spans = find(masked); !spans.isEmpty(); spans = find(masked)) {
            masked = spans.replaceIn(masked, MASK);
        }
        return masked;
    }

    private Spans find(String text) {
        Spans spans = new Spans();
        for (String secret : known) {
            for (int at = text.indexOf(secret); at >= 0; at = text.indexOf(secret, at + 1)) {
                spans.add(at, at + secret.length());
            }
        }
        return spans;
    }
}
