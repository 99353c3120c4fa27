package io.github.dcssync.record;

import com.fasterxml.jackson.core.JsonProcessingException;

/** An answer is JSON, as a list is, but no list: it says something else, an error perhaps. */
public final class NoListException extends JsonProcessingException {

    private static final long serialVersionUID = 1L;

    private final String code;

    /**
     * @param message one line
     * @param code    the error that the answer is about, as written, or null
     */
    public NoListException(String message, String code) {
        super(message);
        this.code = code;
    }

    /** @return the service's code, or null */
    public String code() {
        return code;
    }
}
