package io.github.dcssync.check;

import java.util.Locale;

/** How bad a finding is. */
public enum Level {
    /** As it should be. */
    OK,
    /** Works today; somebody should look at it. */
    WARNING,
    /** Does not work. */
    PROBLEM;

    /** @return the word people and machines read */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
