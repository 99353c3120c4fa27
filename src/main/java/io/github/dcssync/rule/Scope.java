package io.github.dcssync.rule;

/** What was being read: a list of records, or the list of instances. */
enum Scope {
    LIST("on a list"),
    DISCOVERY("on discovery");

    private final String words;

    Scope(String words) {
        this.words = words;
    }

    static Scope of(boolean discovery) {
        return discovery ? DISCOVERY : LIST;
    }

    @Override
    public String toString() {
        return words;
    }
}
