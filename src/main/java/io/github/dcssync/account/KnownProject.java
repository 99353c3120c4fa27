package io.github.dcssync.account;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A project that was found once.
 *
 * @param account     under which name of the settings it was found
 * @param projectId   32 hexadecimal digits
 * @param endpoint    where its DCS answers
 * @param projectName what IAM called it last
 * @param source      what its source is called for good
 * @param foundAt     when it was first found
 * @param goneAt      since when IAM lists it no more; null while it does
 */
record KnownProject(String account, String projectId, String endpoint, String projectName, String source,
        OffsetDateTime foundAt, @Nullable OffsetDateTime goneAt) {

    KnownProject seen(String where, String name) {
        return new KnownProject(account, projectId, where, name, source, foundAt, null);
    }

    KnownProject gone(OffsetDateTime since) {
        return new KnownProject(account, projectId, endpoint, projectName, source, foundAt, since);
    }

    boolean isGone() {
        return goneAt != null;
    }
}
