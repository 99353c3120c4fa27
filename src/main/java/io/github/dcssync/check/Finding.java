package io.github.dcssync.check;

import io.github.dcssync.secret.Secrets;

/**
 * One thing that was looked at.
 *
 * @param level   how bad it is
 * @param subject what was looked at, a word or two
 * @param text    what was found, one line; with the remedy when it is a problem
 */
public record Finding(Level level, String subject, String text) {

    static Finding ok(String subject, String text) {
        return new Finding(Level.OK, subject, text);
    }

    static Finding warning(String subject, String text) {
        return new Finding(Level.WARNING, subject, text);
    }

    static Finding problem(String subject, String text) {
        return new Finding(Level.PROBLEM, subject, text);
    }

    /** The same without secrets, and without what would move a terminal's cursor: parts of it come from servers. */
    Finding shown(Secrets secrets) {
        return new Finding(level, subject, secrets.mask(text).replaceAll("[\\s\\p{Cntrl}]+", " ").strip());
    }
}
