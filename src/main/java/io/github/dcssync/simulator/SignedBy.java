package io.github.dcssync.simulator;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parts of an Authorization header of the current form, {@code SDK-HMAC-SHA256 Access=…}. */
record SignedBy(String accessKey, List<String> signedHeaders, String signature) {

    static final String ALGORITHM = "SDK-HMAC-SHA256";

    private static final Pattern FORM = Pattern.compile(
            ALGORITHM + " Access=([^,\\s]+), SignedHeaders=([a-z0-9_;-]+), Signature=([0-9a-f]{64})");

    /** Refuses every other form, the older one with a credential scope too. */
    static SignedBy parse(String authorization) {
        Matcher parts = FORM.matcher(authorization);
        if (!parts.matches()) {
            throw Refusal.unauthenticated("The Authorization header is not of the form \"" + ALGORITHM
                    + " Access=…, SignedHeaders=…, Signature=…\"");
        }
        return new SignedBy(parts.group(1), List.of(parts.group(2).split(";")), parts.group(3));
    }
}
