package io.github.dcssync.settings;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How a source came to its credentials.
 *
 * @param found      where they stand, such as {@code environment: HW_ACCESS_KEY and HW_SECRET_KEY}; no secret
 * @param isSettings whether they stand in the settings, or in the variables that are their defaults
 * @param passedOver the places that were looked at before, each with the reason why it was not taken
 * @param again      the credentials as their files have them now; null when none of it stands in a file. What cannot be read
 *                   again stays as it was, which is told
 */
public record CredentialChoice(String found, boolean isSettings, List<String> passedOver,
        @Nullable Supplier<Credentials> again) {

    /** Credentials that nobody looked for. */
    static final CredentialChoice GIVEN = new CredentialChoice("given", true, List.of(), null);
}
