package io.github.dcssync.history;

/** What a hostile line does to the answers of one connection, from one byte on. */
enum Mischief {
    /** All goes through as it is. */
    NONE,
    /** The connection ends, as after a proxy's restart. */
    CUT,
    /** It is reset. */
    RESET,
    /** Nothing more comes, and nothing ends. */
    STALL,
    /** Half a byte a second and more comes, for ever. */
    DRIP,
    /** One byte is another. */
    FLIP,
    /** Bytes that nobody sent stand between the others. */
    GARBAGE,
    /** Informational answers without end. */
    INFORM,
    /** A header without end. */
    ENDLESS_HEADER,
    /** A body without end. */
    ENDLESS_BODY,
    /** Somebody else is to be asked instead. */
    REDIRECT;

    /** Whether an answer never ends by itself: how long the other side holds out is what is measured. */
    boolean isEndless() {
        return switch (this) {
            case STALL, DRIP, INFORM, ENDLESS_HEADER, ENDLESS_BODY -> true;
            case NONE, CUT, RESET, FLIP, GARBAGE, REDIRECT -> false;
        };
    }
}
