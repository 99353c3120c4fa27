package io.github.dcssync.command;

import java.util.Map;

/** What standard output is; the launcher has looked. */
final class Terminal {

    /** Where the launcher could not tell. */
    private static final int USUAL_COLUMNS = 80;
    /** With fewer, nothing can be read anyway. */
    private static final int FEWEST_COLUMNS = 40;

    private Terminal() {
    }

    /**
     * NO_COLOR: no-color.org.
     *
     * @param environment that the command is set by
     */
    static boolean isColourWanted(Map<String, String> environment) {
        return isTerminal() && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !"dumb".equals(environment.get("TERM"));
    }

    /** @return how wide a line may be, without a bound where nobody looks at it */
    static int columns() {
        if (!isTerminal()) {
            return Integer.MAX_VALUE;
        }
        // A terminal that does not know says 0.
        int known = Integer.getInteger("dcs.columns", 0);
        return known > 0 ? Math.max(FEWEST_COLUMNS, known) : USUAL_COLUMNS;
    }

    static boolean isTerminal() {
        return Boolean.getBoolean("dcs.stdout-terminal");
    }
}
