package io.github.dcssync.simulator;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The key pairs that requests may be signed with. */
final class KeyRing {

    private final Map<String, Key> keys = new ConcurrentHashMap<>();
    private final Clock clock;

    KeyRing(Clock clock) {
        this.clock = clock;
    }

    /**
     * A key pair.
     *
     * @param securityToken goes with it; null is not asked for
     * @param endsAt        when it is good no longer; null for never
     * @param lock          counts what went wrong with it
     */
    record Key(String accessKey, String secretKey, @Nullable String securityToken, @Nullable Instant endsAt,
            KeyLock lock) {
    }

    void add(String accessKey, String secretKey, @Nullable String securityToken, @Nullable Instant endsAt) {
        keys.put(accessKey, new Key(accessKey, secretKey, securityToken, endsAt, new KeyLock(clock)));
    }

    void remove(String accessKey) {
        keys.remove(accessKey);
    }

    /** Refuses a key that there is not. */
    Key get(String accessKey) {
        Key key = keys.get(accessKey);
        if (key == null) {
            throw Refusal.unauthenticated("Get secretKey failed,ak:" + accessKey + ",err:ak not exist");
        }
        return key;
    }
}
