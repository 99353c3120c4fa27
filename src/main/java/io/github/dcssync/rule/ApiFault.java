package io.github.dcssync.rule;

import org.jspecify.annotations.Nullable;

/**
 * A request that failed, as far as the rules look at it.
 *
 * @param status    the HTTP status, or null when there was no answer
 * @param code      the service's code as written, or null
 * @param exception what was thrown, or null
 * @param discovery whether the list of instances was asked for, rather than the list of one instance's records
 * @param token     whether the source uses a token, rather than AK/SK
 */
public record ApiFault(@Nullable Integer status, @Nullable String code, @Nullable Throwable exception,
        boolean discovery, boolean token) {
}
