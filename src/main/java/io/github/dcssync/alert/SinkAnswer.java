package io.github.dcssync.alert;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.hc.core5.http.HttpEntity;

/** What a sink says about a message it has refused. */
final class SinkAnswer {

    private static final int MOST_BYTES = 4 * 1024;

    private SinkAnswer() {
    }

    /**
     * @param entity of the answer, or null
     * @return the text, or nothing when it is long, or is cut off while it is read: half of a secret that it echoes
     *         would not be known
     */
    static String text(HttpEntity entity) {
        try {
            InputStream content = entity == null ? null : entity.getContent();
            byte[] bytes = content == null ? new byte[0] : content.readNBytes(MOST_BYTES + 1);
            return bytes.length > MOST_BYTES ? "" : new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException | RuntimeException e) {
            // The status says enough.
            return "";
        }
    }
}
