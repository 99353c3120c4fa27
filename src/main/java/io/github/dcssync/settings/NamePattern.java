package io.github.dcssync.settings;

/**
 * A pattern for whole instance names: {@code *} stands for any characters, {@code ?} for exactly one; upper and lower
 * case differ.
 *
 * @param glob the pattern as the operator wrote it
 */
public record NamePattern(String glob) {

    /** Whether the pattern covers the whole name; a missing name (null) is treated as an empty one. */
    public boolean matches(String name) {
        return covers(name == null ? "" : name);
    }

    /** Goes back to the latest star only: no name can make it as slow as it could make a regular expression. */
    private boolean covers(String name) {
        int afterStar = -1;
        int retryAt = 0;
        int g = 0;
        int n = 0;
        while (n < name.length()) {
            if (g < glob.length() && glob.charAt(g) == '*') {
                afterStar = ++g;
                retryAt = n;
            } else if (g < glob.length() && (glob.charAt(g) == '?' || glob.charAt(g) == name.charAt(n))) {
                g++;
                n++;
            } else if (afterStar >= 0) {
                g = afterStar;
                n = ++retryAt;
            } else {
                return false;
            }
        }
        return glob.substring(g).chars().allMatch(c -> c == '*');
    }

    @Override
    public String toString() {
        return glob;
    }
}
