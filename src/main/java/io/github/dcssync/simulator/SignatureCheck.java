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
import org.jspecify.annotations.Nullable;

/** Checks a signed request as the gateway does, and says in its words what is wrong. */
final class SignatureCheck {

    private static final String DATE_HEADER = "x-sdk-date";
    private static final Duration TOLERANCE = Duration.ofMinutes(15);
    private static final DateTimeFormatter DATE_FORM =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final String accessKey;
    private final String secretKey;
    private final @Nullable String securityToken;
    private final Clock clock;
    private final KeyLock lock;

    /** A security token that is null is not asked for. */
    SignatureCheck(String accessKey, String secretKey, @Nullable String securityToken, Clock clock) {
        this.accessKey = accessKey;
        this.secretKey = secretKey;
        this.securityToken = securityToken;
        this.clock = clock;
        this.lock = new KeyLock(clock);
    }

    void check(SimulatedRequest request, byte[] body) {
        SignedBy signedBy = SignedBy.parse(request.headers().getOrDefault("authorization", ""));
        if (!signedBy.accessKey().equals(accessKey)) {
            throw Refusal.unauthenticated(
                    "Get secretKey failed,ak:" + signedBy.accessKey() + ",err:ak not exist");
        }
        if (lock.isLocked()) {
            throw Refusal.unauthenticated("AK access failed to reach the limit,forbidden.");
        }
        try {
            checkDate(request, signedBy);
            checkSecurityToken(request);
            checkSignature(request, body, signedBy);
            lock.succeeded();
        } catch (Refusal refusal) {
            lock.failed();
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

    private void checkSecurityToken(SimulatedRequest request) {
        if (securityToken != null && !securityToken.equals(request.headers().get("x-security-token"))) {
            throw Refusal.unauthenticated("Get secretKey failed,ak:" + accessKey + ",err:securitytoken is invalid");
        }
    }

    private void checkSignature(SimulatedRequest request, byte[] body, SignedBy signedBy) {
        String canonical = CanonicalRequest.of(request, body, signedBy.signedHeaders());
        String toSign = SignedBy.ALGORITHM + "\n" + request.headers().get(DATE_HEADER) + "\n"
                + DigestUtils.sha256Hex(canonical);
        byte[] expected = new HmacUtils(HmacAlgorithms.HMAC_SHA_256, secretKey).hmac(toSign);
        if (!MessageDigest.isEqual(expected, HexFormat.of().parseHex(signedBy.signature()))) {
            throw Refusal.unauthenticated(
                    "verify aksk signature fail, canonicalRequest:" + canonical.replace('\n', '|'));
        }
    }
}
