package io.github.dcssync.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.jspecify.annotations.Nullable;

/** An answer is JSON, as a list is, but no list: it says something else, an error perhaps. */
public final class NoListException extends JsonProcessingException {

    private static final long serialVersionUID = 1L;

    private final @Nullable String code;

    /**
     * @param message one line
     * @param code    the error that the answer is about, as written, or null
     */
    public NoListException(String message, @Nullable String code) {
        super(message);
        this.code = code;
    }

    /** @return the service's code, or null */
    public @Nullable String code() {
        return code;
    }
}
