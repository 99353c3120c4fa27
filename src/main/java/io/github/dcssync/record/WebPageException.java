package io.github.dcssync.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.charset.StandardCharsets;

/** An answer is a page for people: something on the way to the service has answered in its place. */
public final class WebPageException extends JsonProcessingException {

    private static final long serialVersionUID = 1L;

    /** What is said of such an answer. */
    public static final String LINE = "a web page answered: a proxy or login page?";

    /** Before a page come blanks and a byte order mark at most. */
    private static final int FAR_ENOUGH = 1024;

    private WebPageException(JsonProcessingException cause) {
        super(LINE, cause);
    }

    /** @return the exception, or one that says more where the answer that it is about is a web page */
    public static JsonProcessingException orSame(JsonProcessingException thrown) {
        boolean page = thrown.getLocation() != null
                && thrown.getLocation().contentReference().getRawContent() instanceof byte[] answer
                && isWebPage(new String(answer, 0, Math.min(answer.length, FAR_ENOUGH), StandardCharsets.UTF_8));
        return page ? new WebPageException(thrown) : thrown;
    }

    /** @return whether a text begins as HTML and XML do */
    public static boolean isWebPage(String text) {
        String visible = text.startsWith("\uFEFF") ? text.substring(1) : text;
        return visible.stripLeading().startsWith("<");
    }
}
