package io.github.dcssync.settings;

import io.github.dcssync.secret.Secrets;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads a value from a file, such as a secret that a container or systemd puts into one. No message shows it. */
final class ValueFile {

    private static final int MOST_BYTES = 64 * 1024;

    private ValueFile() {
    }

    /**
     * The whole file as text; one line break at its end is cut, and nothing else.
     *
     * @param home what a relative path is below
     * @throws SettingType.RefusedValue when there is no such file, or nothing in it that could be a value
     */
    static String read(Path home, String path) {
        String named = "the file " + shown(path) + " ";
        try (InputStream content = Files.newInputStream(home.resolve(path))) {
            byte[] bytes = content.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new SettingType.RefusedValue(named + "is larger than a value can be (64 KiB): name another");
            }
            return withoutLineBreak(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString(),
                    named);
        } catch (NoSuchFileException missing) {
            throw new SettingType.RefusedValue(named + "does not exist: create it, or correct the path");
        } catch (CharacterCodingException notUtf8) {
            throw new SettingType.RefusedValue(named + "is not UTF-8: save it in that encoding");
        } catch (IOException | InvalidPathException unreadable) {
            throw new SettingType.RefusedValue(named + "cannot be read: make it a file that this user may read");
        }
    }

    private static String withoutLineBreak(String text, String named) {
        String value = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        value = text.endsWith("\r\n") ? value.substring(0, value.length() - 1) : value;
        if (value.isEmpty()) {
            throw new SettingType.RefusedValue(named + "is empty: write the value into it");
        }
        return value;
    }

    /** What does not look like a path may be the secret itself, given in the wrong place. */
    private static String shown(String path) {
        return path.matches("\\.{0,2}/.*") ? Violations.show(false, path) : Secrets.MASK;
    }
}
