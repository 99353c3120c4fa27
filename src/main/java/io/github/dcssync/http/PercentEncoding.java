package io.github.dcssync.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Texts in an address. What is no text is said to be none, where the JDK would put in question marks of its own. */
final class PercentEncoding {

    private static final int DIGITS = 2;

    private PercentEncoding() {
    }

    /**
     * @return the text; a plus stays one
     * @throws IllegalArgumentException when a percent sign has no two digits, the bytes are no UTF-8, or there is a
     *         character that an address cannot have
     */
    static String decode(String encoded) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length());
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            if (c <= ' ' || c > '~') {
                throw new IllegalArgumentException("a character that has to be encoded");
            }
            if (c == '%') {
                bytes.write(octet(encoded, i + 1));
                i += DIGITS;
            } else {
                bytes.write(c);
            }
        }
        return text(bytes.toByteArray());
    }

    private static int octet(String encoded, int start) {
        if (start + DIGITS > encoded.length()) {
            throw new IllegalArgumentException("a percent sign without digits");
        }
        return HexFormat.fromHexDigits(encoded, start, start + DIGITS);
    }

    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("no UTF-8", e);
        }
    }
}
