package io.github.dcssync.command;

/** What standard output is; the launcher has looked. */
final class Terminal {

    /** Where the launcher could not tell. */
    private static final int USUAL_COLUMNS = 120;

    private Terminal() {
    }

    /** NO_COLOR: no-color.org. */
    static boolean isColourWanted() {
        String refusal = System.getenv("NO_COLOR");
        return isTerminal() && (refusal == null || refusal.isEmpty()) && !"dumb".equals(System.getenv("TERM"));
    }

    /** @return how wide a line may be, without a bound where nobody looks at it */
    static int columns() {
        return isTerminal() ? Math.max(40, Integer.getInteger("dcs.columns", USUAL_COLUMNS)) : Integer.MAX_VALUE;
    }

    private static boolean isTerminal() {
        return Boolean.getBoolean("dcs.stdout-terminal");
    }
}
