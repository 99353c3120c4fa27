package io.github.dcssync.secret;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Texts with percent-encoded bytes in them. */
public final class PercentCodes {

    private PercentCodes() {
    }

    /** The text with each {@code %xx} decoded as UTF-8; all else stays, so does a plus. */
    public static String decode(String text) {
        ByteArrayOutputStream decoded = new ByteArrayOutputStream();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < bytes.length; at++) {
            int code = bytes[at] == '%' ? code(bytes, at) : -1;
            decoded.write(code < 0 ? bytes[at] : code);
            at += code < 0 ? 0 : 2;
        }
        return decoded.toString(StandardCharsets.UTF_8);
    }

    private static int code(byte[] bytes, int at) {
        int high = at + 2 < bytes.length ? Character.digit(bytes[at + 1], 16) : -1;
        int low = high < 0 ? -1 : Character.digit(bytes[at + 2], 16);
        return low < 0 ? -1 : high * 16 + low;
    }
}
