package io.github.dcssync.simulator;

import java.time.Duration;

/**
 * The one account that may ask for password tokens.
 *
 * @param tokenLife how long a token is good for
 * @param tokenLength characters of a token; real ones have several thousand, a header may have 32 KB
 */
public record IamAccount(String user, String password, String domain, Duration tokenLife, int tokenLength) {

    /** The account when none is given: {@code simulator} for user, password and domain, tokens of 24 hours. */
    public static final IamAccount DEFAULT =
            new IamAccount("simulator", "simulator", "simulator", Duration.ofHours(24), 256);

    private static final int SHORTEST_TOKEN = 32;

    public IamAccount {
        if (tokenLength < SHORTEST_TOKEN) {
            throw new IllegalArgumentException("tokenLength is " + tokenLength + ": give at least " + SHORTEST_TOKEN);
        }
    }

    /** The same account with tokens of another life. */
    public IamAccount withTokenLife(Duration life) {
        return new IamAccount(user, password, domain, life, tokenLength);
    }

    /** The same account with tokens of another length, in characters. */
    public IamAccount withTokenLength(int length) {
        return new IamAccount(user, password, domain, tokenLife, length);
    }
}
