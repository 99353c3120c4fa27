package io.github.dcssync.bench.contender;

import java.io.IOException;

/** Reads the escapes in a string of JSON. */
final class JsonEscapes {

    private static final String NAMES = "\"\\/bfnrt";
    private static final String MEANINGS = "\"\\/\b\f\n\r\t";
    private static final int HEX_DIGITS = 4;

    private JsonEscapes() {
    }

    /** @throws IOException when an escape is none that JSON knows */
    static String resolve(String raw) throws IOException {
        StringBuilder text = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            if (raw.charAt(i) != '\\') {
                text.append(raw.charAt(i));
            } else if (raw.charAt(++i) == 'u') {
                text.append((char) Integer.parseInt(raw.substring(i + 1, i + 1 + HEX_DIGITS), 16));
                i += HEX_DIGITS;
            } else {
                int meaning = NAMES.indexOf(raw.charAt(i));
                if (meaning < 0) {
                    throw new IOException("No escape of JSON: \\" + raw.charAt(i));
                }
                text.append(MEANINGS.charAt(meaning));
            }
        }
        return text.toString();
    }
}
