package io.github.dcssync.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/** The ways in which an answer never comes to its end. */
public enum Hostility {

    SILENCE("", Wires.SILENT, ""),
    STATUS_LINE_DRIPS("HTTP/1.1 200 ", Wires.DRIPPING, "OK"),
    ENDLESS_CONTINUE("", Wires.FLOODING, "HTTP/1.1 100 Continue\r\n\r\n"),
    ENDLESS_PROCESSING("", Wires.FLOODING, "HTTP/1.1 102 Processing\r\n\r\n"),
    ENDLESS_EARLY_HINTS("", Wires.FLOODING, "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"),
    PROCESSING_DRIPS("", Wires.DRIPPING, "HTTP/1.1 102 Processing\r\n\r\n"),
    HEADERS_DRIP("HTTP/1.1 200 OK\r\n", Wires.DRIPPING, "X-A: b\r\n"),
    ENDLESS_HEADERS("HTTP/1.1 200 OK\r\n", Wires.FLOODING, "X-A: b\r\n"),
    ENDLESS_HEADER("HTTP/1.1 200 OK\r\nX-A: ", Wires.FLOODING, "b"),
    ENDLESS_FOLDED_HEADER("HTTP/1.1 200 OK\r\nX-A: b\r\n", Wires.FLOODING, " b\r\n"),
    BODY_STALLS("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{", Wires.SILENT, ""),
    BODY_DRIPS("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n", Wires.DRIPPING, " "),
    ERROR_DRIPS("HTTP/1.1 503 Busy\r\nContent-Length: 1000000\r\n\r\n", Wires.DRIPPING, " "),
    ENDLESS_BODY("HTTP/1.1 200 OK\r\n\r\n", Wires.FLOODING, " "),
    ENDLESS_ERROR("HTTP/1.1 401 No\r\n\r\n", Wires.FLOODING, " "),
    CHUNKS_DRIP(Wires.CHUNKED, Wires.DRIPPING, "1\r\n \r\n"),
    ENDLESS_CHUNKS(Wires.CHUNKED, Wires.FLOODING, "1\r\n \r\n"),
    ENDLESS_CHUNK_EXTENSION(Wires.CHUNKED + "1;", Wires.FLOODING, "a=b;"),
    TRAILERS_DRIP(Wires.CHUNKED + "2\r\n{}\r\n0\r\n", Wires.DRIPPING, "X-A: b\r\n"),
    ENDLESS_TRAILERS(Wires.CHUNKED + "2\r\n{}\r\n0\r\n", Wires.FLOODING, "X-A: b\r\n"),
    GZIP_BOMB("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n", Wires.FLOODING, null),
    ENDLESS_GZIP_OF_NOTHING("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n", Wires.FLOODING, null),
    HANDSHAKE_STALLS("", Wires.SILENT, ""),
    HANDSHAKE_DRIPS("\u0016\u0003\u0003\u0040\u0000", Wires.DRIPPING, "\u0002");

    private final String begin;
    private final Way way;
    private final String rest;

    Hostility(String begin, Way way, String rest) {
        this.begin = begin;
        this.way = way;
        this.rest = rest;
    }

    public boolean isOfTls() {
        return this == HANDSHAKE_STALLS || this == HANDSHAKE_DRIPS;
    }

    void answer(HostileServer.Wire wire) throws IOException {
        wire.send(begin);
        switch (this) {
            case GZIP_BOMB -> bomb(wire);
            case ENDLESS_GZIP_OF_NOTHING -> nothing(wire);
            default -> way.go(wire, rest);
        }
    }

    /** A hundred mebibytes of blanks, in a tenth of one. */
    private static void bomb(HostileServer.Wire wire) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            byte[] blanks = " ".repeat(1024 * 1024).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
            for (int i = 0; i < 100; i++) {
                gzip.write(blanks);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        wire.send(bytes.toByteArray());
        wire.fallSilent();
    }

    /** Stored blocks of length 0, of which none is the last. */
    private static void nothing(HostileServer.Wire wire) throws IOException {
        wire.send(new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 3});
        wire.flood("\u0000\u0000\u0000\u00ff\u00ff");
    }

    /** How the rest is sent. */
    @FunctionalInterface
    private interface Way {
        void go(HostileServer.Wire wire, String text) throws IOException;
    }

    private static final class Wires {
        static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
        static final Way SILENT = (wire, text) -> wire.fallSilent();
        static final Way FLOODING = HostileServer.Wire::flood;
        static final Way DRIPPING = HostileServer.Wire::drip;
    }
}
