package io.github.dcssync.paging;

/** A list that cannot be read to its end: it does not move on, or moves faster than it can be read. */
public final class ListingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ListingException(String message) {
        super(message);
    }
}
