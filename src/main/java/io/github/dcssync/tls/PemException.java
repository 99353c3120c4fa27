package io.github.dcssync.tls;

/** A file has not what it is to have. The message says what to do about it, and nothing of a key. */
public final class PemException extends Exception {

    private static final long serialVersionUID = 1L;

    PemException(String remedy) {
        super(remedy);
    }
}
