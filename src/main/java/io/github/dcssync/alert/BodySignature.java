package io.github.dcssync.alert;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Shows a sink who sends a message, and that nobody has changed it: HMAC-SHA256 of the body. */
final class BodySignature {

    static final String HEADER = "X-Dcs-Signature";
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    /** @param secret which the sink knows, too; its bytes are those of UTF-8 */
    BodySignature(String secret) {
        this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /** @return the same request with its signature */
    SinkRequest on(SinkRequest request) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return request.with(HEADER, "sha256=" + HexFormat.of().formatHex(mac.doFinal(request.body())));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
