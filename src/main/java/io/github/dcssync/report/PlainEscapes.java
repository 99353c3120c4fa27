package io.github.dcssync.report;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import io.github.dcssync.logging.Printable;
import org.jspecify.annotations.Nullable;

/** JSON that may be shown on a terminal: what would steer that is escaped, which means the same. */
final class PlainEscapes extends CharacterEscapes {

    private static final long serialVersionUID = 1L;

    @Override
    public int[] getEscapeCodesForAscii() {
        int[] codes = standardAsciiEscapesForJSON();
        codes[0x7f] = ESCAPE_STANDARD;
        return codes;
    }

    @Override
    public @Nullable SerializableString getEscapeSequence(int c) {
        boolean isShown = Character.isSurrogate((char) c) || Printable.isPlain(c);
        return isShown ? null : new SerializedString(String.format("\\u%04x", c));
    }
}
