package io.github.dcssync.simulator;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Percent-encoding as the signature wants it: UTF-8, unreserved characters stay, hex digits in upper case. */
final class PercentCodec {

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private PercentCodec() {
    }

    static String encode(String text) {
        StringBuilder encoded = new StringBuilder(text.length() + 8);
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            if (isUnreserved(octet)) {
                encoded.append((char) octet);
            } else {
                encoded.append('%').append(HEX.toHexDigits(octet));
            }
        }
        return encoded.toString();
    }

    static String decodePath(String text) {
        return text.indexOf('%') < 0 ? text : decode(text);
    }

    /** In a query a plus sign stands for a blank. */
    static String decodeQuery(String text) {
        return decodePath(text.replace('+', ' '));
    }

    private static String decode(String text) {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(octets.length);
        for (int i = 0; i < octets.length; i++) {
            if (octets[i] == '%' && i + 2 < octets.length) {
                decoded.write(HexFormat.fromHexDigit(octets[i + 1]) << 4 | HexFormat.fromHexDigit(octets[i + 2]));
                i += 2;
            } else {
                decoded.write(octets[i]);
            }
        }
        return decoded.toString(StandardCharsets.UTF_8);
    }

    private static boolean isUnreserved(byte octet) {
        return octet >= 'A' && octet <= 'Z' || octet >= 'a' && octet <= 'z' || octet >= '0' && octet <= '9'
                || octet == '-' || octet == '_' || octet == '.' || octet == '~';
    }
}
