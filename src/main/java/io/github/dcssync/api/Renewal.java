package io.github.dcssync.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How it stands with credentials that are replaced before they end.
 *
 * @param fault  why they could not be, the last time that was tried; null while all is well. No secret
 * @param endsAt when those in use end, then; else null
 */
public record Renewal(@Nullable String fault, @Nullable Instant endsAt) {

    static final Renewal WELL = new Renewal(null, null);

    /** Whether they could not be replaced. */
    public boolean hasFailed() {
        return fault != null;
    }
}
