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
        List<String> names = List.of(parts.group(2).split(";"));
        if (!names.equals(names.stream().sorted().distinct().toList())) {
            throw Refusal.unauthenticated("The signed headers are not sorted: " + parts.group(2));
        }
        return new SignedBy(parts.group(1), names, parts.group(3));
    }
}
