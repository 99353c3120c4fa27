package io.github.dcssync.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The tokens that IAM gave out. */
final class Tokens {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-";

    private final Map<String, IssuedToken> issued = new ConcurrentHashMap<>();
    private final Clock clock;
    private final Random random;

    Tokens(Clock clock, long seed) {
        this.clock = clock;
        this.random = new Random(seed);
    }

    /** A token of the given length for one project; null stands for any, an empty text for none. */
    IssuedToken issue(@Nullable String projectId, Duration life, int length) {
        StringBuilder text = new StringBuilder("MII");
        while (text.length() < length) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        Instant now = clock.instant();
        IssuedToken token = new IssuedToken(text.toString(), projectId, now, now.plus(life));
        issued.put(token.text(), token);
        return token;
    }

    /** Refuses a token that is missing, unknown or too old. */
    IssuedToken checkAlive(@Nullable String text) {
        if (text == null) {
            throw Refusal.unauthenticated("x-auth-token not found");
        }
        IssuedToken token = issued.get(text);
        if (token == null) {
            throw Refusal.unauthenticated("decrypt token fail");
        }
        if (!clock.instant().isBefore(token.expiresAt())) {
            throw Refusal.byGateway(401, "APIGW.0307", "The token must be updated.");
        }
        return token;
    }

    /** Refuses such a token, and one of another project. */
    void check(@Nullable String text, @Nullable String projectId, ApiVersion version) {
        IssuedToken token = checkAlive(text);
        if (token.projectId() != null && !token.projectId().equals(projectId)) {
            throw DcsError.PROJECT_NOT_OF_TOKEN.on(version);
        }
    }

    void forgetAll() {
        issued.clear();
    }

    /** A token and what it is good for. */
    record IssuedToken(String text, @Nullable String projectId, Instant issuedAt, Instant expiresAt) {
    }
}
