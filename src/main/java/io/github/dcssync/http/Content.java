package io.github.dcssync.http;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.function.LongSupplier;

/**
 * What is answered.
 *
 * @param type     media type
 * @param filename what a browser saves it as, or null to show it
 * @param total    how many rows there are, whatever was asked for, known at the least cost once it is written; null where
 *                 there are no rows
 * @param tag      tells it from what it was or will be, for who has it already; null where that is known too late
 * @param body     writes it, however long it is
 */
public record Content(String type, String filename, LongSupplier total, String tag, Body body) {

    public static final String HTML = "text/html; charset=utf-8";
    public static final String JSON = "application/json";

    /** Writes an answer. */
    public interface Body {
        public void write(OutputStream out) throws IOException;
    }

    /** An answer that is no file and has no rows. */
    public static Content of(String type, Body body) {
        return new Content(type, null, null, null, body);
    }

    public void write(OutputStream out) {
        try {
            body.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
