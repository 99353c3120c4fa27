package io.github.dcssync.simulator;

import java.security.MessageDigest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;

/** Checks a signed request as the gateway does, and says in its words what is wrong. */
final class SignatureCheck {

    private static final String DATE_HEADER = "x-sdk-date";
    private static final Duration TOLERANCE = Duration.ofMinutes(15);
    private static final DateTimeFormatter DATE_FORM =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final KeyRing keys;
    private final Clock clock;

    SignatureCheck(KeyRing keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    void check(SimulatedRequest request, byte[] body) {
        SignedBy signedBy = SignedBy.parse(request.headers().getOrDefault("authorization", ""));
        KeyRing.Key key = keys.get(signedBy.accessKey());
        if (key.lock().isLocked()) {
            throw Refusal.unauthenticated("AK access failed to reach the limit,forbidden.");
        }
        try {
            checkDate(request, signedBy);
            checkSecurityToken(request, key);
            checkSignature(request, body, signedBy, key);
            key.lock().succeeded();
        } catch (Refusal refusal) {
            key.lock().failed();
            throw refusal;
        }
    }

    private void checkDate(SimulatedRequest request, SignedBy signedBy) {
        String date = request.headers().get(DATE_HEADER);
        if (date == null) {
            throw Refusal.unauthenticated("X-Sdk-Date not found");
        }
        if (!signedBy.signedHeaders().contains(DATE_HEADER)) {
            throw Refusal.unauthenticated("X-Sdk-Date is not among the signed headers");
        }
        Instant signedAt = read(date);
        Instant now = clock.instant();
        if (Duration.between(signedAt, now).abs().compareTo(TOLERANCE) > 0) {
            throw Refusal.unauthenticated("calc aksk signature fail:signature expired, signature time:" + date
                    + ",server time:" + DATE_FORM.format(now));
        }
    }

    private static Instant read(String date) {
        try {
            return LocalDateTime.parse(date, DATE_FORM).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw Refusal.unauthenticated("X-Sdk-Date is not of the form yyyyMMddTHHmmssZ: " + date);
        }
    }

    private void checkSecurityToken(SimulatedRequest request, KeyRing.Key key) {
        if (key.securityToken() != null && !key.securityToken().equals(request.headers().get("x-security-token"))) {
            throw Refusal
                    .unauthenticated("Get secretKey failed,ak:" + key.accessKey() + ",err:securitytoken is invalid");
        }
        if (key.endsAt() != null && !clock.instant().isBefore(key.endsAt())) {
            throw Refusal
                    .unauthenticated("Get secretKey failed,ak:" + key.accessKey() + ",err:securitytoken expired");
        }
    }

    private void checkSignature(SimulatedRequest request, byte[] body, SignedBy signedBy, KeyRing.Key key) {
        String canonical = CanonicalRequest.of(request, body, signedBy.signedHeaders());
        String toSign = SignedBy.ALGORITHM + "\n" + request.headers().get(DATE_HEADER) + "\n"
                + DigestUtils.sha256Hex(canonical);
        byte[] expected = new HmacUtils(HmacAlgorithms.HMAC_SHA_256, key.secretKey()).hmac(toSign);
        if (!MessageDigest.isEqual(expected, HexFormat.of().parseHex(signedBy.signature()))) {
            throw Refusal.unauthenticated(
                    "verify aksk signature fail, canonicalRequest:" + canonical.replace('\n', '|'));
        }
    }
}
