package io.github.dcssync.rule;

/** How the source proves who it is. */
enum Login {
    KEYS("with keys"),
    TOKEN("with a token");

    private final String words;

    Login(String words) {
        this.words = words;
    }

    static Login of(boolean token) {
        return token ? TOKEN : KEYS;
    }

    @Override
    public String toString() {
        return words;
    }
}
